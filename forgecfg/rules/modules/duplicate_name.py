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
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good(_VALIDATORS),
        Good(
            _FIELD.replace("searchAlias: currency", "searchAlias: Amount"),
            why="Search aliases are case-sensitive.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("openOrders", "LateOrders"),
            at=(7, 13),
            says='duplicate JQL function "LateOrders", first declared on line 4',
        ),
        Bad(
            _VALIDATORS.replace("workItemDeleted", "workItemCloned"),
            at=(7, 15),
            says='duplicate action validator for "workItemCloned", first declared on line 4',
        ),
        Bad(
            _FIELD.replace("searchAlias: currency", "searchAlias: amount"),
            at=(13, 26),
            says='duplicate search alias "amount", first declared on line 10',
        ),
    ),
)
def duplicate_name(context: Context) -> Iterator[Violation]:
    """Two JQL functions, action validators or search aliases have the same name.

    Forge rejects the second one (verified with @forge/manifest 13.7). Names of JQL functions are
    not case-sensitive, an app can have one validator per action, and the search aliases of one
    custom field must be unique.

    How to fix:
    Rename one of the two. For two validators of one action, merge their expressions.
    """
    manifest = context.manifest
    functions = _values(manifest, "jira:jqlFunction", "name")
    yield from _check_unique(context, "JQL function", functions, ignore_case=True)
    validators = _values(manifest, "jira:actionValidator", "action")
    yield from _check_unique(context, "action validator for", validators)
    for module in manifest.modules:
        if module.type in ("jira:customField", "jira:customFieldType"):
            yield from _check_unique(context, "search alias", _search_aliases(module.cursor))


def _values(manifest: Manifest, module_type: str, name: str) -> Iterator[Cursor]:
    for module in manifest.modules:
        if module.type == module_type:
            yield from follow(module.cursor, name)


def _search_aliases(field: Cursor) -> Iterator[Cursor]:
    """The search aliases of a custom field's schema, at any depth, in source order."""
    properties = field.at("schema", "properties")
    stack = [properties] if properties is not None else []
    while stack:
        inner = []
        for _, value in stack.pop().entries():
            yield from follow(value, "searchAlias")
            inner += list(follow(value, "properties"))
        stack += reversed(inner)


def _check_unique(
    context: Context, subject: str, names: Iterable[Cursor], *, ignore_case: bool = False
) -> Iterator[Violation]:
    def comparison_key(name: Cursor) -> str | None:
        text = name.text or None
        return text.lower() if text is not None and ignore_case else text

    for _, name, first in find_duplicates(names, comparison_key):
        yield Violation(
            at_value(name),
            f"duplicate {subject} {quote(name.text or '')}, first declared on line "
            f"{line_of(context, first)}",
            help="rename one of them, or merge them",
            related=first_occurrence(first),
        )
