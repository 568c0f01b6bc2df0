"""Move an entry to another place in a document."""

from __future__ import annotations

from forgecfg.document.changes import Data, Plan
from forgecfg.document.cursor import Cursor
from forgecfg.document.document import Document
from forgecfg.document.nodes import Mapping, Node, Scalar
from forgecfg.document.positions import YamlPath
from forgecfg.edits.ensure import ensure
from forgecfg.edits.errors import CannotEdit
from forgecfg.edits.plan import compose
from forgecfg.edits.remove import remove


def move(document: Document, location: Cursor, target: YamlPath) -> Plan:
    """Move the entry at a location to the path `target`; sections on the way are created.

    What is at `target` already stays, and the data is added to it. Raises CannotEdit, also if the
    entry contains a comment, an anchor or an alias, which the new text would not have.
    """
    if "#" in document.text[location.node.start : location.node.end]:
        raise CannotEdit("it contains a comment")
    data = data_of(location.node)
    return compose(
        document,
        lambda current: remove(current, location.path),
        lambda current: ensure(current, target, data),
    )


def data_of(node: Node) -> Data:
    """The data of a node, to be written again. Raises CannotEdit if the text would be lost."""
    if node.aliased:
        raise CannotEdit("it comes from an alias")
    if isinstance(node, Scalar):
        return node.text if isinstance(node.value, str) else node.value
    if isinstance(node, Mapping):
        if len({entry.name for entry in node.entries}) < len(node.entries):
            raise CannotEdit("it has a duplicate key")
        return {entry.name: data_of(entry.value) for entry in node.entries}
    return [data_of(item) for item in node.items]
