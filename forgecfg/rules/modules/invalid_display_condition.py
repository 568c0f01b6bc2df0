"""FC607."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from forgecfg.catalog.display_conditions import (
    CONDITIONS,
    DEEPEST,
    OPERATORS,
    PROPERTIES,
    WITH_PAGES,
    Kind,
)
from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import at_item, at_key, at_value
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.sites import follow
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.modules.condition_values import unknown_name, value_faults

_SITES = (
    "pages[].displayConditions",
    "sections[].displayConditions",
    "sections[].pages[].displayConditions",
)
_HELP = "look up in the Forge documentation which conditions there are for modules of this type"

_GOOD = """\
modules:
  jira:issuePanel:
    - key: panel
      title: Panel
      resource: main
      displayConditions:
        isLoggedIn: true
        or:
          issueType: [Bug, Task]
          not:
            projectType: software
"""
_ACTION = """\
modules:
  confluence:contentAction:
    - key: translate
      title: Translate
      resource: main
      displayConditions:
        or:
          - entityPropertyExists: {entity: content, propertyKey: source}
"""


@rule(
    "FC607",
    "invalid-display-condition",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD),
        Good(_ACTION),
    ),
    bad=(
        Bad(
            _GOOD.replace("isLoggedIn", "isLogedIn"),
            at=(7, 9),
            says='displayConditions of jira:issuePanel "panel" has no condition "isLogedIn"; '
            'did you mean "isLoggedIn"?',
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace("jira:issuePanel", "jira:projectPage"),
            at=(9, 11),
            says="jira:projectPage does not take the condition issueType",
        ),
        Bad(
            _GOOD.replace("true", '"true"'),
            at=(7, 21),
            says="isLoggedIn takes true or false",
            fixed=_GOOD,
        ),
        Bad(
            _ACTION.replace("entity: content", "entity: contents"),
            at=(8, 44),
            says='did you mean "content"?',
            fixed=_ACTION,
        ),
        Bad(
            _ACTION.replace("entityPropertyExists: {entity: content", "isAdmin: {a: 1"),
            at=(8, 13),
            says="takes only conditions on entities in a list",
        ),
    ),
)
def invalid_display_condition(context: Context) -> Iterator[Violation]:
    """A display condition that Forge does not know or cannot read.

    Which conditions there are depends on the product and on what the module shows: those on work
    items are only for modules in the view of one. `and`, `or` and `not` combine conditions, at most
    nine in one another. Forge refuses anything else (Forge documentation,
    manifest-reference/display-conditions; measured).
    """
    for module in context.manifest.modules:
        known = CONDITIONS.get(module.type)
        if known is None:
            continue
        sites = ("displayConditions", *(_SITES if module.type in WITH_PAGES else ()))
        for site in sites:
            for conditions in follow(module.cursor, site):
                # Anything but a mapping is a fault of shape.
                if conditions.is_mapping:
                    owner = f"displayConditions of {module.label}"
                    yield from _walk(owner, conditions, known, module.type)


def _walk(
    owner: str, conditions: Cursor, known: Mapping[str, Kind], kind: str, depth: int = 0
) -> Iterator[Violation]:
    on_entities = []
    for name, value in conditions.entries():
        if name in OPERATORS:
            yield from _combined(owner, value, known, kind, depth + 1)
        elif name in known:
            yield from value_faults(owner, name, value, known[name])
            if known[name] in PROPERTIES:
                on_entities.append(value)
        elif any(name in conditions for conditions in CONDITIONS.values()):
            yield Violation(at_key(value), f"{kind} does not take the condition {name}", help=_HELP)
        else:
            yield unknown_name(owner, "condition", value, (*known, *OPERATORS), _HELP)
    if kind.startswith("confluence:") and len(on_entities) > 1:
        yield Violation(
            at_key(on_entities[1]),
            f"{owner} has two conditions on entities in one place, and Confluence takes one",
            help="put each of them under an `and` of its own",
        )


def _combined(
    owner: str, value: Cursor, known: Mapping[str, Kind], kind: str, depth: int
) -> Iterator[Violation]:
    """The conditions under an operator: a mapping, or a list of mappings."""
    if depth > DEEPEST:
        yield Violation(at_key(value), f"{owner} has more than {DEEPEST} operators in one another")
    elif value.is_mapping:
        yield from _walk(owner, value, known, kind, depth)
    elif not value.is_list:
        yield Violation(at_value(value), f"{owner}: {value.path[-1]} takes conditions")
    for item in value.items() if depth <= DEEPEST else ():
        kinds = [known.get(name) for name, _ in item.entries()]
        if kind.startswith("confluence:") and (len(kinds) != 1 or kinds[0] not in PROPERTIES):
            yield Violation(
                at_item(item),
                f"{owner} takes only conditions on entities in a list, one in each item",
                help="write the conditions as a mapping",
            )
        elif item.is_mapping:
            yield from _walk(owner, item, known, kind, depth)
        else:
            yield Violation(at_value(item), f"{owner}: {value.path[-1]} takes conditions")
