"""Issues of shape in the words of somebody who writes manifests."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from forgecfg.document.nodes import Node, Scalar
from forgecfg.document.positions import PathPart, YamlPath
from forgecfg.structure.accept import ONE_KIND
from forgecfg.structure.schema import Schema

FORM = "x-forgecfg-form"

_TYPE_WORDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "a string",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "null": "empty",
}

# Items of these sections are called by one word and their key.
_ITEM_WORDS: dict[YamlPath, str] = {
    ("remotes",): "remote",
    ("services",): "service",
    ("resources",): "resource",
    ("providers", "auth"): "provider",
}


def subject(path: YamlPath, root: object) -> str:
    """How a message calls the place at a path: `macro "hello"`, `app.runtime`, …

    Below a module or another keyed item, what leads on from it comes first:
    `resolver of macro "hello"`.
    """
    owner, rest = _owner(path, root)
    if not rest:
        return owner
    inner = dotted(rest)
    return f"{inner} of {owner}" if owner else inner


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


def _owner(path: YamlPath, root: object) -> tuple[str, YamlPath]:
    for length in range(2, min(len(path), 3) + 1):
        head, index = path[: length - 1], path[length - 1]
        if not isinstance(index, int):
            continue
        word = _ITEM_WORDS.get(head)
        if word is None and len(head) == 2 and head[0] == "modules":
            word = str(head[1])
        if word is not None:
            return f"{word} {_key_of(root, path[:length], index)}", path[length:]
    return ("the manifest", ()) if not path else ("", path)


def _key_of(root: Any, path: YamlPath, index: int) -> str:
    for part in path:
        root = root[part]
    key = root.get("key") if isinstance(root, dict) else None
    return f'"{key[:80]}"' if isinstance(key, str) else str(index + 1)


def types(schema: Schema) -> str:
    """The types that a schema allows: "a string or a mapping"."""
    wanted = schema["type"]
    names = [wanted] if isinstance(wanted, str) else wanted
    return alternatives(_TYPE_WORDS[name] for name in names)


def shown(data: object) -> str:
    """A scalar as it may stand in a message, cut where it is long."""
    text = data if isinstance(data, str) else json.dumps(data, default=str)
    text = text if len(text) <= 80 else text[:76] + "…"
    return f'"{text}"' if isinstance(data, str) else text


def instead(node: Node, kind: str) -> str:
    """What a value of the wrong type is: "not a string", "but it is empty"."""
    if kind != "empty":
        return f"not {kind}"
    text = node.text if isinstance(node, Scalar) else ""
    if node.start == node.end or text.casefold() in ("", "~", "null"):
        return "but it is empty"
    # Numbers without an end, and what a tag makes of a text.
    return f"but Forge takes {shown(text)} for nothing"


def alternatives(words: Iterable[str], last: str = "or") -> str:
    """Words as a choice: "a, b or c"."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


def demand(keyword: str, schema: Schema) -> str:
    """What a value must be, for the keywords that speak of one value."""
    limit = schema.get(keyword)
    if keyword == "enum":
        return f"must be {alternatives(shown(value) for value in schema['enum'])}"
    if keyword == "pattern":
        return f"must be {schema.get(FORM, 'of the form ' + str(limit))}"
    if keyword == "minLength":
        return "must not be empty" if limit == 1 else f"needs at least {limit} characters"
    if keyword == "maxLength":
        return f"may have at most {limit} characters"
    if keyword in ("minItems", "minProperties"):
        what = "entry" if limit == 1 else "entries"
        return f"needs at least {limit} {what}"
    if keyword in ("maxItems", "maxProperties"):
        return f"may have at most {limit} {'entry' if limit == 1 else 'entries'}"
    if keyword == ONE_KIND:
        return "holds strings and mappings; Forge takes one kind at a time"
    if keyword == "uniqueItems":
        return "holds the same entry twice"
    if keyword == "minimum":
        return f"must be at least {limit}"
    if keyword == "exclusiveMinimum":
        return f"must be more than {limit}"
    if keyword == "maximum":
        return f"may be at most {limit}"
    return f"must be a multiple of {limit}"


def name_demand(schema: Schema, name: str) -> str:
    """What a property's name must be, where the schema demands something of it."""
    too_long = len(name) > schema.get("maxLength", len(name))
    return demand("maxLength" if too_long else "pattern", schema)
