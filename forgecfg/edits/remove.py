"""Remove keys and items, with the comments that belong to them."""

from __future__ import annotations

import re

from forgecfg.document.changes import Drop, Plan, Put
from forgecfg.document.document import Document
from forgecfg.document.nodes import Entry, Mapping, Node, Sequence
from forgecfg.document.positions import Edit, YamlPath
from forgecfg.edits import flow, layout
from forgecfg.edits.locate import (
    NodeRef,
    after_colon,
    cannot_edit,
    find,
    flow_end,
    merge_key,
    reject_shared,
    reject_shared_below,
)

_COMPACT = re.compile(r" *(?:- +)+")
_ANCHOR = re.compile(r"[ \t]*&\S+")
_COMMENTS = re.compile(r"#[^\n]*")


def remove(document: Document, path: YamlPath, *, nth: int = 0, keep: bool = False) -> Plan:
    """Remove the key or list item at `path`; `nth` (0-based) selects one of several duplicates.

    A collection that becomes empty is removed too, with its key, and so on upwards; with `keep`, or
    at the root, `[]` or `{}` is left instead.

    These comments are removed too: on the same line, right below with a deeper indent, and in block
    style right above, unless they are at the top of the file or may also describe the next sibling
    (which follows without a blank line or comment). Of two adjacent blank lines, one is kept.
    Raises CannotEdit.
    """
    refs = find(document, path[:-1])
    ref = _child(document, refs[-1], path, nth)
    reject_shared_below(document, ref)
    parent = ref.parent
    assert parent is not None
    if isinstance(parent, Mapping) and merge_key(parent):
        raise cannot_edit(
            document, ref, "its mapping has a merge key `<<`, which Forge does not expand"
        )
    if len(layout.children_of(parent)) > 1:
        edits = _from_flow(document, ref) if parent.flow else _from_block(document, ref)
        return Plan(edits, (Drop(path, nth),))
    if refs[-1].parent is not None and not keep:
        return remove(document, path[:-1])
    empty = "[]" if isinstance(parent, Sequence) else "{}"
    change = Put(path[:-1], [] if isinstance(parent, Sequence) else {})
    return Plan(_emptied(document, refs[-1], ref, empty), (change,))


def _child(document: Document, parent: NodeRef, path: YamlPath, nth: int) -> NodeRef:
    """The node to remove; unlike `find`, this supports duplicate keys."""
    if not path:
        raise cannot_edit(document, parent, "the root cannot be removed")
    if parent.node.aliased:
        raise cannot_edit(document, parent, "it comes from an alias")
    reject_shared(document, parent, parent.node)
    node, part = parent.node, path[-1]
    if isinstance(node, Sequence) and isinstance(part, int) and 0 <= part < len(node.items):
        return NodeRef(node.items[part], path, node, part)
    if isinstance(node, Mapping):
        found = [at for at, entry in enumerate(node.entries) if entry.name == part]
        if nth < len(found):
            entry = node.entries[found[nth]]
            return NodeRef(entry.value, path, node, found[nth], entry)
    raise cannot_edit(document, parent, f"no {part!r} at this path")


def _from_block(document: Document, ref: NodeRef) -> tuple[Edit, ...]:
    assert ref.parent is not None
    head = layout.head(document, ref.parent, ref.position)
    before = layout.prefix(document, head)
    last = _last(document, ref)
    if not before.strip(" "):
        first = _first(document, ref)
        return (_without_lines(document, *_with_blanks(document, ref, first, last)),)
    if ref.position or not _COMPACT.fullmatch(before):
        raise cannot_edit(document, ref, "unsupported syntax of its key")
    # `- a: 1` keeps its dash, and the next entry moves up to it.
    row = last + 1
    while layout.is_blank(document, row):
        row += 1
    end = document.lines.start(row) + layout.indent(document, row)
    return (Edit(document.lines.span(head, end), ""),)


def _last(document: Document, ref: NodeRef) -> int:
    """The last line to remove with a child of a block, including comments with a deeper indent."""
    assert ref.parent is not None
    column = layout.column(document, layout.head(document, ref.parent, ref.position))
    last = layout.last_row(document, ref.entry or ref.node)
    return layout.with_comments(document, last, column + 1)


def _first(document: Document, ref: NodeRef) -> int:
    """The first line to remove with a child of a block."""
    parent, index = ref.parent, ref.position
    assert parent is not None
    head = layout.head(document, parent, index)
    row, column = layout.row(document, head), layout.column(document, head)
    first = row
    while layout.is_comment(document, first - 1) and layout.indent(document, first - 1) == column:
        first -= 1
    if index == 0 and parent is document.root:
        return row
    if index + 1 < len(layout.children_of(parent)):
        follower = layout.row(document, layout.head(document, parent, index + 1))
        apart = layout.has_gap(document, parent, index + 1)
        if not apart and not layout.is_comment(document, follower - 1):
            return row
    return first


