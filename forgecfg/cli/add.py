"""`forgecfg add remote|endpoint|scope`."""

from __future__ import annotations

from typing import Annotated

import typer

from forgecfg.cli.complete import complete_modules, complete_remotes, complete_scopes
from forgecfg.cli.edit import EditMode, edit_manifest, token_names
from forgecfg.cli.epilog import epilog
from forgecfg.cli.output import Color
from forgecfg.errors import UsageError
from forgecfg.scaffold.add import Planner, add_endpoint, add_remote, add_scopes
from forgecfg.scaffold.build import add_to_text
from forgecfg.scaffold.plan import NewEndpoint, NewRemote, NewScopes

File = Annotated[
    str,
    typer.Option("--file", "-f", help="Manifest, directory with one manifest, or - for stdin."),
]
Diff = Annotated[
    bool, typer.Option("--diff", help="Show the changes without writing; exit with 1 if any.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Never prompt.")]
Colored = Annotated[Color, typer.Option(help="When to color the diff.")]

EXAMPLES = """
  forgecfg add remote backend --base-url https://api.example.com
  forgecfg add endpoint find --remote backend --user-token --module macro:hello
"""
_REMOTE_EXAMPLES = """
  forgecfg add remote backend --base-url https://api.example.com
  forgecfg add remote store --operation storage --diff
"""
_ENDPOINT_EXAMPLES = """
  forgecfg add endpoint find --remote backend --user-token --module macro:hello
  forgecfg add endpoint nightly --remote backend --route /nightly
"""
_SCOPE_EXAMPLES = """
  forgecfg add scope read:page:confluence
  forgecfg add scope read:jira-work write:jira-work --diff
"""

add = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@add.callback()
def group() -> None:
    """Add a remote, an endpoint or scopes to a manifest."""


@add.command("remote", epilog=epilog(_REMOTE_EXAMPLES))
def new_remote(
    key: Annotated[str, typer.Argument(help="Key of the remote.", show_default=False)],
    base_url: Annotated[
        str | None, typer.Option(help="Base URL.  [default: a placeholder]")
    ] = None,
    region: Annotated[
        list[str] | None, typer.Option(help="Base URL of a region, as EU=URL; can be repeated.")
    ] = None,
    operation: Annotated[
        list[str] | None,
        typer.Option(help="compute, fetch, storage or other; can be repeated.  [default: compute]"),
    ] = None,
    file: File = ".",
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    color: Colored = Color.auto,
) -> int:
    """Add a remote."""
    regions = tuple(_pair(value, "=", "a region like EU=https://…") for value in region or ())
    new = NewRemote(key, base_url, regions, tuple(operation or ("compute",)))
    return _add(add_remote(new), file, EditMode(diff, False, yes, no_input, color))


@add.command("endpoint", epilog=epilog(_ENDPOINT_EXAMPLES))
def new_endpoint(
    key: Annotated[str, typer.Argument(help="Key of the endpoint.", show_default=False)],
    remote: Annotated[
        str,
        typer.Option(
            help="Key of its remote.", show_default=False, autocompletion=complete_remotes
        ),
    ],
    user_token: Annotated[bool, typer.Option("--user-token", help="Enable appUserToken.")] = False,
    system_token: Annotated[
        bool, typer.Option("--system-token", help="Enable appSystemToken.")
    ] = False,
    route: Annotated[
        str | None,
        typer.Option(
            help="Path of the route.  [default: /KEY if Forge's backend calls it, else none]",
            show_default=False,
        ),
    ] = None,
    module: Annotated[
        str | None,
        typer.Option(
            help="Module that calls the endpoint, as TYPE:KEY.", autocompletion=complete_modules
        ),
    ] = None,
    file: File = ".",
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    color: Colored = Color.auto,
) -> int:
    """Add an endpoint and the scopes of its tokens."""
    tokens = token_names(user_token, system_token)
    caller = _pair(module, ":", "a module like macro:hello", last=True) if module else None
    new = NewEndpoint(key, remote, tokens, route, caller)
    return _add(add_endpoint(new), file, EditMode(diff, False, yes, no_input, color), True)


@add.command("scope", epilog=epilog(_SCOPE_EXAMPLES))
def new_scope(
    names: Annotated[
        list[str],
        typer.Argument(
            help="Scopes to declare.", show_default=False, autocompletion=complete_scopes
        ),
    ],
    file: File = ".",
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    color: Colored = Color.auto,
) -> int:
    """Declare scopes."""
    planner = add_scopes(NewScopes(tuple(names)))
    return _add(planner, file, EditMode(diff, False, yes, no_input, color))


def _add(planner: Planner, file: str, mode: EditMode, leads_to_backend: bool = False) -> int:
    return edit_manifest(file, mode, lambda text: add_to_text(text, planner), leads_to_backend)


def _pair(value: str, separator: str, what: str, last: bool = False) -> tuple[str, str]:
    parts = value.rpartition(separator) if last else value.partition(separator)
    if not parts[0] or not parts[2]:
        raise UsageError(f"{value!r} is not {what}")
    return parts[0], parts[2]
