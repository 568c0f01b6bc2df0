"""`forgecfg add remote` and `forgecfg add scope`."""

from __future__ import annotations

from typing import Annotated

import typer

from forgecfg.cli.complete import complete_scopes
from forgecfg.cli.edit import add_to_manifests
from forgecfg.cli.edit_options import All, Colored, Diff, Files, NoInput, Yes, mode_of, pair
from forgecfg.cli.output import Color
from forgecfg.cli.prompts import can_ask, prompter_for
from forgecfg.scaffold.add import add_remote, add_scopes
from forgecfg.scaffold.plan import NewRemote, NewScopes

EXAMPLES = """
  forgecfg add remote backend --base-url https://api.example.com
  forgecfg add remote store --operation storage --diff
"""
SCOPE_EXAMPLES = """
  forgecfg add scope read:page:confluence
  forgecfg add scope read:jira-work write:jira-work --diff
"""


def new_remote(
    key: Annotated[str, typer.Argument(help="Key of the remote.", show_default=False)],
    base_url: Annotated[
        str | None, typer.Option(help="Base URL.  [default: a placeholder]", show_default=False)
    ] = None,
    region: Annotated[
        list[str] | None, typer.Option(help="Base URL of a region, as EU=URL; can be repeated.")
    ] = None,
    operation: Annotated[
        list[str] | None,
        typer.Option(
            help="compute, fetch, storage or other; can be repeated. Administrators see it.  "
            "[default: compute]",
            show_default=False,
        ),
    ] = None,
    file: Files = None,
    all_: All = False,
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    color: Colored = Color.auto,
) -> int:
    """Add a remote.

    On a terminal, forgecfg asks for the base URL if it is not given.
    """
    regions = tuple(pair(value, "=", "a region like EU=https://…") for value in region or ())
    add_remote(NewRemote(key, base_url, regions, tuple(operation or ())))  # before any question
    if base_url is None and can_ask(no_input or diff or "-" in (file or ())):
        base_url = prompter_for(no_input).base_url(key)
    new = NewRemote(key, base_url, regions, tuple(operation or ("compute",)))
    return add_to_manifests(file, mode_of(diff, yes, no_input, color, all_), add_remote(new))


def new_scope(
    names: Annotated[
        list[str],
        typer.Argument(
            help="Scopes to declare.", show_default=False, autocompletion=complete_scopes
        ),
    ],
    file: Files = None,
    all_: All = False,
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    color: Colored = Color.auto,
) -> int:
    """Declare scopes."""
    planner = add_scopes(NewScopes(tuple(names)))
    return add_to_manifests(file, mode_of(diff, yes, no_input, color, all_), planner)
