"""Find the nodes along a path, and reject those that cannot be edited safely."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from forgecfg.document.document import Document
from forgecfg.document.nodes import Collection, Entry, Mapping, Node, Scalar, Sequence, walk
from forgecfg.document.positions import PathPart, YamlPath
from forgecfg.edits.errors import CannotEdit

_COLON = re.compile(r"[ \t]*:(?=\s|$)")
_FLOW_COLON = re.compile(r"\s*:")


class NodeRef(NamedTuple):
    """A node of the document and its position in its parent (None and -1 for the root).

    `entry` is the mapping entry with the node as its value, None in lists.
    """

    node: Node
    path: YamlPath
    parent: Collection | None = None
    position: int = -1
    entry: Entry | None = None

    @property
    def in_flow(self) -> bool:
        """Whether it is inside `[…]` or `{…}`."""
        return self.parent is not None and self.parent.flow


def check_editable(document: Document) -> None:
    """Raise CannotEdit if the file as a whole cannot be edited."""
    if not document.readable or document.bad_bytes:
        raise CannotEdit("fix the syntax errors of the file first")
    if document.second_document is not None:
        at = document.second_document
        raise CannotEdit("the file contains two documents", document.lines.span(at, at))


def follow(document: Document, path: YamlPath) -> list[NodeRef]:
    """The nodes along a path, starting with the root, as far as they exist.

    Raises CannotEdit as `check_editable` does, and if the path enters an alias, a merge key or a
    duplicate key, or a collection that an alias repeats. The last node may be an alias.
    """
    check_editable(document)
    if document.root is None:
        return []
    refs = [NodeRef(document.root, ())]
    for part in path:
        parent = refs[-1]
        if parent.node.aliased:
            raise cannot_edit(document, parent, "it comes from an alias")
        reject_shared(document, parent, parent.node)
        child = _child(document, parent, part)
        if child is None:
            break
        refs.append(child)
    return refs


def find(document: Document, path: YamlPath) -> list[NodeRef]:
    """The same, for a path that must exist in full."""
    refs = follow(document, path)
    if len(refs) <= len(path):
        location = document.lines.span(refs[-1].node.start, refs[-1].node.start) if refs else None
        raise CannotEdit(f"no {path[max(0, len(refs) - 1)]!r} at this path", location, path)
    return refs


def _child(document: Document, parent: NodeRef, part: PathPart) -> NodeRef | None:
    node, path = parent.node, (*parent.path, part)
    if isinstance(node, Sequence) and isinstance(part, int):
        if 0 <= part < len(node.items):
            return NodeRef(node.items[part], path, node, part)
    elif isinstance(node, Mapping) and isinstance(part, str):
        found = node.locations(part)
        if part == "<<":
            raise cannot_edit(
                document, parent, "merge keys `<<` are not supported: Forge does not expand them"
            )
        if len(found) > 1:
            raise cannot_edit(document, parent, f"duplicate key {part!r}")
        if found:
            entry = node.entries[found[0]]
            return NodeRef(entry.value, path, node, found[0], entry)
    return None


def cannot_edit(document: Document, ref: NodeRef, reason: str) -> CannotEdit:
    """The exception for a node that cannot be edited."""
    span = document.lines.span(ref.node.start, ref.node.end)
    if isinstance(ref.node, (Mapping, Sequence)) and not ref.node.aliased:
        span = document.lines.span(ref.node.start, ref.node.start)
    return CannotEdit(reason, span, ref.path)


def reject_shared(document: Document, ref: NodeRef, node: Node) -> None:
    """Raise CannotEdit if a node has an anchor that an alias uses."""
    if node.anchor is not None and node.anchor in _aliases(document):
        raise cannot_edit(document, ref, f"alias *{node.anchor} repeats it")


def reject_shared_below(document: Document, ref: NodeRef) -> None:
    """The same for a node, its key, and its descendants."""
    nodes = list(walk(ref.node)) if not ref.node.aliased else []
    if ref.entry is not None:
        nodes.append(ref.entry.key)
    for node in nodes:
        reject_shared(document, ref, node)


@lru_cache(maxsize=2)
def _aliases(document: Document) -> set[str]:
    """The names that aliases use."""
    nodes = walk(document.root) if document.root is not None else iter(())
    return {document.text[node.start + 1 : node.end] for node in nodes if node.aliased}


def merge_key(mapping: Mapping) -> bool:
    """Whether a mapping has a plain `<<` among its keys."""
    keys = [mapping.entries[at].key for at in mapping.locations("<<")]
    return any(isinstance(key, Scalar) and not key.style for key in keys)


def after_colon(document: Document, entry: Entry) -> int:
    """The offset just after the colon of a block mapping's entry.

    Raises CannotEdit for `? key` entries.
    """
    match = _COLON.match(document.text, entry.key.end)
    if match is None or entry.key.aliased:
        location = document.lines.span(entry.key.start, entry.key.end)
        raise CannotEdit("unsupported syntax of its key", location)
    return match.end()


def flow_end(document: Document, child: Entry | Node) -> int:
    """The end of an entry or item of a flow collection, without comma."""
    if not isinstance(child, Entry):
        return child.end
    value = child.value
    if value.start < value.end:
        return value.end
    match = _FLOW_COLON.match(document.text, child.key.end)
    return match.end() if match else child.key.end
