"""FC640."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.entities import entities, indexes
from forgecfg.manifest.sites import follow
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.suggest import Names

_RESERVED = "by-key"

_GOOD = """\
app:
  storage:
    entities:
      - name: employee
        attributes:
          years: {type: integer}
          team: {type: string}
          notes: {type: any}
        indexes:
          - years
          - name: by-years-and-team
            range: [years]
            partition: [team]
"""


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("- years", "- yeras"),
            at=(10, 13),
            says='unknown attribute "yeras" in an index of entity "employee"; did you mean '
            '"years"?',
            fixed=_GOOD,
        ),
        Bad(_GOOD.replace("[team]", "[office]"), at=(13, 25), says='unknown attribute "office"'),
        Bad(
            _GOOD.replace("by-years-and-team", "by-key"),
            at=(11, 19),
            says='reserved index name "by-key" in entity "employee"',
        ),
        Bad(
            _GOOD.replace("- years", "- notes"),
            at=(10, 13),
            says='attribute "notes" of type any cannot be in an index of entity "employee"',
            severity=Severity.WARNING,
        ),
        Bad(
            _GOOD.replace("range: [years]", "range: [years, team]"),
            at=(12, 28),
            says='too many range attributes in an index of entity "employee": 2 (limit 1)',
            severity=Severity.WARNING,
        ),
    ),
)
def invalid_index(context: Context) -> Iterator[Violation]:
    """An index of a custom entity does not fit the attributes of the entity.

    Forge rejects an index on an unknown attribute, and one with the reserved name `by-key`
    (verified with @forge/manifest 13.7). According to the documentation, an index can have one
    attribute as its `range`, and no attribute of type `any` (runtime-reference/custom-entities);
    Forge's linter does not check this, so it is a warning.

    How to fix:
    Use an attribute that the entity declares, with another type than `any`. If an index needs
    several attributes, put those that queries compare for equality under `partition`.
    """
    for label, entity in entities(context.manifest):
        attributes = entity.get("attributes")
        # The schema check reports everything else.
        if attributes is None or not attributes.is_mapping:
            continue
        declared = dict(attributes.entries())
        names = Names(declared)
        for index in indexes(entity):
            yield from _check_name(label, index)
            for attribute in _attributes(index):
                yield from _check_attribute(label, attribute, declared, names)
            ranges = list(follow(index, "range[]"))
            if len(ranges) > 1:
                yield Violation(
                    at_value(ranges[1]),
                    f"too many range attributes in an index of {label}: {len(ranges)} (limit 1)",
                    help="move those that queries compare for equality to `partition`",
                    severity=Severity.WARNING,
                )


def _attributes(index: Cursor) -> Iterator[Cursor]:
    if not index.is_mapping:
        yield index
    yield from follow(index, "range[]")
    yield from follow(index, "partition[]")


def _check_name(label: str, index: Cursor) -> Iterator[Violation]:
    name = index.get("name")
    if name is not None and name.text == _RESERVED:
        yield Violation(
            at_value(name),
            f"reserved index name {quote(_RESERVED)} in {label}",
            help="rename the index; Forge creates an index of this name itself",
        )


def _check_attribute(
    label: str, attribute: Cursor, declared: dict[str, Cursor], names: Names
) -> Iterator[Violation]:
    name = attribute.text
    if not name:
        return
    if name not in declared:
        candidate = names.nearest(name)
        yield Violation(
            at_value(attribute),
            f"unknown attribute {quote(name)} in an index of {label}",
            hint=f"did you mean {quote(candidate)}?" if candidate else "",
            help="" if candidate else "add it to `attributes` of the entity",
            fixes=replace_with(attribute, candidate) if candidate else (),
        )
        return
    attribute_type = declared[name].get("type")
    if attribute_type is not None and attribute_type.text == "any":
        yield Violation(
            at_value(attribute),
            f"attribute {quote(name)} of type any cannot be in an index of {label}",
            help="change its type to that of its values",
            severity=Severity.WARNING,
        )
