"""New values for keys and items that have a scalar, nothing, `[]` or `{}`."""

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
    find,
    flow_end,
    merge_key,
    refusal,
    refuse_shared,
)
from forgecfg.edits.quoting import must_quote, quoted
from forgecfg.edits.style import Style, file_style, style_at

_NULLS = ("", "~", "null", "Null", "NULL")


def is_empty_value(node: Node) -> bool:
    """Whether a value holds nothing: empty, null, `[]` or `{}`."""
    if isinstance(node, Scalar):
        return node.value is None and not node.aliased
    return not layout.children_of(node) and not node.aliased


def set_value(document: Document, path: YamlPath, data: Data) -> Plan:
    """Give an existing key or item a new value, in place of a scalar, nothing, `[]` or `{}`.

    A string that replaces a string keeps its quotes. A collection is written as a block where
    the place allows it. Collections with content are not replaced: remove them first.
    Raises CannotEdit.
    """
    spots = find(document, path)
    spot = spots[-1]
    if spot.node.aliased:
        raise refusal(document, spot, "it comes from an alias")
    if not isinstance(spot.node, Scalar) and layout.children_of(spot.node):
        raise refusal(document, spot, "it has content of its own")
    return fill(document, spots, data)


def rename_key(document: Document, path: YamlPath, name: str) -> Plan:
    """Write another name for the key at the end of `path`, in the quotes of the old one.

    Raises CannotEdit, also where the new name is there already.
    """
    spots = find(document, path)
    spot = spots[-1]
    entry, parent = spot.entry, spot.parent
    if entry is None or not isinstance(parent, Mapping):
        raise refusal(document, spot, "it is not the value of a key")
    key = entry.key
    if not isinstance(key, Scalar) or key.aliased or key.style in ("|", ">"):
        raise refusal(document, spot, "its key is written in a way that forgecfg does not edit")
    refuse_shared(document, spot, key)
    if parent.get(name) is not None:
        raise refusal(document, spot, f"the key {name!r} is there already")
    if merge_key(parent):
        raise refusal(
            document, spot, "it stands beside a merge key `<<`, which Forge does not expand"
        )
    text = _rewritten(document, key, name, style_at(document, parent), parent.flow)
    edit = Edit(document.lines.span(key.start, key.end), text)
    return Plan((edit,), (Rename(path, name),))


def fill(document: Document, spots: list[NodeRef], data: Data) -> Plan:
    """`set_value` for the last of the spots that lead to it."""
    spot = spots[-1]
    refuse_shared(document, spot, spot.node)
    plain = not isinstance(data, (dict, list)) or not data
    _check_token(document, spot, below=not plain and not spot.in_flow and spot.entry is not None)
    if spot.in_flow:
        edits = _fill_flow(document, spot, data)
    elif plain:
        edits = (_put(document, spot, _one_line(document, spot, data)),)
    elif isinstance(spot.node, (Mapping, Sequence)) and _has_comment(document, spot.node):
        if isinstance(data, dict) is not isinstance(spot.node, Mapping):
            raise refusal(document, spot, "it holds a comment")
        edits = flow.insert(document, spot.node, data)
    else:
        edits = _fill_block(document, spots, data)
    return Plan(edits, (Put(spot.path, data),))


def _check_token(document: Document, spot: NodeRef, below: bool) -> None:
    """Raise CannotEdit for a tag, and for a null that has an anchor.

    `below`: the new value goes to the lines below, so that an anchor alone can stay.
    """
    node, text = spot.node, document.text
    if (
        isinstance(node, Scalar)
        and node.value is None
        and text[node.start : node.end] not in _NULLS
        and not (below and _is_anchor(document, spot))
    ):
        raise refusal(document, spot, "an anchor or tag stands in its place")
    if spot.parent is None:
        return
    if spot.entry is not None:
        begin = spot.entry.key.end
        between = text[begin : node.start].partition(":")[2] if node.start > begin else ""
    elif spot.parent.flow:
        return
    else:
        begin = layout.head(document, spot.parent, spot.position) + 1
        between = text[begin : node.start]
    if "!" in re.sub(r"#[^\n]*", "", between):
        raise refusal(document, spot, "it has a tag")


def _is_anchor(document: Document, spot: NodeRef) -> bool:
    """Whether an anchor alone is written as the value, on the line of its key."""
    node = spot.node
    written = document.text[node.start : node.end]
    return re.fullmatch(r"&\S+", written) is not None and not _on_later_line(document, spot)


def _has_comment(document: Document, node: Node) -> bool:
    return "#" in document.text[node.start : node.end]


