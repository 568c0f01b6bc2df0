"""The commands, each in a module of its own that is imported only when it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from forgecfg import __version__

# What typer raises for wrong options; it gives the class no public name of its own.
UsageProblem: type[typer.BadParameter] = typer.BadParameter.__mro__[2]

COMMANDS = {
    "check": "Check manifests.",
    "scaffold": "Add what the wiring lacks.",
    "add": "Add a remote, an endpoint or scopes.",
    "scopes": "Show what each scope is for.",
    "explain": "Explain a rule.",
    "rules": "List the rules.",
    "schema": "Print a JSON Schema.",
}
"""The commands, and each in one short sentence. A command `x` is the `x` of the module `cli.x`."""


def build_app(arguments: Sequence[str]) -> typer.Typer:
    """The application for a run with these arguments.

    Where they begin with a command, only that one is loaded: it halves the time to start.
    """
    app = typer.Typer(
        name="forgecfg",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(common)
    named = arguments[0] if arguments and arguments[0] in COMMANDS else None
    for name, sentence in COMMANDS.items():
        if named in (None, name):
            command = getattr(import_module(f"forgecfg.cli.{name}"), name)
            if isinstance(command, typer.Typer):
                app.add_typer(command, name=name, short_help=sentence)
            else:
                app.command(name, short_help=sentence)(command)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"forgecfg {__version__}")
        raise typer.Exit


def common(
    version: Annotated[
        bool,
        typer.Option("--version", "-V", help="Show the version.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    """Check and scaffold Atlassian Forge manifests, offline."""
