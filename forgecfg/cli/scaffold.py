"""`forgecfg scaffold`."""

# No postponed annotations here: typer would have to compile each of them at every start.
from typing import Annotated

import typer

from forgecfg import api
from forgecfg.cli.asking import asker
from forgecfg.cli.edit import EditMode, edit_manifest, token_names
from forgecfg.cli.output import Color
from forgecfg.scaffold.add import checked_scopes
from forgecfg.scaffold.given import read_base_urls


def scaffold(
    path: Annotated[
        str | None,
        typer.Argument(
            help="A manifest, a folder that holds one, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    base_url: Annotated[
        list[str] | None,
        typer.Option(help="Base URL of new remotes: URL, or KEY=URL for one of them."),
    ] = None,
    remote: Annotated[
        str | None, typer.Option(help="The remote of new endpoints.", show_default=False)
    ] = None,
    user_token: Annotated[
        bool, typer.Option("--user-token", help="Enable appUserToken on new endpoints.")
    ] = False,
    system_token: Annotated[
        bool, typer.Option("--system-token", help="Enable appSystemToken on new endpoints.")
    ] = False,
    scope: Annotated[
        list[str] | None, typer.Option(help="Declare this scope, too; may be repeated.")
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show the changes, write nothing; exit with 1 if any.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if anything is missing.")
    ] = False,
    yes: Annotated[
        bool,
        typer.Option("--yes", "-y", help="Add even what looks like a slip; write without asking."),
    ] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask.")] = False,
    color: Annotated[Color, typer.Option(help="When to colour the diff.")] = Color.auto,
) -> int:
    """Add what the wiring lacks: endpoints, remotes, routes, token scopes.

    Everything that is there stays as it is, byte for byte. The changes are shown as a diff. On a
    terminal forgecfg asks where there is a choice, and before it writes.
    """
    tokens = token_names(user_token, system_token)
    urls, scopes = read_base_urls(base_url or ()), checked_scopes(scope or ())
    options = api.ScaffoldOptions(urls, remote, tokens, scopes, yes)
    ask = asker(no_input or diff or check or path == "-")
    mode = EditMode(diff, check, yes, no_input, color)
    return edit_manifest(path, mode, lambda text: api.scaffold_text(text, options, ask), True)
