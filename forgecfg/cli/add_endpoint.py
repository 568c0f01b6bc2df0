"""`forgecfg add endpoint` and `forgecfg add token`."""

from __future__ import annotations

from typing import Annotated

import typer

from forgecfg.cli.complete import complete_keys, complete_remotes
from forgecfg.cli.edit import add_to_manifests, token_names
from forgecfg.cli.edit_options import (
    All,
    Colored,
    Diff,
    Files,
    Module,
    NoInput,
    Replace,
    Scopes,
    SystemToken,
    UserToken,
    Yes,
    caller_of,
    mode_of,
)
from forgecfg.cli.output import Color
from forgecfg.scaffold.add_endpoint import add_endpoint, add_tokens
from forgecfg.scaffold.plan import NewEndpoint, NewTokens

EXAMPLES = """
  forgecfg add endpoint find --user-token --module macro:hello
  forgecfg add endpoint nightly --remote backend --route /nightly
"""
TOKEN_EXAMPLES = """
  forgecfg add token find --user-token --scope read:page:confluence
  forgecfg add token remote:backend --system-token --scope read:jira-work
"""


def new_endpoint(
    key: Annotated[str, typer.Argument(help="Key of the endpoint.", show_default=False)],
    remote: Annotated[
        str | None,
        typer.Option(
            help="Key of its remote.  [default: the only one]",
            show_default=False,
            autocompletion=complete_remotes,
        ),
    ] = None,
    user_token: UserToken = False,
    system_token: SystemToken = False,
    scope: Scopes = None,
    route: Annotated[
        str | None,
        typer.Option(
            help="Path of the route.  [default: /KEY if Forge's backend calls it, else none]",
            show_default=False,
        ),
    ] = None,
    module: Module = None,
    replace: Replace = False,
    file: Files = None,
    all_: All = False,
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    color: Colored = Color.auto,
) -> int:
    """Add an endpoint, the scopes of its tokens, and the reference from a module."""
    tokens = token_names(user_token, system_token)
    new = NewEndpoint(key, remote or "", tokens, route, caller_of(module, replace))
    planner = add_endpoint(new, tuple(scope or ()))
    mode = mode_of(diff, yes, no_input, color, all_)
    return add_to_manifests(file, mode, planner, leads_to_backend=True)


def new_token(
    key: Annotated[
        str,
        typer.Argument(
            autocompletion=complete_keys,
            help="Key of an endpoint or a remote; endpoint:KEY or remote:KEY if both have it.",
            show_default=False,
        ),
    ],
    user_token: UserToken = False,
    system_token: SystemToken = False,
    scope: Scopes = None,
    file: Files = None,
    all_: All = False,
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    color: Colored = Color.auto,
) -> int:
    """Enable tokens on an endpoint or a remote, and declare their scopes.

    With appUserToken the remote calls Atlassian APIs as the user, with appSystemToken as the app.
    The tokens of an endpoint are sent with calls of modules, those of a remote with calls of
    functions.
    """
    new = NewTokens(key, token_names(user_token, system_token), tuple(scope or ()))
    mode = mode_of(diff, yes, no_input, color, all_)
    return add_to_manifests(file, mode, add_tokens(new))
