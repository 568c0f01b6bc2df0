"""FC640."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.sites import follow
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.modules.storage_entities import entities, indexes
from forgecfg.suggest import closest

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
    "FC640",
    "invalid-index",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("- years", "- yeras"),
            at=(10, 13),
            says='an index of entity "employee" names attribute "yeras", which the entity does not '
            'have; did you mean "years"?',
            fixed=_GOOD,
        ),
        Bad(_GOOD.replace("[team]", "[office]"), at=(13, 25), says='names attribute "office"'),
        Bad(
            _GOOD.replace("by-years-and-team", "by-key"),
            at=(11, 19),
            says='"by-key" is the name of the index that Forge makes itself',
        ),
        Bad(
            _GOOD.replace("- years", "- notes"),
            at=(10, 13),
            says='names attribute "notes", which is of type any',
            severity=Severity.WARNING,
        ),
        Bad(
            _GOOD.replace("range: [years]", "range: [years, team]"),
            at=(12, 28),
            says="has two attributes as its range",
            severity=Severity.WARNING,
        ),
    ),
)
def invalid_index(context: Context) -> Iterator[Violation]:
    """An index of a custom entity that does not fit the entity's attributes.

    Forge refuses an index on an attribute that is not there, and one with the name `by-key`
    (measured). It documents that an index has one attribute as its range, and none of type `any`
    (runtime-reference/custom-entities), which its linter does not check.
    """
    for label, entity in entities(context.manifest):
        attributes = entity.get("attributes")
        # Anything else is a fault of shape.
        if attributes is None or not attributes.is_mapping:
            continue
        for index in indexes(entity):
            yield from _name_faults(label, index)
            for attribute in _attributes(index):
                yield from _attribute_faults(label, attribute, dict(attributes.entries()))
            ranges = list(follow(index, "range[]"))
            if len(ranges) > 1:
                yield Violation(
                    at_value(ranges[1]),
                    f"an index of {label} has {_count(len(ranges))} attributes as its range, and "
                    "Forge takes one",
                    help="put those that queries ask for exactly under `partition`",
                    severity=Severity.WARNING,
                )


def _attributes(index: Cursor) -> Iterator[Cursor]:
    if not index.is_mapping:
        yield index
    yield from follow(index, "range[]")
    yield from follow(index, "partition[]")


def _name_faults(label: str, index: Cursor) -> Iterator[Violation]:
    name = index.get("name")
    if name is not None and name.text == _RESERVED:
        yield Violation(
            at_value(name),
            f"{quote(_RESERVED)} is the name of the index that Forge makes itself for {label}",
            help="give the index another name",
        )


def _attribute_faults(
    label: str, attribute: Cursor, declared: dict[str, Cursor]
) -> Iterator[Violation]:
    name = attribute.text
    if not name:
        return
    what = f"an index of {label} names attribute {quote(name)}"
    if name not in declared:
        near = closest(name, declared)
        yield Violation(
            at_value(attribute),
            f"{what}, which the entity does not have",
            hint=f"did you mean {quote(near)}?" if near else "",
            help="" if near else "add it to the entity's attributes",
            fixes=replace_with(attribute, near) if near else (),
        )
        return
    kind = declared[name].get("type")
    if kind is not None and kind.text == "any":
        yield Violation(
            at_value(attribute),
            f"{what}, which is of type any, and Forge has no index for those",
            help="give the attribute the type of its values",
            severity=Severity.WARNING,
        )


def _count(number: int) -> str:
    return "two" if number == 2 else str(number)
