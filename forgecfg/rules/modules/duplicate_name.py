"""FC608."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.sites import follow
from forgecfg.manifest.view import Manifest
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.duplicates import find_duplicates, first_occurrence, line_of

_GOOD = """\
modules:
  jira:jqlFunction:
    - key: late
      name: lateOrders
      function: late
    - key: open
      name: openOrders
      function: open
"""
_VALIDATORS = """\
modules:
  jira:actionValidator:
    - key: check-clone
      action: workItemCloned
      expression: issue.status.name != 'Done'
    - key: check-delete
      action: workItemDeleted
      expression: issue.status.name != 'Done'
"""
_FIELD = """\
modules:
  jira:customFieldType:
    - key: money
      name: Money
      type: object
      schema:
        properties:
          amount:
            type: number
            searchAlias: amount
          currency:
            type: string
            searchAlias: currency
"""


@rule(
    "FC608",
    "duplicate-name",
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good(_VALIDATORS),
        Good(
            _FIELD.replace("searchAlias: currency", "searchAlias: Amount"),
            why="Search aliases differ by case, too.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("openOrders", "LateOrders"),
            at=(7, 13),
            says='JQL function "LateOrders" is there already on line 4',
        ),
        Bad(
            _VALIDATORS.replace("workItemDeleted", "workItemCloned"),
            at=(7, 15),
            says='action validator for "workItemCloned" is there already on line 4',
        ),
        Bad(
            _FIELD.replace("searchAlias: currency", "searchAlias: amount"),
            at=(13, 26),
            says='search alias "amount" is there already on line 10',
        ),
    ),
)
def duplicate_name(context: Context) -> Iterator[Violation]:
    """Two JQL functions, action validators or search aliases share a name.

    Forge refuses the second one (measured): JQL functions are told apart without regard to case,
    an app can have one validator for each action, and the values of one custom field need search
    aliases that differ.
    """
    manifest = context.manifest
    functions = _of(manifest, "jira:jqlFunction", "name")
    yield from _twice(context, "JQL function", functions, ignore_case=True)
    validators = _of(manifest, "jira:actionValidator", "action")
    yield from _twice(context, "action validator for", validators)
    for module in manifest.modules:
        if module.type in ("jira:customField", "jira:customFieldType"):
            yield from _twice(context, "search alias", _aliases(module.cursor))


def _of(manifest: Manifest, kind: str, name: str) -> Iterator[Cursor]:
    for module in manifest.modules:
        if module.type == kind:
            yield from follow(module.cursor, name)


def _aliases(field: Cursor) -> Iterator[Cursor]:
    """The search aliases of a custom field's schema, at any depth, in source order."""
    properties = field.at("schema", "properties")
    stack = [properties] if properties is not None else []
    while stack:
        inner = []
        for _, value in stack.pop().entries():
            yield from follow(value, "searchAlias")
            inner += list(follow(value, "properties"))
        stack += reversed(inner)


def _twice(
    context: Context, what: str, names: Iterable[Cursor], *, ignore_case: bool = False
) -> Iterator[Violation]:
    def compared(name: Cursor) -> str | None:
        text = name.text or None
        return text.lower() if text is not None and ignore_case else text

    for _, name, first in find_duplicates(names, compared):
        yield Violation(
            at_value(name),
            f"{what} {quote(name.text or '')} is there already on line {line_of(context, first)}",
            help="rename one of them, or put both into one",
            related=first_occurrence(first),
        )
