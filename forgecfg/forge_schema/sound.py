"""Whether what claims to be a schema can be used as one.

A file that the user names may hold anything. What would break the validator, send it to the network
or never end is told here, before any manifest is judged. The metaschema says a part of it, and
takes a third of a second for the official schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

_TYPES = {"array", "boolean", "integer", "null", "number", "object", "string"}
# More choices in choices than any schema has that people wrote.
_DEEPEST = 100

_IN_MAPPINGS = ("properties", "patternProperties", "definitions")
_IN_LISTS = ("allOf", "anyOf", "oneOf")
_ALONE = ("additionalProperties", "additionalItems", "propertyNames", "contains")
# These, like those in lists, speak of the same value again.
_SAME_VALUE = ("not", "if", "then", "else")

Inner = Iterator[tuple[str, Any]]


class UnsoundError(Exception):
    """Something in a schema that cannot be used; its text says where, and what."""


def check_sound(content: dict[str, Any]) -> None:
    """Look at every part of a schema of draft 7.

    Raises UnsoundError for the first thing that a validator could not work with.
    """
    seen = []
    waiting: list[tuple[str, Any]] = [("#", content)]
    while waiting:
        location, schema = waiting.pop()
        seen.append((location, schema))
        if isinstance(schema, bool):
            continue
        if not isinstance(schema, dict):
            raise UnsoundError(f"{location} is no schema")
        if location != "#" and "$id" in schema:
            raise UnsoundError(f"{location} has an $id of its own")
        for keyword in schema.keys() & _DEMANDS.keys():
            if not _DEMANDS[keyword](schema[keyword]):
                raise UnsoundError(f"{location}/{keyword} is not what the keyword takes")
        waiting += _inner(location, schema)
    ended: set[int] = set()
    for location, schema in seen:
        _check_end(content, schema, location, ended)


def follow(content: dict[str, Any], reference: Any) -> Any:
    """What a `$ref` within a schema leads to; None where it leads nowhere, or out of it."""
    if reference == "#":
        return content
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return None
    found: Any = content
    for part in reference.removeprefix("#/").split("/"):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _inner(location: str, schema: dict[str, Any]) -> Inner:
    """The schemas in a schema, with their places."""
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
    """Raise UnsoundError where a schema leads to nothing, or over and over to the same value.

    `ended` are the ids of those that are known to end; more are put into it.
    """
    if id(schema) in ended or not isinstance(schema, dict):
        return
    if depth > _DEEPEST:
        raise UnsoundError(f"{location} leads back to itself, or through too many choices")
    if "$ref" in schema:
        target = follow(content, schema["$ref"])
        if not isinstance(target, dict | bool):
            raise UnsoundError(f"{location}/$ref leads to nothing in this file")
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
    except re.error:
        return False


def _is_mapping(value: Any) -> bool:
    return isinstance(value, dict)


def _is_choice(value: Any) -> bool:
    return isinstance(value, list) and bool(value)


_SIZES = (
    *("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
)
_DEMANDS: dict[str, Callable[[Any], bool]] = {
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
