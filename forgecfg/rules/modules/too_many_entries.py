"""FC609."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.sites import follow
from forgecfg.rules.base import Bad, Context, Good, rule


class _Limit(NamedTuple):
    """How many entries all items of a list together can have."""

    section: tuple[str, ...]
    entries: str
    most: int
    words: str
    severity: Severity | None = None


# The last one is documented (runtime-reference/custom-entities), the others are measured.
_LIMITS = (
    _Limit(("modules", "jira:entityProperty"), "values[]", 100, "values of jira:entityProperty"),
    _Limit(("modules", "llm"), "model[]", 1, "models of llm"),
    _Limit(
        ("modules", "automation:actionProvider"),
        "actions[]",
        20,
        "actions of automation:actionProvider",
    ),
    _Limit(("app", "storage", "entities"), "", 20, "custom entities", Severity.WARNING),
)

_GOOD = """\
modules:
  llm:
    - key: helper
      model:
        - claude
"""
_ENTITY = "      - {name: order, attributes: {total: {type: integer}}}\n"


@rule(
    "FC609",
    "too-many-entries",
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "        - claude\n",
            at=(6, 11),
            says="the app has 2 models of llm, and Forge takes at most 1",
        ),
        Bad(
            "modules:\n  jira:entityProperty:\n    - key: order\n      propertyKey: order\n"
            "      values:\n" + "        - {path: total, type: number}\n" * 101,
            at=(106, 12),
            says="the app has 101 values of jira:entityProperty",
        ),
        Bad(
            "app:\n  storage:\n    entities:\n" + _ENTITY * 21,
            at=(24, 10),
            says="the app has 21 custom entities, and Forge takes at most 20",
            severity=Severity.WARNING,
        ),
    ),
)
def too_many_entries(context: Context) -> Iterator[Violation]:
    """More entries of a kind than an app can have.

    Forge counts the values of all entity properties, the models, and the actions for automation of
    the whole app, and refuses one too many (measured). It documents a limit for custom entities,
    too (runtime-reference/custom-entities), which its linter does not check.
    """
    for limit in _LIMITS:
        section = context.manifest.at(*limit.section)
        items = list(section.items()) if section is not None else []
        found = [list(follow(item, limit.entries)) if limit.entries else [item] for item in items]
        entries = [entry for those in found for entry in those]
        # Two modules for models are a fault of their own; a list that is too long alone is one of
        # shape, where the schema limits it.
        alone = limit.entries == "actions[]" and any(len(those) > limit.most for those in found)
        if len(entries) <= limit.most or alone or (limit.section[-1] == "llm" and len(items) > 1):
            continue
        yield Violation(
            at_item(entries[limit.most]),
            f"the app has {len(entries)} {limit.words}, and Forge takes at most {limit.most}",
            help="remove those that the app can do without",
            severity=limit.severity,
        )
