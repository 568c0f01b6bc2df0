"""Detection of cascading errors: a mistake that is already reported and explains others."""

from __future__ import annotations

from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.document.cursor import Cursor
from forgecfg.document.positions import YamlPath
from forgecfg.manifest.declarations import DECLARED_IN, all_known
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Manifest
from forgecfg.rules.base import Context
from forgecfg.suggest import closest

_REFERENCE_PROPERTIES = frozenset(
    "resolver endpoint remote service function resource actions tools skills".split()  # noqa: SIM905
)
# Properties of endpoints and remotes; some of them have similar names.
_KNOWN_PROPERTIES = frozenset(
    "key remote service route auth baseUrl configurable operations storage".split()  # noqa: SIM905
)
# Plural module types, which people write at the root by mistake.
_MISPLACED = ("endpoints", "functions", "actions")
_SCHEMA_RULES = ("missing-property", "unknown-property", "misspelt-property", "wrong-type")


def has_misspelling_of(mapping: Cursor, name: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether a mapping has a property that looks like a typo of `name`.

    Properties in `known` are never typos.
    """
    return any(
        found not in _KNOWN_PROPERTIES and found not in known and closest(found, (name,))
        for found, _ in mapping.entries()
    )


def is_among_modules(root: Cursor, section: str) -> bool:
    """Whether a section of the root is under `modules` instead."""
    return root.get(section) is None and root.at("modules", section) is not None


def may_be_elsewhere(manifest: Manifest, target: Target) -> bool:
    """Whether some declarations of a target may be missing from `manifest`.

    That is so if their section is misspelled, misplaced or not a list, if one of them has no key,
    or if a key depends on a variable.
    """
    cursor = manifest.root
    section = _section(target)
    if cursor is not None and section and is_among_modules(cursor, section[0]):
        return True
    for name in section:
        if cursor is None or not cursor.is_mapping:
            return cursor is not None and not cursor.is_null
        known = MODULE_TYPES if cursor.path == ("modules",) else frozenset[str]()
        if cursor.get(name) is None and has_misspelling_of(cursor, name, known):
            return True
        cursor = cursor.get(name)
    if cursor is not None and any(not item.is_mapping for item in cursor.items()):
        return True
    if target in DECLARED_IN and cursor is not None:
        # An empty section is a schema violation, except for those that scaffold fills.
        has_scaffold = target in (Target.ENDPOINT, Target.REMOTE)
        if not cursor.is_list:
            return not cursor.is_null or not has_scaffold
        if section[0] == "modules" and not has_scaffold and next(cursor.items(), None) is None:
            return True
    return not all_known(manifest, target)


def _section(target: Target) -> tuple[str, ...]:
    """The path of the section that declares a target; () if there is no single section."""
    section, _, rest = DECLARED_IN.get(target, "").partition(".")
    return (section, rest) if rest else (section,) if section else ()


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