def _one_line(document: Document, spot: NodeRef, data: Data) -> str:
    """A scalar, `[]` or `{}` for a place in a block; a string keeps the quotes it replaces."""
    style = style_at(document, spot.parent) if spot.parent is not None else file_style(document)
    return _inline(document, spot, data, style, flow_place=False)


def _inline(document: Document, spot: NodeRef, data: Data, style: Style, flow_place: bool) -> str:
    node = spot.node
    if isinstance(data, str) and isinstance(node, Scalar) and isinstance(node.value, str):
        return _rewritten(document, node, data, style, flow_place)
    quote = style.value_quote(spot.entry.name) if spot.entry else style.item_quote
    if isinstance(data, (dict, list)):
        return emit.inline(data, style, quote)
    return emit.scalar(data, style, flow=flow_place, quote=quote)


def _rewritten(document: Document, old: Scalar, new: str, style: Style, flow_place: bool) -> str:
    if old.style in ("'", '"'):
        return quoted(new, old.style)
    if must_quote(new, flow=flow_place, colons=style.flow_colons, old=file_style(document).old):
        return quoted(new, style.quote)
    return new


def _put(document: Document, spot: NodeRef, text: str) -> Edit:
    """Write one line of text in place of a block's value, or where it would stand."""
    node = spot.node
    if isinstance(node, Scalar) and node.style in ("|", ">"):
        header = document.lines.line(layout.row(document, node.start))
        if "#" in header[layout.column(document, node.start) :]:
            raise refusal(document, spot, "a comment stands in it")
    if node.start < node.end:
        return Edit(document.lines.span(node.start, node.end), text)
    if spot.entry is not None:
        at = after_colon(document, spot.entry)
    elif spot.parent is not None:
        at = layout.head(document, spot.parent, spot.position) + 1
    else:
        raise refusal(document, spot, "the document is empty")
    return Edit(document.lines.span(at, at), " " + text)


def _fill_flow(document: Document, spot: NodeRef, data: Data) -> tuple[Edit, ...]:
    assert spot.parent is not None
    style = style_at(document, spot.parent)
    text = _inline(document, spot, data, style, flow_place=True)
    node, entry = spot.node, spot.entry
    if isinstance(node, (Mapping, Sequence)) and _has_comment(document, node):
        raise refusal(document, spot, "it holds a comment")
    if node.start < node.end:
        return (Edit(document.lines.span(node.start, node.end), text),)
    if entry is None:
        raise refusal(document, spot, "an empty item")
    at = flow_end(document, entry)
    colon = "" if document.text[at - 1] == ":" and at > entry.key.end else ":"
    return (Edit(document.lines.span(at, at), f"{colon} {text}"),)


def _fill_block(document: Document, spots: list[NodeRef], data: Data) -> tuple[Edit, ...]:
    """A block collection in place of a value: below its key, or where the value stands."""
    spot = spots[-1]
    node, entry = spot.node, spot.entry
    if entry is None or _on_later_line(document, spot):
        return _fill_in_place(document, spot, data)
    parent = spot.parent
    assert parent is not None
    style = style_at(document, parent)
    holder = layout.column_of(document, parent)
    offset = style.list_offset if isinstance(data, list) else style.step
    column = holder + offset
    begin = layout.trimmed_end(document, node.start)
    edits: list[Edit] = []
    if node.start < node.end and not _is_anchor(document, spot):
        edits.append(Edit(document.lines.span(begin, node.end), ""))
    last = layout.last_row(document, entry)
    row = layout.with_comments(document, last, max(column, holder + 1))
    edits.append(layout.insert_after(document, row, emit.block(data, style, column)))
    return tuple(edits)


def _on_later_line(document: Document, spot: NodeRef) -> bool:
    node, entry = spot.node, spot.entry
    assert entry is not None
    if node.start == node.end:
        return False
    colon = after_colon(document, entry)
    return layout.row(document, colon) < layout.row(document, node.start)


def _fill_in_place(document: Document, spot: NodeRef, data: Data) -> tuple[Edit, ...]:
    node = spot.node
    style = style_at(document, spot.parent) if spot.parent is not None else file_style(document)
    if spot.parent is None and (node.start == node.end or layout.prefix(document, node.start)):
        raise refusal(document, spot, "the document is empty")
    if node.start == node.end:
        assert spot.parent is not None
        column = layout.column_of(document, spot.parent) + 2
        before = " "
    else:
        column = layout.column(document, node.start)
        before = ""
    lines = emit.block(data, style, column)
    first = before + lines[0].lstrip(" ")
    span = _put(document, spot, "").span
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
