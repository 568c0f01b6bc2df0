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
from forgecfg.document.display import quote
from forgecfg.document.locations import at_item, at_key, at_value
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.sites import follow
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.condition_values import check_value, unknown_condition
from forgecfg.suggest import Budget

_Site = tuple[str, Budget]  # the type of a module, and a budget for comparisons
_SITES = (
    "pages[].displayConditions",
    "sections[].displayConditions",
    "sections[].pages[].displayConditions",
)
_HELP = "use a condition that the Forge documentation lists for this module type"

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
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD), Good(_ACTION)),
    bad=(
        Bad(
            _GOOD.replace("isLoggedIn", "isLogedIn"),
            at=(7, 9),
            says='unknown condition "isLogedIn" in displayConditions of jira:issuePanel "panel"; '
            'did you mean "isLoggedIn"?',
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace("jira:issuePanel", "jira:projectPage"),
            at=(9, 11),
            says='condition "issueType" is not available for jira:projectPage',
        ),
        Bad(
            _GOOD.replace("true", '"true"'),
            at=(7, 21),
            says="isLoggedIn in displayConditions of jira:issuePanel",
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
            says="can only contain entity property conditions, one per item",
        ),
    ),
)
def invalid_display_condition(context: Context) -> Iterator[Violation]:
    """A display condition is unknown, or its value is invalid.

    Which conditions exist depends on the product and on what the module shows: conditions on work
    items are only available for modules in the work item view. `and`, `or` and `not` combine
    conditions, nested at most nine levels deep. Forge rejects anything else (Forge documentation,
    manifest-reference/display-conditions; verified with @forge/manifest 13.7). A condition that is
    not a typo of a known one is a warning, since it may be newer than the catalog.

    How to fix:
    Use a condition that the documentation lists for this module type, with a value of the type in
    the message.
    """
    budget = Budget()
    for module in context.manifest.modules:
        if (known := CONDITIONS.get(module.type)) is None:
            continue
        sites = ("displayConditions", *(_SITES if module.type in WITH_PAGES else ()))
        for site in sites:
            for conditions in follow(module.cursor, site):
                # The schema check reports everything but a mapping.
                if conditions.is_mapping:
                    where = f"in displayConditions of {module.label}"
                    yield from _check_conditions(where, conditions, known, (module.type, budget))


def _check_conditions(
    where: str, conditions: Cursor, known: Mapping[str, Kind], site: _Site, depth: int = 0
) -> Iterator[Violation]:
    on_entities = []
    for name, value in conditions.entries():
        if name in OPERATORS:
            yield from _check_operator(where, value, known, site, depth + 1)
        elif name in known:
            yield from check_value(name, where, value, known[name])
            if known[name] in PROPERTIES:
                on_entities.append(value)
        elif any(name in conditions for conditions in CONDITIONS.values()):
            message = f"condition {quote(name)} is not available for {site[0]}"
            yield Violation(at_key(value), message, help=_HELP)
        else:
            yield unknown_condition(where, value, (*known, *OPERATORS), _HELP, site[1])
    if site[0].startswith("confluence:") and len(on_entities) > 1:
        message = f"more than one entity property condition in one mapping {where}"
        yield Violation(at_key(on_entities[1]), message, help="put each under its own `and`")


def _check_operator(
    where: str, value: Cursor, known: Mapping[str, Kind], site: _Site, depth: int
) -> Iterator[Violation]:
    """Check the conditions under an operator: a mapping, or a list of mappings."""
    no_conditions = f"`{value.path[-1]}` {where} must contain conditions"
    is_confluence = site[0].startswith("confluence:")
    if depth > DEEPEST:
        message = f"operators nested more than {DEEPEST} levels deep {where}"
        yield Violation(at_key(value), message, help="combine the conditions with fewer operators")
    elif value.is_mapping:
        yield from _check_conditions(where, value, known, site, depth)
    elif not value.is_list:
        yield Violation(at_value(value), no_conditions)
    for item in value.items() if depth <= DEEPEST else ():
        kinds = [known.get(name) for name, _ in item.entries()]
        if is_confluence and (len(kinds) != 1 or kinds[0] not in PROPERTIES):
            message = f"a list {where} can only contain entity property conditions, one per item"
            yield Violation(at_item(item), message, help="write the conditions as a mapping")
        elif item.is_mapping:
            yield from _check_conditions(where, item, known, site, depth)
        else:
            yield Violation(at_value(item), no_conditions)
