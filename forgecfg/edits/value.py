"""Set values and rename keys."""

from __future__ import annotations

import re

from forgecfg.document.changes import Data, Plan, Put, Rename
from forgecfg.document.document import Document
from forgecfg.document.nodes import Mapping, Node, Scalar, Sequence
from forgecfg.document.positions import Edit, YamlPath
from forgecfg.edits import emit, flow, layout
from forgecfg.edits.locate import (
    NodeRef,
    after_colon,
    cannot_edit,
    find,
    flow_end,
    merge_key,
    reject_shared,
)
from forgecfg.edits.quoting import must_quote, quoted
from forgecfg.edits.style import Style, file_style, style_at

_NULLS = ("", "~", "null", "Null", "NULL")


def is_empty_value(node: Node) -> bool:
    """Whether a value is empty: nothing, null, `[]` or `{}`."""
    if isinstance(node, Scalar):
        return node.value is None and not node.aliased
    return not layout.children_of(node) and not node.aliased


def set_value(document: Document, path: YamlPath, data: Data) -> Plan:
    """Replace the value of an existing key or item, which must be a scalar or empty.

    A string that replaces a string keeps its quotes. A collection is written in block style if the
    position allows it. Raises CannotEdit, also for a collection with content.
    """
    refs = find(document, path)
    ref = refs[-1]
    if ref.node.aliased:
        raise cannot_edit(document, ref, "it comes from an alias")
    if not isinstance(ref.node, Scalar) and layout.children_of(ref.node):
        raise cannot_edit(document, ref, "it is not empty")
    return fill(document, refs, data)


def rename_key(document: Document, path: YamlPath, name: str) -> Plan:
    """Rename the key at the end of `path`, keeping its quotes.

    Raises CannotEdit, also if the new name already exists.
    """
    refs = find(document, path)
    ref = refs[-1]
    entry, parent = ref.entry, ref.parent
    if entry is None or not isinstance(parent, Mapping):
        raise cannot_edit(document, ref, "it is not the value of a key")
    key = entry.key
    if not isinstance(key, Scalar) or key.aliased or key.style in ("|", ">"):
        raise cannot_edit(document, ref, "unsupported syntax of its key")
    reject_shared(document, ref, key)
    if parent.get(name) is not None:
        raise cannot_edit(document, ref, f"key {name!r} already exists")
    if merge_key(parent):
        raise cannot_edit(
            document, ref, "its mapping has a merge key `<<`, which Forge does not expand"
        )
    text = _rewritten(key, name, style_at(document, parent), parent.flow)
    edit = Edit(document.lines.span(key.start, key.end), text)
    return Plan((edit,), (Rename(path, name),))


def fill(document: Document, refs: list[NodeRef], data: Data) -> Plan:
    """`set_value` for the last of the refs along a path."""
    ref = refs[-1]
    reject_shared(document, ref, ref.node)
    plain = not isinstance(data, (dict, list)) or not data
    _check_token(document, ref, below=not plain and not ref.in_flow and ref.entry is not None)
    if ref.in_flow:
        edits = _fill_flow(document, ref, data)
    elif plain:
        edits = (_put(document, ref, _one_line(document, ref, data)),)
    elif isinstance(ref.node, (Mapping, Sequence)) and _has_comment(document, ref.node):
        if isinstance(data, dict) is not isinstance(ref.node, Mapping):
            raise cannot_edit(document, ref, "it contains a comment")
        edits = flow.insert(document, ref.node, data)
    else:
        edits = _fill_block(document, refs, data)
    return Plan(edits, (Put(ref.path, data),))


def _check_token(document: Document, ref: NodeRef, below: bool) -> None:
    """Raise CannotEdit for a tag, and for a null with an anchor.

    `below`: the new value is written on the lines below, so that an anchor can stay.
    """
    node, text = ref.node, document.text
    if (
        isinstance(node, Scalar)
        and node.value is None
        and text[node.start : node.end] not in _NULLS
        and not (below and _is_anchor(document, ref))
    ):
        raise cannot_edit(document, ref, "it has an anchor or tag")
    if ref.parent is None:
        return
    if ref.entry is not None:
        begin = ref.entry.key.end
        between = text[begin : node.start].partition(":")[2] if node.start > begin else ""
    elif ref.parent.flow:
        return
    else:
        begin = layout.head(document, ref.parent, ref.position) + 1
        between = text[begin : node.start]
    if "!" in re.sub(r"#[^\n]*", "", between):
        raise cannot_edit(document, ref, "it has a tag")


def _is_anchor(document: Document, ref: NodeRef) -> bool:
    """Whether the value is only an anchor, on the line of its key."""
    node = ref.node
    written = document.text[node.start : node.end]
    return re.fullmatch(r"&\S+", written) is not None and not _on_later_line(document, ref)


def _has_comment(document: Document, node: Node) -> bool:
    return "#" in document.text[node.start : node.end]


