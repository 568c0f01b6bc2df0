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
    Severity.WARNING,
    fix=Safety.SAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "    - API_HOST\n",
            at=(6, 7),
            says='duplicate variable "API_HOST", first declared on line 3',
            fixed=_GOOD,
        ),
        Bad(
            _GOOD + "    - APP_ID\n",
            at=(6, 7),
            says='duplicate variable "APP_ID", first declared on line 4',
        ),
    ),
)
def duplicate_variable(context: Context) -> Iterator[Violation]:
    """An environment variable is declared twice.

    Forge accepts the manifest (verified with @forge/manifest 13.7), but uses only one of the two
    declarations. If they differ, the default of the other one has no effect.

    How to fix:
    Remove one of the two declarations. If they are equal, `forgecfg check --fix` removes the second
    one.
    """
    section = context.manifest.at("environment", "variables")
    variables = [_with_name(item) for item in section.items()] if section is not None else []
    for name, (key, item), (first_key, first) in find_duplicates(
        variables, lambda pair: pair[0].text
    ):
        equal = to_data(first.node) == to_data(item.node)
        line = line_of(context, first_key)
        yield Violation(
            at_value(key),
            f"duplicate variable {quote(name)}, first declared on line {line}",
            help="remove one of the declarations",
            related=first_occurrence(first_key),
            fixes=remove_entry(item, Safety.SAFE, "remove the duplicate") if equal else (),
        )


def _with_name(variable: Cursor) -> tuple[Cursor, Cursor]:
    """The cursor of a variable's name, and the variable: a string, or a mapping with a `key`."""
    return variable.get("key") or variable, variable