def _with_blanks(document: Document, ref: NodeRef, first: int, last: int) -> tuple[int, int]:
    """The lines to remove, extended so that two runs of blank lines do not become adjacent."""
    if first > 1 and not layout.is_blank(document, first - 1):
        return first, last
    if layout.is_blank(document, last + 1):
        while layout.is_blank(document, last + 1):
            last += 1
    elif last == layout.count(document) and ref.position and ref.parent is not None:
        before = layout.last_row(document, layout.children_of(ref.parent)[ref.position - 1])
        while first - 1 > before and layout.is_blank(document, first - 1):
            first -= 1
    return first, last


def _without_lines(document: Document, first: int, last: int) -> Edit:
    """Remove whole lines; a file without a final line break still has none."""
    lines, end = document.lines, len(document.text)
    if last < layout.count(document):
        return Edit(lines.span(lines.start(first), lines.start(last + 1)), "")
    if first > 1 and not document.text.endswith("\n"):
        return Edit(lines.span(layout.line_end(document, first - 1), end), "")
    return Edit(lines.span(lines.start(first), end), "")


def _emptied(
    document: Document, grandparent: NodeRef, ref: NodeRef, empty: str
) -> tuple[Edit, ...]:
    """`[]` or `{}` in place of a collection whose only child is `ref`."""
    parent = ref.parent
    assert parent is not None
    if parent.flow:
        flow.check_brackets(document, parent)
        return (Edit(document.lines.span(parent.start, parent.end), empty),)
    head = layout.head(document, parent, ref.position)
    last = _last(document, ref)
    if grandparent.entry is not None:
        at = after_colon(document, grandparent.entry)
    elif grandparent.parent is not None:
        at = layout.head(document, grandparent.parent, grandparent.position) + 1
    else:
        at = -1
    if at < 0 or layout.row(document, at) == layout.row(document, head):
        return (Edit(document.lines.span(head, layout.line_end(document, last)), empty),)
    anchor = _ANCHOR.match(document.text, at)
    at = anchor.end() if anchor else at
    removed = _without_lines(document, _first(document, ref), last)
    return (Edit(document.lines.span(at, at), " " + empty), removed)


def _from_flow(document: Document, ref: NodeRef) -> tuple[Edit, ...]:
    parent, index = ref.parent, ref.position
    assert parent is not None
    flow.check_brackets(document, parent)
    children = layout.children_of(parent)
    start, end = _extent(document, children[index])
    before = _extent(document, children[index - 1])[1] if index else parent.start + 1
    if _COMMENTS.sub("", document.text[before:start]).strip(", \t\r\n"):
        raise cannot_edit(document, ref, "it has an anchor or tag")
    token = flow.next_token(document, end)
    comma = token + 1 if document.text[token] == "," else None
    tail = end if comma is None else comma
    if _has_own_lines(document, start, tail):
        rows = layout.row(document, start), layout.row(document, tail)
        edits = [_without_lines(document, *rows)]
        if index and comma is None:
            # The previous one becomes the last, which has no comma in this list.
            at = flow.next_token(document, before)
            edits.insert(0, Edit(document.lines.span(at, at + 1), ""))
        return tuple(edits)
    after = _extent(document, children[index + 1])[0] if index + 1 < len(children) else None
    return (Edit(document.lines.span(*_inline(document, (before, start), (end, tail), after)), ""),)


def _inline(
    document: Document, lead: tuple[int, int], own: tuple[int, int], after: int | None
) -> tuple[int, int]:
    """The range to remove for a flow child that shares its line.

    `lead`: the end of the previous child and the start of this one. `own`: the ends of this child
    and of its comma. `after`: the start of the next child. Comments stay.
    """
    text = document.text
    (before, start), (end, tail) = lead, own
    between = text[before:start]
    joined = "#" not in between and "," in between
    if joined and (after is None or "\n" not in between):
        return before, end
    if after is not None and not set("#\n") & set(text[end:after]):
        return start, after
    return start, tail


def _extent(document: Document, child: Entry | Node) -> tuple[int, int]:
    start = child.key.start if isinstance(child, Entry) else child.start
    return start, flow_end(document, child)


def _has_own_lines(document: Document, start: int, end: int) -> bool:
    row = layout.row(document, end)
    rest = document.text[end : layout.line_end(document, row)].strip()
    return not layout.prefix(document, start).strip() and rest[:1] in ("", "#")
