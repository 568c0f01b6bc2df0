"""The outline of a manifest: its sections, and what they declare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.editor.snapshot import Snapshot


class Outline(NamedTuple):
    """One entry. `kind` is "section", "type", "item" or "value"; offsets are 0-based.

    `start` and `end` are the whole entry, `name_start` and `name_end` the part to select.
    """

    name: str
    detail: str
    kind: str
    start: int
    end: int
    name_start: int
    name_end: int
    children: tuple[Outline, ...] = ()


def outline(snapshot: Snapshot) -> list[Outline]:
    """The sections of a manifest with the modules, remotes, resources and scopes in them."""
    root = snapshot.outline.root
    if root is None:
        return []
    return [_section(name, value) for name, value in root.entries()]


def _section(name: str, value: Cursor) -> Outline:
    children: Iterator[Outline]
    if name == "modules":
        children = (_type(kind, inner) for kind, inner in value.entries())
    elif value.is_list:
        children = _items(value)
    else:
        children = (_property(key, inner) for key, inner in value.entries())
    return _entry(name, "", "section", value, tuple(children))


def _type(kind: str, value: Cursor) -> Outline:
    return _entry(kind, "", "type", value, tuple(_items(value)))


def _property(name: str, value: Cursor) -> Outline:
    detail = value.text or "" if value.text is None or len(value.text) < 100 else ""
    return _entry(name, detail, "value", value, tuple(_items(value)))


def _items(section: Cursor) -> Iterator[Outline]:
    for number, item in enumerate(section.items(), 1):
        key = item.get("key") or item.get("name") or item.get("address")
        name = key.text if key is not None else item.text
        detail = next(
            (
                text
                for word in ("title", "name", "handler", "remote", "path", "baseUrl")
                if (inner := item.get(word)) is not None and (text := inner.text)
            ),
            "",
        )
        node = key.token if key is not None else item.token
        yield Outline(
            name or f"item {number}", detail, "item", item.node.start, item.node.end,
            node.start, node.end if key is not None or item.text else node.start,
        )  # fmt: skip


def _entry(
    name: str, detail: str, kind: str, value: Cursor, children: tuple[Outline, ...]
) -> Outline:
    key = value.key_or_node
    end = max(value.node.end, key.end)
    return Outline(name, detail, kind, key.start, end, key.start, key.end, children)
