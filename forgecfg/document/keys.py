"""Mapping keys as Forge reads them: their names, and which of them are duplicates."""

from __future__ import annotations

from forgecfg.document.events import YamlError
from forgecfg.document.nodes import Entry, Mapping, Node, Scalar, Sequence

MISSING_KEY = "colon without a key before it"
ANCHOR_FOR_KEY = "anchor instead of a key"

# The name of a collection as a key is its text, up to this length.
_MAX_NAME = 200


def name_of(key: Node, text: str) -> str:
    """The name of a mapping key: always a string, empty for null.

    `text` is the text of the document. The name of a collection is its source text.
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


def problem_of_empty_key(key: Node, value: Node, text: str) -> YamlError | None:
    """The error of Forge's parser for an empty key of a block (verified with npm `yaml` 2.9.1).

    The parser accepts `: value`, but no other key on that line. The name of an anchor ends at the
    next space, so the key of `&key: value` is empty.
    """
    if not isinstance(key, Scalar) or key.text or key.style or key.aliased:
        return None
    if key.anchor is not None and key.anchor.endswith(":"):
        return YamlError(ANCHOR_FOR_KEY, key.start)
    is_block = isinstance(value, Mapping | Sequence) and not value.flow and not value.aliased
    if is_block and text.startswith(":", key.end) and "\n" not in text[key.end : value.start]:
        return YamlError(MISSING_KEY, key.end)
    return None


def identity_of(key: Node) -> object:
    """A value that is equal for two keys if Forge's parser calls them duplicates.

    The parser compares values: `1` and `"1"` are two keys, `a` and `"a"` are one. Collections and
    aliases are never duplicates.
    """
    if not isinstance(key, Scalar) or key.aliased:
        return (Node, id(key))
    value = key.value
    return value if isinstance(value, str) else (isinstance(value, bool), value)


def without_overwritten(entries: list[Entry]) -> list[Entry]:
    """The entries without those that a later, different key of the same name overwrites.

    `1: a` and `"1": b` are not duplicates in Forge's parser, but the second overwrites the first.
    """
    last: dict[str, object] = {}
    kept: list[Entry] = []
    for entry in reversed(entries):
        identity = identity_of(entry.key)
        if last.setdefault(entry.name, identity) == identity:
            kept.append(entry)
    return kept[::-1]
