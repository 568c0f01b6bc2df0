"""What our schema says about a path of a manifest: properties, values, and descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from forgecfg.document.positions import PathPart, YamlPath
from forgecfg.schema.load import Schema, published_schema, resolve

# Schemas nest a few levels only; a limit keeps a reference to itself from looping.
_DEPTH = 6
_COMBINED = ("anyOf", "oneOf", "allOf")


@lru_cache(maxsize=512)
def _schemas(path: YamlPath) -> tuple[Schema, ...]:
    root = published_schema()
    found: list[Schema] = [root]
    for part in path:
        found = [
            child for schema in found for one in _parts(schema) for child in _children(one, part)
        ]
    return tuple(found)


def schemas_at(path: YamlPath) -> tuple[Schema, ...]:
    """The schemas that describe the value at a path; empty where everything is allowed."""
    # All items of a list have the same schema, so that few paths are cached.
    return _schemas(tuple(0 if isinstance(part, int) else part for part in path))


def _parts(schema: Schema, depth: int = 0) -> Iterator[Schema]:
    """A schema and those that are combined in it."""
    schema = resolve(schema, published_schema())
    yield schema
    if depth >= _DEPTH:
        return
    for word in _COMBINED:
        for inner in schema.get(word, ()):
            if isinstance(inner, dict):
                yield from _parts(inner, depth + 1)
    for word in ("then", "else"):
        inner = schema.get(word)
        if isinstance(inner, dict):
            yield from _parts(inner, depth + 1)


def _children(schema: Schema, part: PathPart) -> Iterator[Schema]:
    if isinstance(part, int):
        items = schema.get("items")
        if isinstance(items, dict):
            yield items
        return
    properties = schema.get("properties", {})
    if part in properties:
        if isinstance(properties[part], dict):
            yield properties[part]
        return
    others = schema.get("additionalProperties")
    if isinstance(others, dict):
        yield others


def properties_at(path: YamlPath) -> dict[str, Schema]:
    """The properties that the mapping at a path can have, with the schema of each."""
    found: dict[str, Schema] = {}
    rejected: set[str] = set()
    for schema in schemas_at(path):
        for part in _parts(schema):
            for name, inner in part.get("properties", {}).items():
                if inner is False:
                    rejected.add(name)
                elif isinstance(inner, dict) and len(inner) >= len(found.get(name, ())):
                    found[name] = inner
    return {name: inner for name, inner in found.items() if name not in rejected}


def required_at(path: YamlPath) -> frozenset[str]:
    """The properties that the mapping at a path must have in any case."""
    return frozenset(
        name
        for schema in schemas_at(path)
        for name in resolve(schema, published_schema()).get("required", ())
    )


def values_of(path: YamlPath) -> tuple[Any, ...]:
    """The values that are allowed, or common, at a path: strings, numbers and booleans."""
    found: dict[Any, None] = {}
    for schema in schemas_at(path):
        for part in _parts(schema):
            words = [*part.get("enum", ()), *part.get("examples", ())]
            words += [part["const"]] if "const" in part else []
            if "boolean" in types_of(part):
                words += [True, False]
            found.update(dict.fromkeys(w for w in words if isinstance(w, str | int | float)))
    return tuple(found)


def types_of(schema: Schema) -> tuple[str, ...]:
    """The types that a schema allows, empty for all."""
    kind = schema.get("type", ())
    return (kind,) if isinstance(kind, str) else tuple(kind)


def types_at(path: YamlPath) -> frozenset[str]:
    """The types of the value at a path, empty for all."""
    root = published_schema()
    return frozenset(
        kind for schema in schemas_at(path) for kind in types_of(resolve(schema, root))
    )


def describe(schema: Schema) -> str:
    """The description of a schema, "" without one."""
    own = schema.get("description")
    text = own if own is not None else resolve(schema, published_schema()).get("description", "")
    return str(text)


def description_at(path: YamlPath) -> str:
    """The description of the value at a path, "" without one."""
    return next((text for schema in schemas_at(path) if (text := describe(schema))), "")


def default_at(path: YamlPath) -> Any:
    """The default of the value at a path, None without one."""
    root = published_schema()
    defaults = (resolve(schema, root).get("default") for schema in schemas_at(path))
    return next((value for value in defaults if value is not None), None)
