"""`forgecfg add remote|endpoint|scope`."""

from __future__ import annotations

from typing import Annotated

import typer

from forgecfg.cli.edit import EditMode, edit_manifest, token_names
from forgecfg.cli.output import Color
from forgecfg.errors import UsageError
from forgecfg.scaffold.add import Planner, add_endpoint, add_remote, add_scopes
from forgecfg.scaffold.build import add_to_text
from forgecfg.scaffold.wants import NewEndpoint, NewRemote, NewScopes

File = Annotated[
    str,
    typer.Option("--file", "-f", help="A manifest, a folder that holds one, or - for stdin."),
]
Diff = Annotated[
    bool, typer.Option("--diff", help="Show the changes, write nothing; exit with 1 if any.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Never ask.")]
Colored = Annotated[Color, typer.Option(help="When to colour the diff.")]

add = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@add.callback()
def group() -> None:
    """Add a remote, an endpoint or scopes to a manifest."""


@add.command("remote")
def new_remote(
    key: Annotated[str, typer.Argument(help="Its key.", show_default=False)],
    base_url: Annotated[
        str | None, typer.Option(help="Its base URL; without one, a placeholder.")
    ] = None,
    region: Annotated[
        list[str] | None, typer.Option(help="A region's base URL, as EU=URL; may be repeated.")
    ] = None,
    operation: Annotated[
        list[str] | None,
        typer.Option(help="compute, fetch, storage or other; may be repeated.  [default: compute]"),
    ] = None,
    file: File = ".",
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    color: Colored = Color.auto,
) -> int:
    """Add a remote."""
    regions = tuple(_pair(value, "=", "a region, as in EU=https://…") for value in region or ())
    new = NewRemote(key, base_url, regions, tuple(operation or ("compute",)))
    return _add(add_remote(new), file, EditMode(diff, False, yes, no_input, color))


@add.command("endpoint")
def new_endpoint(
    key: Annotated[str, typer.Argument(help="Its key.", show_default=False)],
    remote: Annotated[str, typer.Option(help="The remote it leads to.", show_default=False)],
    user_token: Annotated[bool, typer.Option("--user-token", help="Enable appUserToken.")] = False,
    system_token: Annotated[
        bool, typer.Option("--system-token", help="Enable appSystemToken.")
    ] = False,
    route: Annotated[
        str | None, typer.Option(help="Its route, a path; /KEY where the module has no UI.")
    ] = None,
    module: Annotated[
        str | None, typer.Option(help="The module that is to call it, as TYPE:KEY.")
    ] = None,
    file: File = ".",
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    color: Colored = Color.auto,
) -> int:
    """Add an endpoint, with the scopes of its tokens."""
    tokens = token_names(user_token, system_token)
    caller = _pair(module, ":", "a module, as in macro:hello", last=True) if module else None
    new = NewEndpoint(key, remote, tokens, route, caller)
    return _add(add_endpoint(new), file, EditMode(diff, False, yes, no_input, color), True)


@add.command("scope")
def new_scope(
    names: Annotated[list[str], typer.Argument(help="The scopes.", show_default=False)],
    file: File = ".",
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    color: Colored = Color.auto,
) -> int:
    """Declare scopes."""
    addition = add_scopes(NewScopes(tuple(names)))
    return _add(addition, file, EditMode(diff, False, yes, no_input, color))


def _add(addition: Planner, file: str, mode: EditMode, leads_to_backend: bool = False) -> int:
    return edit_manifest(file, mode, lambda text: add_to_text(text, addition), leads_to_backend)


def _pair(value: str, separator: str, what: str, last: bool = False) -> tuple[str, str]:
    parts = value.rpartition(separator) if last else value.partition(separator)
    if not parts[0] or not parts[2]:
        raise UsageError(f"{value!r} is not {what}")
    return parts[0], parts[2]
