"""`forgecfg add function` and `forgecfg add resource`."""

from __future__ import annotations

from typing import Annotated

import typer

from forgecfg.cli.edit import add_to_manifests
from forgecfg.cli.edit_options import (
    All,
    Colored,
    Diff,
    Files,
    Module,
    NoInput,
    Replace,
    Yes,
    caller_of,
    mode_of,
)
from forgecfg.cli.output import Color
from forgecfg.scaffold.add import add_resource
from forgecfg.scaffold.add_function import add_function
from forgecfg.scaffold.plan import NewFunction, NewResource

EXAMPLES = """
  forgecfg add function resolver --handler index.handler --module macro:hello
  forgecfg add function on-issue --diff
"""
RESOURCE_EXAMPLES = """
  forgecfg add resource main --path static/main/build --module macro:hello
  forgecfg add resource panel --path src/frontend/index.jsx
"""


def new_function(
    key: Annotated[str, typer.Argument(help="Key of the function.", show_default=False)],
    handler: Annotated[
        str | None,
        typer.Option(
            help="FILE.EXPORT below src, without extension.  [default: index and the key, as in "
            "index.onIssue for on-issue]",
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
    """Add a function, and the reference from a module."""
    planner = add_function(NewFunction(key, handler), caller_of(module, replace))
    return add_to_manifests(file, mode_of(diff, yes, no_input, color, all_), planner)


def new_resource(
    key: Annotated[str, typer.Argument(help="Key of the resource.", show_default=False)],
    path: Annotated[
        str,
        typer.Option(
            help="Directory of the built Custom UI, or script file of UI Kit.", show_default=False
        ),
    ],
    module: Module = None,
    replace: Replace = False,
    file: Files = None,
    all_: All = False,
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    color: Colored = Color.auto,
) -> int:
    """Add a resource, and the reference from a module."""
    planner = add_resource(NewResource(key, path), caller_of(module, replace))
    return add_to_manifests(file, mode_of(diff, yes, no_input, color, all_), planner)
