"""Mapping keys as Forge reads them: their names, and which of them are the same key."""

from __future__ import annotations

from forgecfg.document.events import YamlError
from forgecfg.document.nodes import Entry, Mapping, Node, Scalar, Sequence

NO_KEY = "colon without a key before it"
ANCHOR_FOR_KEY = "anchor where a key belongs"

# A collection as a key is named by its text; nobody needs more of it.
_MAX_NAME = 200


def name_of(key: Node, text: str) -> str:
    """A mapping key's name: always a string, that of null the empty one.

    `text` is the text of the document. A collection is named by what stands there.
    """
    if not isinstance(key, Scalar):
        return text[key.start : min(key.end, key.start + _MAX_NAME)]
    value = key.value
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if value == int(value) else str(value)


def slip_of_empty(key: Node, value: Node, text: str) -> YamlError | None:
    """What Forge's parser has against an empty key of a block (measured on npm `yaml` 2.9.1).

    It takes `: value`, but no further key on that line; and an anchor's name is all up to the
    next space, so that in `&key: value` nothing is the key.
    """
    if not isinstance(key, Scalar) or key.text or key.style or key.aliased:
        return None
    if key.anchor is not None and key.anchor.endswith(":"):
        return YamlError(ANCHOR_FOR_KEY, key.start)
    beside = isinstance(value, Mapping | Sequence) and not value.flow and not value.aliased
    if beside and text.startswith(":", key.end) and "\n" not in text[key.end : value.start]:
        return YamlError(NO_KEY, key.end)
    return None


def identity_of(key: Node) -> object:
    """What two keys share if Forge's parser calls them duplicates.

    It compares values: `1` and `"1"` are two keys to it, `a` and `"a"` one. Collections and
    aliases are never the same as another key.
    """
    if not isinstance(key, Scalar) or key.aliased:
        return (Node, id(key))
    value = key.value
    return value if isinstance(value, str) else (isinstance(value, bool), value)


def without_overwritten(entries: list[Entry]) -> list[Entry]:
    """The entries without those that a later, different key of the same name replaces.

    `1: a` and `"1": b` are no duplicates for Forge's parser, but the second overwrites the first.
    """
    last: dict[str, object] = {}
    kept: list[Entry] = []
    for entry in reversed(entries):
        identity = identity_of(entry.key)
        if last.setdefault(entry.name, identity) == identity:
            kept.append(entry)
    return kept[::-1]


def merge(mapping: Mapping, value: Node) -> YamlError | None:
    """Expand a merge key, which only `%YAML 1.1` turns on; what is wrong with it, if anything."""
    present = {entry.name for entry in mapping.entries}
    for source in value.items if isinstance(value, Sequence) else [value]:
        if not isinstance(source, Mapping):
            return YamlError("a merge key needs a mapping", value.start)
        new = [entry for entry in source.entries if entry.name not in present]
        mapping.entries += new
        present.update(entry.name for entry in new)
    return None
