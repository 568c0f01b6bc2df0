"""The options that all commands which edit a manifest have in common."""

from __future__ import annotations

from typing import Annotated

import typer

from forgecfg.cli.complete import complete_modules
from forgecfg.cli.edit import EditMode
from forgecfg.cli.output import Color
from forgecfg.errors import UsageError
from forgecfg.scaffold.connect import Caller

Files = Annotated[
    list[str] | None,
    typer.Option(
        "--file",
        "-f",
        help="Manifest, directory with one manifest, or - for stdin; can be repeated.  "
        "[default: the current directory]",
        show_default=False,
    ),
]
All = Annotated[bool, typer.Option("--all", help="Edit all manifests below the directories.")]
Diff = Annotated[
    bool, typer.Option("--diff", help="Show the changes without writing; exit with 1 if any.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Never prompt.")]
Colored = Annotated[Color, typer.Option(help="When to color the diff.")]
Module = Annotated[
    str | None,
    typer.Option(
        help="Module that references it, as TYPE:KEY.",
        show_default=False,
        autocompletion=complete_modules,
    ),
]
Replace = Annotated[
    bool, typer.Option("--replace", help="Replace what the module references so far.")
]
UserToken = Annotated[bool, typer.Option("--user-token", help="Enable appUserToken.")]
SystemToken = Annotated[bool, typer.Option("--system-token", help="Enable appSystemToken.")]
Scopes = Annotated[
    list[str] | None, typer.Option("--scope", help="Also declare this scope; can be repeated.")
]


def mode_of(diff: bool, yes: bool, no_input: bool, color: Color, every: bool) -> EditMode:
    """The mode of an `add` or `rename` command."""
    return EditMode(diff, False, yes, no_input, color, every)


def caller_of(module: str | None, replace: bool) -> Caller | None:
    """The module of `--module TYPE:KEY`."""
    if module is None:
        if replace:
            raise UsageError("--replace requires --module")
        return None
    kind, key = pair(module, ":", "a module like macro:hello", last=True)
    return Caller(kind, key, replace)


def pair(value: str, separator: str, what: str, last: bool = False) -> tuple[str, str]:
    """The two parts of a value. Raises UsageError if one of them is missing."""
    parts = value.rpartition(separator) if last else value.partition(separator)
    if not parts[0] or not parts[2]:
        raise UsageError(f"{value!r} is not {what}")
    return parts[0], parts[2]
