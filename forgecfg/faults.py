"""What a rule says: a fault at a place. The engine makes findings of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.findings import PathPart, Safety, Severity, YamlPath

if TYPE_CHECKING:
    from forgecfg.document import Cursor, Document
    from forgecfg.edits import Plan


class Place(NamedTuple):
    """Where something is: 0-based offsets into the text, `end` exclusive, and the path to it.

    `file` is the path of a source file from the folder of the manifest, "" for the manifest itself.
    """

    start: int
    end: int
    path: YamlPath = ()
    file: str = ""


class Remedy(NamedTuple):
    """A way to mend a fault. The engine makes a fix of it, if the document can be edited there.

    `plan` makes the edits for the document that the fault was found in.
    """

    title: str
    safety: Safety
    plan: Callable[[Document], Plan]


class Fault(NamedTuple):
    """What a rule found at one place; the engine makes a finding of it.

    `hint` completes the message ("did you mean …"), `help` says what to do. `related` are other
    places with a word on each. `severity` overrides the rule's own. `remedies`: the best first.
    """

    place: Place
    message: str
    hint: str = ""
    help: str = ""
    related: tuple[tuple[Place, str], ...] = ()
    severity: Severity | None = None
    remedies: tuple[Remedy, ...] = ()


def at_value(cursor: Cursor) -> Place:
    """The place of a value; its key where the value is written as nothing."""
    node = cursor.token
    return Place(node.start, node.end, cursor.path)


def at_part(text: str, cursor: Cursor, part: str, before: str = "") -> Place:
    """The place of a part of a value, which stands after `before`; of the whole where it is hidden.

    `text` is the text of the document. An escape or a fold in the source can hide the part.
    """
    whole = at_value(cursor)
    start = text.find(before + part, whole.start, whole.end)
    if start < 0 or cursor.token is not cursor.node:
        return whole
    start += len(before)
    return Place(start, start + len(part), cursor.path)


def at_key(cursor: Cursor) -> Place:
    """The place of the key that holds a value; the value itself in lists."""
    node = cursor.holder
    return Place(node.start, node.end, cursor.path)


def at_item(item: Cursor) -> Place:
    """The place to point at for a whole list item: its `key` value, else its first key."""
    key = item.get("key")
    if key is not None:
        return Place(key.token.start, key.token.end, item.path)
    for _, value in item.entries():
        return Place(value.holder.start, value.holder.end, item.path)
    return at_key(item)


def quote(text: PathPart) -> str:
    """A name from the manifest for a message: in quotes, and cut where it is very long."""
    name = str(text)
    return f'"{name}"' if len(name) <= 80 else f'"{name[:76]}…"'
