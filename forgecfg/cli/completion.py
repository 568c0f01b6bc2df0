"""`forgecfg completion`."""

from enum import StrEnum
from importlib.resources import files
from typing import Annotated

import typer

from forgecfg.cli.exits import Exit

EXAMPLES = """
  forgecfg completion bash > ~/.local/share/bash-completion/completions/forgecfg
  forgecfg completion powershell >> $PROFILE
"""


class Shell(StrEnum):
    """The shells with a script."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"
    powershell = "powershell"


def completion(
    shell: Annotated[Shell, typer.Argument(help="The shell.", show_default=False)],
) -> int:
    """Print the script that completes commands, options and values in a shell.

    bash and fish load it from their directory of completions, zsh from a directory of `fpath` as
    `_forgecfg`, PowerShell from the profile.

    Exit code: 0, or 2 for an unknown shell.
    """
    script = files("forgecfg.cli").joinpath("shells", f"forgecfg.{shell}")
    typer.echo(script.read_text(encoding="utf-8"), nl=False)
    return Exit.CLEAN
