"""Check that a schema file can be used safely.

The user may pass any file. A schema that would crash the validator, make it use the network or run
forever is rejected here, before any manifest is validated. The metaschema covers only a part of
this, and needs a third of a second for the official schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

_TYPES = {"array", "boolean", "integer", "null", "number", "object", "string"}
# More nested choices than any real schema has.
_MAX_DEPTH = 100
# The official schema has 13,000 (verified with @forge/manifest 13.7).
_MAX_SCHEMAS = 100_000

_IN_MAPPINGS = ("properties", "patternProperties", "definitions")
_IN_LISTS = ("allOf", "anyOf", "oneOf")
_ALONE = ("additionalProperties", "additionalItems", "propertyNames", "contains")
# These, like those in lists, apply to the same value.
_SAME_VALUE = ("not", "if", "then", "else")

Inner = Iterator[tuple[str, Any]]


class InvalidSchemaError(Exception):
    """A schema cannot be used; the text says where and why."""


def check_sanity(content: dict[str, Any]) -> None:
    """Check every part of a draft 7 schema.

    Raises InvalidSchemaError for the first part that a validator could not use.
    """
    seen = []
    waiting: list[tuple[str, Any]] = [("#", content)]
    while waiting:
        location, schema = waiting.pop()
        seen.append((location, schema))
        if len(seen) + len(waiting) > _MAX_SCHEMAS:
            raise InvalidSchemaError(f"more than {_MAX_SCHEMAS:,} schemas in one file")
        if isinstance(schema, bool):
            continue
        if not isinstance(schema, dict):
            raise InvalidSchemaError(f"{location} is not a schema")
        if location != "#" and "$id" in schema:
            raise InvalidSchemaError(f"{location} has a nested $id")
        for keyword in schema.keys() & _CHECKS.keys():
            if not _CHECKS[keyword](schema[keyword]):
                raise InvalidSchemaError(f"{location}/{keyword} has an invalid value")
        waiting += islice(_inner(location, schema), _MAX_SCHEMAS)
    ended: set[int] = set()
    for location, schema in seen:
        _check_end(content, schema, location, ended)


def follow(content: dict[str, Any], reference: Any) -> Any:
    """The target of a `$ref` within a schema; None if it is missing or in another file."""
    if reference == "#":
        return content
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return None
    found: Any = content
    for part in reference.removeprefix("#/").split("/"):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _inner(location: str, schema: dict[str, Any]) -> Inner:
    """The schemas in a schema, with their locations."""
    for keyword in schema.keys() & {*_IN_MAPPINGS}:
        for name, one in schema[keyword].items():
            yield f"{location}/{keyword}/{name}", one
    for keyword in schema.keys() & {*_ALONE}:
        yield f"{location}/{keyword}", schema[keyword]
    items = schema.get("items", True)
    for one in items if isinstance(items, list) else [items]:
        yield f"{location}/items", one
    for name, one in schema.get("dependencies", {}).items():
        if not _are_names(one):
            yield f"{location}/dependencies/{name}", one
    yield from _of_same_value(location, schema)


def _of_same_value(location: str, schema: dict[str, Any]) -> Inner:
    for keyword in schema.keys() & {*_SAME_VALUE}:
        yield f"{location}/{keyword}", schema[keyword]
    for keyword in schema.keys() & {*_IN_LISTS}:
        for number, one in enumerate(schema[keyword]):
            yield f"{location}/{keyword}/{number}", one


def _check_end(
    content: dict[str, Any], schema: Any, location: str, ended: set[int], depth: int = 0
) -> None:
    """Raise InvalidSchemaError for a missing `$ref` target or infinite recursion on one value.

    `ended` has the ids of the schemas that are known to end; more are added.
    """
    if id(schema) in ended or not isinstance(schema, dict):
        return
    if depth > _MAX_DEPTH:
        raise InvalidSchemaError(f"{location} refers to itself, or nests too many choices")
    if "$ref" in schema:
        target = follow(content, schema["$ref"])
        if not isinstance(target, dict | bool):
            raise InvalidSchemaError(f"{location}/$ref has no target in this file")
        _check_end(content, target, location, ended, depth + 1)
    else:
        for _, one in _of_same_value(location, schema):
            _check_end(content, one, location, ended, depth + 1)
    ended.add(id(schema))


def _is_size(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _are_types(value: Any) -> bool:
    names = value if isinstance(value, list) else [value]
    return _are_names(names) and set(names) <= _TYPES


def _are_patterns(value: Any) -> bool:
    try:
        return isinstance(value, dict) and all(re.compile(pattern) for pattern in value)
    except (re.error, RecursionError, OverflowError):
        return False


def _is_mapping(value: Any) -> bool:
    return isinstance(value, dict)


def _is_choice(value: Any) -> bool:
    return isinstance(value, list) and bool(value)


_SIZES = (
    *("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
)
_CHECKS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(_SIZES, _is_size),
    **dict.fromkeys((*_IN_MAPPINGS, "dependencies"), _is_mapping),
    **dict.fromkeys(_IN_LISTS, _is_choice),
    "multipleOf": lambda value: _is_size(value) and value > 0,
    "patternProperties": _are_patterns,
    "pattern": lambda value: isinstance(value, str),
    "required": _are_names,
    "type": _are_types,
    "enum": lambda value: isinstance(value, list),
    "uniqueItems": lambda value: isinstance(value, bool),
}
