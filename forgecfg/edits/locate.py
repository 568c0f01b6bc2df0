"""From a path to the nodes along it, refusing what cannot be edited safely."""

from __future__ import annotations

import re
from typing import NamedTuple

from forgecfg.document.document import Document
from forgecfg.document.nodes import Collection, Entry, Mapping, Node, Scalar, Sequence, walk
from forgecfg.document.positions import PathPart, Span, YamlPath
from forgecfg.edits.errors import CannotEdit

_COLON = re.compile(r"[ \t]*:(?=\s|$)")
# Directives stand before the document, among comments and blank lines.
_OLD = re.compile(r"(?:(?:[ \t]*(?:#[^\n]*)?\r?|%[^\n]*)\n)*?(%YAML[ \t]+1\.1\b)")
_FLOW_COLON = re.compile(r"\s*:")


class NodeRef(NamedTuple):
    """A node of the document and its place in its parent (None and -1 for the root).

    `entry` is the mapping entry that holds it, None in lists; `position` its index there.
    """

    node: Node
    path: YamlPath
    parent: Collection | None = None
    position: int = -1
    entry: Entry | None = None

    @property
    def in_flow(self) -> bool:
        """Whether it stands inside `[…]` or `{…}`."""
        return self.parent is not None and self.parent.flow


def check_editable(document: Document) -> None:
    """Raise CannotEdit where nothing in the file can be edited."""
    if not document.readable or document.bad_bytes:
        raise CannotEdit("the file has errors that must be mended first")
    if document.second_document is not None:
        at = document.second_document
        raise CannotEdit("the file holds two documents", document.lines.span(at, at))
    directive = yaml_1_1(document)
    if directive is not None and "<<" in document.text:
        raise CannotEdit("the file uses merge keys of YAML 1.1", directive)


def yaml_1_1(document: Document) -> Span | None:
    """The `%YAML 1.1` directive, which brings older rules back, where there is one."""
    match = _OLD.match(document.text)
    return document.lines.span(*match.span(1)) if match else None


def follow(document: Document, path: YamlPath) -> list[NodeRef]:
    """The nodes along a path from the root (which comes first), as far as they exist.

    Raises CannotEdit for what `check_editable` refuses, and where the path enters an alias, a
    merge key or one of two repeated keys, or leads through a collection that an alias elsewhere
    repeats. The last node may itself be an alias.
    """
    check_editable(document)
    if document.root is None:
        return []
    spots = [NodeRef(document.root, ())]
    for part in path:
        here = spots[-1]
        if here.node.aliased:
            raise refusal(document, here, "it comes from an alias")
        refuse_shared(document, here, here.node)
        child = _child(document, here, part)
        if child is None:
            break
        spots.append(child)
    return spots


def find(document: Document, path: YamlPath) -> list[NodeRef]:
    """The same, for a path that must exist in full."""
    spots = follow(document, path)
    if len(spots) <= len(path):
        location = (
            document.lines.span(spots[-1].node.start, spots[-1].node.start) if spots else None
        )
        raise CannotEdit(f"there is no {path[max(0, len(spots) - 1)]!r} here", location, path)
    return spots


def _child(document: Document, here: NodeRef, part: PathPart) -> NodeRef | None:
    node, path = here.node, (*here.path, part)
    if isinstance(node, Sequence) and isinstance(part, int):
        if 0 <= part < len(node.items):
            return NodeRef(node.items[part], path, node, part)
    elif isinstance(node, Mapping) and isinstance(part, str):
        found = node.locations(part)
        if part == "<<":
            raise refusal(
                document, here, "a merge key, which Forge does not expand, has no one meaning"
            )
        if len(found) > 1:
            raise refusal(document, here, f"the key {part!r} stands here twice")
        if found:
            entry = node.entries[found[0]]
            return NodeRef(entry.value, path, node, found[0], entry)
    return None


def refusal(document: Document, spot: NodeRef, reason: str) -> CannotEdit:
    """Why a spot cannot be edited, to be raised."""
    span = document.lines.span(spot.node.start, spot.node.end)
    if isinstance(spot.node, (Mapping, Sequence)) and not spot.node.aliased:
        span = document.lines.span(spot.node.start, spot.node.start)
    return CannotEdit(reason, span, spot.path)


def refuse_shared(document: Document, spot: NodeRef, node: Node) -> None:
    """Raise CannotEdit where a node is anchored and an alias repeats it elsewhere."""
    if node.anchor is not None and node.anchor in _aliases(document):
        raise refusal(document, spot, f"the alias *{node.anchor} repeats it elsewhere")


def refuse_shared_below(document: Document, spot: NodeRef) -> None:
    """The same for a node, its key, and all that is in it."""
    nodes = list(walk(spot.node)) if not spot.node.aliased else []
    if spot.entry is not None:
        nodes.append(spot.entry.key)
    for node in nodes:
        refuse_shared(document, spot, node)


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
        raise CannotEdit("its key is written in a way that forgecfg does not edit", location)
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
