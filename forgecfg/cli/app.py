"""The commands, each in a module that is imported only when it runs."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from forgecfg import __version__
from forgecfg.cli.epilog import epilog
from forgecfg.errors import UsageError

# Typer raises this for invalid options, but has no public name for the class.
UsageProblem: type[typer.BadParameter] = typer.BadParameter.__mro__[2]

COMMANDS = {
    "check": "Check manifests.",
    "scaffold": "Add missing endpoints, remotes, routes and token scopes.",
    "add": "Add modules, endpoints, tokens, remotes, functions, triggers or scopes.",
    "rename": "Rename an endpoint, remote, function or resource with all references.",
    "diff": "Show the impact of changes to a manifest.",
    "graph": "Show how modules and remotes are connected.",
    "audit": "Show which data leaves Atlassian.",
    "scopes": "Show why the app needs each scope.",
    "explain": "Explain a rule.",
    "rules": "List the rules.",
    "schema": "Print a JSON Schema.",
    "lsp": "Run a language server for editors.",
    "remote": "Show, verify, call and test a remote backend.",
    "completion": "Print the completion script of a shell.",
}
"""The commands and their summaries. Command `x` is the function `x` of the module `cli.x`."""

SIMILAR = {
    "lint": "to check a manifest, run `forgecfg check`",
    "validate": "to check a manifest, run `forgecfg check`",
    "fix": "to apply fixes, run `forgecfg check --fix`",
    "format": "to apply fixes, run `forgecfg check --fix`",
    "init": "to add missing parts to a manifest, run `forgecfg scaffold`; "
    "`forge create` makes a new app",
    "create": "to add missing parts to a manifest, run `forgecfg scaffold`; "
    "`forge create` makes a new app",
    "new": "to add missing parts to a manifest, run `forgecfg scaffold`; "
    "`forge create` makes a new app",
    "generate": "to add missing parts to a manifest, run `forgecfg scaffold`",
    "rule": "to explain a rule, run `forgecfg explain RULE`",
    "list": "to list the rules, run `forgecfg rules`",
    "help": "run `forgecfg --help`",
    "version": "run `forgecfg --version`",
}
"""What to run instead of commands that other tools have."""

EXAMPLES = """
  forgecfg check
  forgecfg explain undefined-endpoint
"""


def build_app(arguments: Sequence[str]) -> typer.Typer:
    """The application for a run with these arguments.

    If they begin with a command, only that command is loaded. Raises UsageError for a command that
    other tools have, with what to run instead.
    """
    app = typer.Typer(
        name="forgecfg",
        no_args_is_help=True,
        add_completion=False,  # its scripts miss the first TAB in zsh, and colons in bash
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog=epilog(EXAMPLES),
    )
    app.callback()(common)
    if arguments and arguments[0] in SIMILAR:
        raise UsageError(f"unknown command '{arguments[0]}'; {SIMILAR[arguments[0]]}")
    only = arguments[0] if arguments and arguments[0] in COMMANDS else None
    for name, summary in COMMANDS.items():
        if only in (None, name):
            module = import_module(f"forgecfg.cli.{name}")
            command, examples = getattr(module, name), epilog(module.EXAMPLES)
            if isinstance(command, typer.Typer):
                app.add_typer(command, name=name, short_help=summary, epilog=examples)
            else:
                app.command(name, short_help=summary, epilog=examples)(command)
    return app


def _version(requested: bool) -> None:
    if requested:
        typer.echo(f"forgecfg {__version__}")
        raise typer.Exit


def common(
    version: Annotated[
        bool,
        typer.Option("--version", "-V", help="Show the version.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    """Check and scaffold Atlassian Forge manifests, offline."""
