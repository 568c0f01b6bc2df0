"""`forgecfg add module`."""

from __future__ import annotations

from typing import Annotated

import typer

from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.cli.complete import complete_endpoints
from forgecfg.cli.edit import add_to_manifests
from forgecfg.cli.edit_options import All, Colored, Diff, Files, NoInput, Yes, mode_of, pair
from forgecfg.cli.output import Color
from forgecfg.cli.prompts import ask, can_ask
from forgecfg.manifest.references import Target

EXAMPLES = """
  forgecfg add module macro hello --set title="Hello world"
  forgecfg add module rovo:agent helper --set prompt="Answer questions."
"""


def new_module(
    module_type: Annotated[
        str, typer.Argument(metavar="TYPE", help="Module type.", show_default=False)
    ],
    key: Annotated[str, typer.Argument(help="Key of the module.", show_default=False)],
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="A property, as NAME=VALUE; nested as A.B=VALUE, lists as JSON; can be repeated.",
        ),
    ] = None,
    resource: Annotated[
        str | None, typer.Option(help="Key of its resource.", show_default=False)
    ] = None,
    endpoint: Annotated[
        str | None,
        typer.Option(
            help="Key of its endpoint.", show_default=False, autocompletion=complete_endpoints
        ),
    ] = None,
    function: Annotated[
        str | None, typer.Option(help="Key of its function.", show_default=False)
    ] = None,
    file: Files = None,
    all_: All = False,
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    color: Colored = Color.auto,
) -> int:
    """Add a module, such as a macro or an issue panel.

    On a terminal, forgecfg asks for required properties. To an empty file it also adds `app`.
    """
    from forgecfg.scaffold.add_module import NewModule, add_module

    values = dict(pair(value, "=", "a property like title=Hello") for value in set_ or ())
    targets = {Target.RESOURCE: resource, Target.ENDPOINT: endpoint, Target.FUNCTION: function}
    references = {target: name for target, name in targets.items() if name is not None}
    if module_type in MODULE_TYPES and can_ask(no_input or diff or "-" in (file or ())):
        values |= _asked(module_type, {*values, *map(str, references)})
    planner = add_module(NewModule(module_type, key, values, references))
    return add_to_manifests(file, mode_of(diff, yes, no_input, color, all_), planner)


def _asked(module_type: str, given: set[str]) -> dict[str, str]:
    """The required properties that are not given, from the terminal."""
    from forgecfg.scaffold.add_module import describe_property, required_properties

    answers: dict[str, str] = {}
    for name in required_properties(module_type):
        description = describe_property(module_type, name)
        question = f"{name} ({description})" if description else name
        while name not in given and not answers.get(name):
            answers[name] = ask(question)
    return answers
