"""Properties that belong elsewhere: where to, and whether moving them there is an improvement."""

from __future__ import annotations

from typing import Any

from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.document.cursor import Cursor
from forgecfg.document.positions import YamlPath
from forgecfg.schema.load import Schema, schema_for

# At the top level.
_SECTIONS: dict[str, YamlPath] = {
    "endpoint": ("modules", "endpoint"),
    "endpoints": ("modules", "endpoint"),
    "function": ("modules", "function"),
    "functions": ("modules", "function"),
    "trigger": ("modules", "trigger"),
    "triggers": ("modules", "trigger"),
    "scheduledTriggers": ("modules", "scheduledTrigger"),
    "webtriggers": ("modules", "webtrigger"),
    "macros": ("modules", "macro"),
    "scopes": ("permissions", "scopes"),
    "variables": ("environment", "variables"),
    "entities": ("app", "storage", "entities"),
}


def destination(path: YamlPath, name: str, schema: Schema) -> YamlPath:
    """Where an unknown property of the top level belongs, () if that is not known.

    `schema` is the schema of the top level.
    """
    if path:
        return ()
    if name in _SECTIONS:
        return _SECTIONS[name]
    if name in MODULE_TYPES:
        return ("modules", name)
    for section, inner in schema.get("properties", {}).items():
        if isinstance(inner, dict) and name in inner.get("properties", {}):
            return (section, name)
    return ()


def improves(data: object, location: Cursor, target: YamlPath, issues: int) -> bool:
    """Whether a manifest has fewer than `issues` violations after a move; `data` is the manifest.

    A section that moves to where it belongs is checked there, and may have other violations.
    """
    from forgecfg.schema.diagnose import diagnose

    moved = _moved(data, location.path, target)
    return moved is not None and len(diagnose(schema_for(moved), moved)) <= issues


def _moved(data: object, path: YamlPath, target: YamlPath) -> object | None:
    """The manifest with a value at another path, None if it already has one."""
    if not isinstance(data, dict) or len(path) != 1 or path[0] not in data:
        return None
    result: dict[Any, Any] = dict(data)
    value = result.pop(path[0])
    level = result
    for part in target[:-1]:
        inner = level.get(part)
        if inner is not None and not isinstance(inner, dict):
            return None
        level[part] = dict(inner or {})
        level = level[part]
    if level.get(target[-1]):
        return None
    level[target[-1]] = value
    return result
