"""FC641."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.entities import entities, indexes
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.duplicates import find_duplicates, first_occurrence, line_of

_GOOD = """\
app:
  storage:
    entities:
      - name: employee
        attributes:
          age: {type: integer}
        indexes:
          - age
          - name: by-age
            range: [age]
      - name: office
        attributes:
          city: {type: string}
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("name: office", "name: employee"),
            at=(11, 15),
            says='duplicate entity "employee", first declared on line 4',
        ),
        Bad(
            _GOOD.replace("name: by-age", "name: age"),
            at=(9, 19),
            says='duplicate index "age", first declared on line 8',
        ),
    ),
)
def duplicate_entity(context: Context) -> Iterator[Violation]:
    """Two custom entities, or two indexes of one entity, have the same name.

    The names of entities must be unique in an app, and the names of indexes in an entity (Forge
    documentation, runtime-reference/custom-entities). An index on a single attribute has the name
    of the attribute. Forge's linter does not check this.

    How to fix:
    Rename one of the two, or merge them.
    """
    named = [entity.get("name") for _, entity in entities(context.manifest)]
    yield from _check_unique(context, "entity", named)
    for _, entity in entities(context.manifest):
        names = [index.get("name") if index.is_mapping else index for index in indexes(entity)]
        yield from _check_unique(context, "index", names)


def _check_unique(
    context: Context, subject: str, names: Iterable[Cursor | None]
) -> Iterator[Violation]:
    written = (name for name in names if name is not None)
    for text, name, first in find_duplicates(written, lambda name: name.text or None):
        yield Violation(
            at_value(name),
            f"duplicate {subject} {quote(text)}, first declared on line {line_of(context, first)}",
            help="rename one of them, or merge them",
            related=first_occurrence(first),
        )
