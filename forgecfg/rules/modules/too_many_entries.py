"""FC609."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.limits import LIMITS
from forgecfg.document.cursor import Cursor
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.sites import follow
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.limits import check_count

_ACTIONS = "modules.automation:actionProvider[].actions[]"
_MODELS = "modules.llm[].model[]"
_SITES = (
    "modules.jira:entityProperty[].values[]",
    _MODELS,
    _ACTIONS,
    "app.storage.entities[]",
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
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "        - claude\n",
            at=(6, 11),
            says="only one llm model is allowed",
        ),
        Bad(
            "modules:\n  jira:entityProperty:\n    - key: order\n      propertyKey: order\n"
            "      values:\n" + "        - {path: total, type: number}\n" * 101,
            at=(106, 12),
            says="too many jira:entityProperty values: 101 (limit 100)",
        ),
        Bad(
            "app:\n  storage:\n    entities:\n" + _ENTITY * 21,
            at=(24, 10),
            says="too many custom entities: 21 (limit 20)",
            severity=Severity.WARNING,
        ),
    ),
)
def too_many_entries(context: Context) -> Iterator[Violation]:
    """The app declares more entries of a kind than Forge allows.

    Forge counts the values of all entity properties, the LLM models, and the automation actions of
    the whole app, and rejects the manifest above the limit (verified with @forge/manifest 13.7).
    The limit for custom entities is documented (runtime-reference/custom-entities), but Forge's
    linter does not check it, so it is a warning.

    How to fix:
    Remove the entries that the app does not need, or combine several into one.
    """
    root = context.manifest.root
    for site in _SITES if root is not None else ():
        if root is not None and not _is_reported_elsewhere(root, site):
            entries = list(follow(root, site))
            yield from check_count(LIMITS[site], entries, "remove the entries that are not needed")


def _is_reported_elsewhere(root: Cursor, site: str) -> bool:
    """Whether another rule reports the same entries.

    A second llm module is a finding of single-module, and too many actions in one module are a
    finding of the schema.
    """
    if site == _MODELS:
        return len(list(follow(root, "modules.llm[]"))) > 1
    return site == _ACTIONS and any(
        len(list(follow(module, "actions[]"))) > LIMITS[site].maximum
        for module in follow(root, "modules.automation:actionProvider[]")
    )