def _one_line(document: Document, ref: NodeRef, data: Data) -> str:
    """A scalar, `[]` or `{}` as text for a block; a new string keeps the quotes of the old one."""
    style = style_at(document, ref.parent) if ref.parent is not None else file_style(document)
    return _inline(ref, data, style, flow_place=False)


def _inline(ref: NodeRef, data: Data, style: Style, flow_place: bool) -> str:
    node = ref.node
    if isinstance(data, str) and isinstance(node, Scalar) and isinstance(node.value, str):
        return _rewritten(node, data, style, flow_place)
    quote = style.value_quote(ref.entry.name) if ref.entry else style.item_quote
    if isinstance(data, (dict, list)):
        return emit.inline(data, style, quote)
    return emit.scalar(data, style, flow=flow_place, quote=quote)


def _rewritten(old: Scalar, new: str, style: Style, flow_place: bool) -> str:
    if old.style in ("'", '"'):
        return quoted(new, old.style)
    if must_quote(new, flow=flow_place, colons=style.flow_colons):
        return quoted(new, style.quote)
    return new


def _put(document: Document, ref: NodeRef, text: str) -> Edit:
    """Write one line of text as the value in a block, replacing the old value if there is one."""
    node = ref.node
    if isinstance(node, Scalar) and node.style in ("|", ">"):
        header = document.lines.line(layout.row(document, node.start))
        if "#" in header[layout.column(document, node.start) :]:
            raise cannot_edit(document, ref, "it contains a comment")
    if node.start < node.end:
        return Edit(document.lines.span(node.start, node.end), text)
    if ref.entry is not None:
        at = after_colon(document, ref.entry)
    elif ref.parent is not None:
        at = layout.head(document, ref.parent, ref.position) + 1
    else:
        raise cannot_edit(document, ref, "the document is empty")
    return Edit(document.lines.span(at, at), " " + text)


def _fill_flow(document: Document, ref: NodeRef, data: Data) -> tuple[Edit, ...]:
    assert ref.parent is not None
    style = style_at(document, ref.parent)
    text = _inline(ref, data, style, flow_place=True)
    node, entry = ref.node, ref.entry
    if isinstance(node, (Mapping, Sequence)) and _has_comment(document, node):
        raise cannot_edit(document, ref, "it contains a comment")
    if node.start < node.end:
        return (Edit(document.lines.span(node.start, node.end), text),)
    if entry is None:
        raise cannot_edit(document, ref, "an empty item")
    at = flow_end(document, entry)
    colon = "" if document.text[at - 1] == ":" and at > entry.key.end else ":"
    return (Edit(document.lines.span(at, at), f"{colon} {text}"),)


def _fill_block(document: Document, refs: list[NodeRef], data: Data) -> tuple[Edit, ...]:
    """A block collection instead of a value: below its key, or at the position of the value."""
    ref = refs[-1]
    node, entry = ref.node, ref.entry
    if entry is None or _on_later_line(document, ref):
        return _fill_in_place(document, ref, data)
    parent = ref.parent
    assert parent is not None
    style = style_at(document, parent)
    parent_column = layout.column_of(document, parent)
    offset = style.list_offset if isinstance(data, list) else style.step
    column = parent_column + offset
    begin = layout.trimmed_end(document, node.start)
    edits: list[Edit] = []
    if node.start < node.end and not _is_anchor(document, ref):
        edits.append(Edit(document.lines.span(begin, node.end), ""))
    last = layout.last_row(document, entry)
    row = layout.with_comments(document, last, max(column, parent_column + 1))
    edits.append(layout.insert_after(document, row, emit.block(data, style, column)))
    return tuple(edits)


def _on_later_line(document: Document, ref: NodeRef) -> bool:
    node, entry = ref.node, ref.entry
    assert entry is not None
    if node.start == node.end:
        return False
    colon = after_colon(document, entry)
    return layout.row(document, colon) < layout.row(document, node.start)


def _fill_in_place(document: Document, ref: NodeRef, data: Data) -> tuple[Edit, ...]:
    node = ref.node
    style = style_at(document, ref.parent) if ref.parent is not None else file_style(document)
    if ref.parent is None and (node.start == node.end or layout.prefix(document, node.start)):
        raise cannot_edit(document, ref, "the document is empty")
    if node.start == node.end:
        assert ref.parent is not None
        column = layout.column_of(document, ref.parent) + 2
        before = " "
    else:
        column = layout.column(document, node.start)
        before = ""
    lines = emit.block(data, style, column)
    first = before + lines[0].lstrip(" ")
    span = _put(document, ref, "").span
    row = layout.row(document, span.end)
    end = layout.line_end(document, row)
    rest = "".join(layout.newline(document, row) + line for line in lines[1:])
    if end == span.end:
        return (Edit(span, first + rest),)
    return (
        (Edit(span, first), Edit(document.lines.span(end, end), rest))
        if rest
        else (Edit(span, first),)
    )
