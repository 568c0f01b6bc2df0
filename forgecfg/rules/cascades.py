"""Detection of cascading errors: a mistake that is already reported and explains others."""

from __future__ import annotations

from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.document.positions import YamlPath
from forgecfg.manifest.analysis.misplaced import (
    _KNOWN_PROPERTIES,
)
from forgecfg.rules.base import Context
from forgecfg.suggest import closest

_REFERENCE_PROPERTIES = frozenset(
    "resolver endpoint remote service function resource actions tools skills".split()  # noqa: SIM905
)
# Plural module types, which people write at the root by mistake.
_MISPLACED = ("endpoints", "functions", "actions")
_SCHEMA_RULES = ("missing-property", "unknown-property", "misspelt-property", "wrong-type")


def may_be_referred_to(context: Context) -> bool:
    """Whether a property of a module or endpoint is invalid and may be intended as a reference.

    Unreadable modules, and modules outside of `modules`, may contain references too.
    """
    return any(
        _concerns_reference(violation.location.path)
        for name in _SCHEMA_RULES
        for violation in context.structure.get(name, ())
    )


def _concerns_reference(path: YamlPath) -> bool:
    if len(path) == 1:
        return path[0] in MODULE_TYPES or path[0] in _MISPLACED
    if path[:1] != ("modules",):
        return False
    if len(path) == 2:
        return path[1] != "endpoint" and path[1] != "function"
    if len(path) == 3:
        return path[1] == "endpoint"
    last = path[-1]
    if not isinstance(last, str) or last in _REFERENCE_PROPERTIES:
        return last in _REFERENCE_PROPERTIES
    return last not in _KNOWN_PROPERTIES and closest(last, _REFERENCE_PROPERTIES) is not None
