"""Describe locations, values and constraints of a schema for messages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from forgecfg.catalog.date import AS_OF
from forgecfg.document.nodes import Node, Scalar
from forgecfg.document.positions import PathPart, YamlPath
from forgecfg.schema.load import Schema

# The keyword with a pattern's description: "one or more letters, digits, '-' and '_'".
DESCRIPTION = "x-forgecfg-description"

_MAX_LISTED = 8

_TYPE_NAMES = {
    "object": "a mapping",
    "array": "a list",
    "string": "a string",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "null": "empty",
}

# Items of these sections are described by a noun and their key.
_ITEM_NOUNS: dict[YamlPath, str] = {
    ("remotes",): "remote",
    ("services",): "service",
    ("resources",): "resource",
    ("providers", "auth"): "provider",
}


def describe_path(path: YamlPath, root: object) -> str:
    """A location in a message: `macro "hello"`, `` `app.runtime` ``, "the manifest".

    Below a module or another item with a key, the path from there comes first:
    `` `resolver` of macro "hello" ``. `root` is the manifest as plain data.
    """
    owner, rest = _split_owner(path, root)
    if not rest:
        return owner or "the manifest"
    inner = f"`{dotted(rest)}`"
    return f"{inner} of {owner}" if owner else inner


def describe_missing(path: YamlPath, names: Sequence[str], root: object) -> str:
    """Required properties, one of which is missing at a path.

    It is `` `app.runtime` `` for one property without an item with a key above it, and otherwise
    `"function" or "endpoint" in macro "hello"`.
    """
    owner, _ = _split_owner(path, root)
    if len(names) == 1 and not owner:
        return f"`{dotted((*path, names[0]))}`"
    if not path:
        return join(f"`{name}`" for name in names)
    named = join(f'"{name}"' for name in names)
    return f"{named} in {describe_path(path, root)}"


def dotted(path: Iterable[PathPart]) -> str:
    """A path as programs write it: `fetch.backend[2]`, indexes counted from 0."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            name = part if len(part) <= 60 else part[:57] + "…"
            text += f".{name}" if text else name
    return text


def _split_owner(path: YamlPath, root: object) -> tuple[str, YamlPath]:
    """The item with a key that a path leads to or through, "" for none, and the path below it."""
    for length in range(2, min(len(path), 3) + 1):
        head, index = path[: length - 1], path[length - 1]
        if not isinstance(index, int):
            continue
        noun = _ITEM_NOUNS.get(head)
        if noun is None and len(head) == 2 and head[0] == "modules":
            noun = str(head[1])
        if noun is not None:
            return f"{noun} {_key_of(root, path[:length], index)}", path[length:]
    return "", path


def _key_of(root: Any, path: YamlPath, index: int) -> str:
    for part in path:
        root = root[part]
    key = root.get("key") if isinstance(root, dict) else None
    return f'"{key[:80]}"' if isinstance(key, str) else str(index + 1)


def describe_types(schema: Schema) -> str:
    """The types that a schema allows: "a string or a mapping"."""
    types = schema["type"]
    names = [types] if isinstance(types, str) else types
    return join(_TYPE_NAMES[name] for name in names)


def describe_value(data: object) -> str:
    """A scalar as it appears in a message, cut if it is long."""
    text = data if isinstance(data, str) else json.dumps(data, default=str)
    text = text if len(text) <= 80 else text[:76] + "…"
    return f'"{text}"' if isinstance(data, str) else text


def describe_actual(node: Node, kind: str) -> str:
    """What a value of the wrong type is: "not a string", "but it is empty"."""
    if kind != "empty":
        return f"not {kind}"
    text = node.text if isinstance(node, Scalar) else ""
    if node.start == node.end or text.casefold() in ("", "~", "null"):
        return "but it is empty"
    # Infinite numbers, and text with a tag.
    return f"but Forge reads {describe_value(text)} as empty"


def join(parts: Iterable[str], conjunction: str = "or") -> str:
    """Alternatives in a sentence: "a, b or c"."""
    listed = list(parts)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {conjunction} {listed[-1]}"


def expected_one_of(values: Iterable[str]) -> str:
    """A list of what is allowed, cut if it is long: "expected one of: `a`, `b` and 12 more"."""
    listed = list(values)
    if len(listed) == 1:
        return f"expected {listed[0]}"
    return f"expected one of: {_cut(listed)}"


def _cut(listed: Sequence[str]) -> str:
    more = len(listed) - _MAX_LISTED
    # One or two more fit as well.
    return f"{', '.join(listed[:_MAX_LISTED])} and {more} more" if more > 2 else ", ".join(listed)


def describe_constraint(keyword: str, schema: Schema, data: object, place: str) -> str:
    """The message for a value at a location that violates a keyword about one value."""
    limit = schema.get(keyword)
    if keyword in ("minLength", "maxLength"):
        return f"{place} {_length(keyword, limit, len(str(data)))}"
    if isinstance(data, list | dict):
        return f"{place} {_entries(keyword, limit, len(data))}"
    value = "empty value" if data == "" else f"invalid value {describe_value(data)}"
    return f"{value} for {place}: {_expected(keyword, schema)}"


def describe_unknown_value(value: str, place: str) -> str:
    """The message for a value that the catalog does not list."""
    return (
        f"unknown value {describe_value(value)} for {place} (not in the catalog of {AS_OF}; it may "
        "be newer)"
    )


def describe_known_values(values: Sequence[str]) -> str:
    """What to do about a value that the catalog does not list; `values` are those it lists."""
    known = _cut([describe_value(value) for value in values])
    return f"check it in the Forge documentation; known values: {known}"


def describe_name(schema: Schema, name: str, place: str) -> str:
    """The message for a property whose name is too long, or not as its pattern requires."""
    if len(name) > schema.get("maxLength", len(name)):
        actual = _length("maxLength", schema["maxLength"], len(name))
        return f"property name {describe_value(name)} in {place} {actual}"
    expected = _expected("pattern", schema)
    return f"invalid property name {describe_value(name)} in {place}: {expected}"


def _length(keyword: str, limit: Any, actual: int) -> str:
    if keyword == "maxLength":
        return f"is {actual} characters long (maximum {limit})"
    return f"is {actual} characters long (minimum {limit})" if actual else "must not be empty"


def _entries(keyword: str, limit: Any, actual: int) -> str:
    if keyword == "mixed":
        return "mixes strings and mappings: Forge accepts only one kind"
    if keyword == "uniqueItems":
        return "has duplicate entries"
    count = f"{actual or 'no'} {'entry' if actual == 1 else 'entries'}"
    return f"has {count} ({'minimum' if keyword.startswith('min') else 'maximum'} {limit})"


def _expected(keyword: str, schema: Schema) -> str:
    limit = schema.get(keyword)
    if keyword == "enum":
        return expected_one_of(describe_value(value) for value in schema["enum"])
    if keyword == "pattern":
        return f"expected {schema.get(DESCRIPTION, f'a match of the pattern {limit}')}"
    comparison = {
        "minimum": "at least",
        "exclusiveMinimum": "more than",
        "maximum": "at most",
        "multipleOf": "a multiple of",
    }
    return f"expected {comparison[keyword]} {limit}"
