"""`forgecfg add trigger` and `forgecfg add scheduled-trigger`."""

from __future__ import annotations

from typing import Annotated

import typer

from forgecfg.cli.edit import add_to_manifests
from forgecfg.cli.edit_options import All, Colored, Diff, Files, NoInput, Yes, mode_of
from forgecfg.cli.output import Color
from forgecfg.scaffold.add_function import add_trigger
from forgecfg.scaffold.plan import NewTrigger

EXAMPLES = """
  forgecfg add trigger on-issue --event avi:jira:created:issue --function sync
  forgecfg add trigger sync --event avi:jira:updated:issue --endpoint sync-issue
"""
SCHEDULED_EXAMPLES = """
  forgecfg add scheduled-trigger nightly --interval day --endpoint clean-up
  forgecfg add scheduled-trigger poll --interval fiveMinute --function poll-fn
"""

Key = Annotated[str, typer.Argument(help="Key of the trigger.", show_default=False)]
Function = Annotated[
    str | None,
    typer.Option(help="Function to call; added if it is not declared.", show_default=False),
]
Handler = Annotated[
    str | None, typer.Option(help="Handler of a new function, as FILE.EXPORT.", show_default=False)
]
Endpoint = Annotated[
    str | None,
    typer.Option(help="Endpoint to call; added if it is not declared.", show_default=False),
]
Remote = Annotated[
    str | None,
    typer.Option(help="Remote of a new endpoint.  [default: the only one]", show_default=False),
]


def new_trigger(
    key: Key,
    event: Annotated[
        list[str], typer.Option(help="Event, such as avi:jira:created:issue; can be repeated.")
    ],
    function: Function = None,
    handler: Handler = None,
    endpoint: Endpoint = None,
    remote: Remote = None,
    file: Files = None,
    all_: All = False,
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    color: Colored = Color.auto,
) -> int:
    """Add a trigger, what it calls, and the scopes of its events."""
    new = NewTrigger(key, tuple(event), None, function, endpoint, handler, remote)
    mode = mode_of(diff, yes, no_input, color, all_)
    return add_to_manifests(file, mode, add_trigger(new), leads_to_backend=endpoint is not None)


def new_scheduled_trigger(
    key: Key,
    interval: Annotated[
        str, typer.Option(help="fiveMinute, hour, day or week.", show_default=False)
    ],
    function: Function = None,
    handler: Handler = None,
    endpoint: Endpoint = None,
    remote: Remote = None,
    file: Files = None,
    all_: All = False,
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    color: Colored = Color.auto,
) -> int:
    """Add a scheduled trigger and what it calls."""
    new = NewTrigger(key, (), interval, function, endpoint, handler, remote)
    mode = mode_of(diff, yes, no_input, color, all_)
    return add_to_manifests(file, mode, add_trigger(new), leads_to_backend=endpoint is not None)
