"""FC224."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.document.nodes import to_data
from forgecfg.edits.fixes import remove_entry
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.duplicates import find_duplicates, first_occurrence, line_of

_GOOD = """\
environment:
  variables:
    - API_HOST
    - key: APP_ID
      default: none
"""


@rule(
    "FC224",
    "duplicate-variable",
    Severity.WARNING,
    fix=Safety.SAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "    - API_HOST\n",
            at=(6, 7),
            says='variable "API_HOST" is declared already on line 3',
            fixed=_GOOD,
        ),
        Bad(
            _GOOD + "    - APP_ID\n",
            at=(6, 7),
            says='variable "APP_ID" is declared already on line 4',
        ),
    ),
)
def duplicate_variable(context: Context) -> Iterator[Violation]:
    """An environment variable is declared twice.

    Forge takes the manifest all the same (measured), but only one of the declarations can count.
    Where they differ, one has a default that the other has not.
    """
    listed = context.manifest.at("environment", "variables")
    variables = [_named(item) for item in listed.items()] if listed is not None else []
    for name, (location, item), (taken, whole) in find_duplicates(
        variables, lambda pair: pair[0].text
    ):
        same = to_data(whole.node) == to_data(item.node)
        yield Violation(
            at_value(location),
            f"variable {quote(name)} is declared already on line {line_of(context, taken)}",
            help="leave one of them",
            related=first_occurrence(taken),
            fixes=remove_entry(item, Safety.SAFE, "remove the second one") if same else (),
        )


def _named(variable: Cursor) -> tuple[Cursor, Cursor]:
    """The place of a variable's name, and the variable: a string, or a mapping with a `key`."""
    return variable.get("key") or variable, variable
