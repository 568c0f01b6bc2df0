"""Entries that may be declared where they cannot be read."""

from __future__ import annotations

from collections.abc import Sequence

from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.document.cursor import Cursor
from forgecfg.manifest.declarations import DECLARED_IN, all_known
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Manifest
from forgecfg.suggest import closest

# Properties of endpoints and remotes; some of them have similar names.
_KNOWN_PROPERTIES = frozenset(
    "key remote service route auth baseUrl configurable operations storage".split()  # noqa: SIM905
)


def has_misspelling_of(mapping: Cursor, name: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether a mapping has a property that looks like a typo of `name`.

    Properties in `known` are never typos.
    """
    return any(
        found not in _KNOWN_PROPERTIES and found not in known and closest(found, (name,))
        for found, _ in mapping.entries()
    )


def misspelled_section(root: Cursor | None, section: Sequence[str]) -> tuple[str, str] | None:
    """A property that looks like a typo of a section in `section`, which is missing: both names."""
    cursor = root
    for name in section:
        if cursor is None or not cursor.is_mapping:
            return None
        if cursor.get(name) is None and has_misspelling_of(cursor, name):
            found = next(key for key, _ in cursor.entries() if closest(key, (name,)))
            return found, name
        cursor = cursor.get(name)
    return None


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
