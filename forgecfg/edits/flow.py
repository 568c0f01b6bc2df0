"""Insert into `[…]` and `{…}`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from forgecfg.document.changes import Data
from forgecfg.document.document import Document
from forgecfg.document.nodes import Collection, Entry, Mapping, Node, Sequence, walk
from forgecfg.document.positions import Edit
from forgecfg.edits import emit, layout
from forgecfg.edits.errors import CannotEdit
from forgecfg.edits.locate import flow_end
from forgecfg.edits.style import Style, style_at

_SKIPPED = re.compile(r"(?:\s|(?<=\s)#[^\n]*)*")
_REST = re.compile(r"[ \t]*(?:#[^\n]*)?")


def insert(document: Document, node: Collection, new: Data) -> tuple[Edit, ...]:
    """Append the items of a list, or the keys of a mapping, to a flow collection of that kind."""
    check_brackets(document, node)
    style = style_at(document, node)
    children = layout.children_of(node)
    if not children:
        text = emit.inline(new, style)
        return (_insertion(document, node.start + 1, text[1:-1]),)
    location = _place(document, node)
    if not location.own_line:
        inner = "".join(f", {part}" for part in _inline_parts(new, style))
        return (_insertion(document, location.end, inner),)
    before = layout.prefix(document, _start(children[-1]))
    return _insert_lines(document, location, _parts(document, node, new, style, before), before)


def check_brackets(document: Document, node: Collection) -> None:
    """Raise CannotEdit for `[a: b]`, a mapping without its own brackets."""
    kind = "{" if isinstance(node, Mapping) else "["
    if document.text[node.start : node.start + 1] != kind:
        raise CannotEdit(
            "a mapping without brackets inside a list", document.lines.span(node.start, node.end)
        )


def next_token(document: Document, offset: int) -> int:
    """The offset of the next character after white space and comments."""
    match = _SKIPPED.match(document.text, offset)
    return match.end() if match else offset


class _Place(NamedTuple):
    """The end of the last child, that of its comma (or None), and whether it has its own line.

    `closed_on_line`: the closing bracket is on the same line as that end.
    """

    end: int
    comma: int | None
    own_line: bool
    closed_on_line: bool


def _place(document: Document, node: Collection) -> _Place:
    last = layout.children_of(node)[-1]
    end = flow_end(document, last)
    token = next_token(document, end)
    comma = token + 1 if document.text[token] == "," else None
    own_line = not layout.prefix(document, _start(last)).strip()
    tail = end if comma is None else comma
    closed_on_line = layout.row(document, node.end - 1) == layout.row(document, tail)
    return _Place(end, comma, own_line, closed_on_line)


def _insert_lines(
    document: Document, location: _Place, parts: list[list[str]], before: str
) -> tuple[Edit, ...]:
    """New children on their own lines, after the last one and the comment on its line."""
    tail = location.end if location.comma is None else location.comma
    row = layout.row(document, tail)
    end = layout.newline(document, row)
    texts = [end + before + end.join(part) for part in parts]
    if location.closed_on_line:
        return (_insertion(document, location.end, "".join("," + text for text in texts)),)
    if location.comma is not None:
        at = _after_comment(document, tail, row)
        return (_insertion(document, at, "".join(text + "," for text in texts)),)
    at = _after_comment(document, tail, row)
    new = ",".join(texts)
    if at == location.end:
        return (_insertion(document, at, "," + new),)
    return (_insertion(document, location.end, ","), _insertion(document, at, new))


def _after_comment(document: Document, offset: int, row: int) -> int:
    match = _REST.match(document.text, offset)
    if match is None or match.end() < layout.line_end(document, row):
        raise CannotEdit(
            "unsupported syntax before its closing bracket",
            document.lines.span(offset, offset),
        )
    return layout.line_end(document, row)


def _parts(
    document: Document, node: Collection, new: Data, style: Style, before: str
) -> list[list[str]]:
    """The new children as lines; collections are spread over lines if existing ones are."""
    if isinstance(new, dict):
        return [_pair(document, node, name, value, style, before) for name, value in new.items()]
    last = layout.children_of(node)[-1]
    if isinstance(new, list) and isinstance(last, Mapping) and _is_spread(document, last):
        return [emit.spread(item, style, before) for item in new]
    return [[part] for part in _inline_parts(new, style)]


def _pair(
    document: Document, node: Collection, name: str, value: Data, style: Style, before: str
) -> list[str]:
    """A new entry as lines, its value in the style of the file's lists or of its neighbors."""
    model: Node | None = None
    if isinstance(value, list) and value and isinstance(value[0], dict):
        model = _list_of_mappings(document)
    elif isinstance(value, dict) and isinstance(node, Mapping):
        model = next((entry.value for entry in node.entries if _is_mapping(entry.value)), None)
    if value and isinstance(model, (Mapping, Sequence)) and _is_spread(document, model):
        item = model.items[-1] if isinstance(model, Sequence) else None
        whole = isinstance(item, Mapping) and _is_spread(document, item)
        return emit.spread_pair(name, value, style, before, whole)
    return [emit.inline_pair(name, value, style)]


@lru_cache(maxsize=2)
def _list_of_mappings(document: Document) -> Sequence | None:
    """The first flow list of the file whose last item is a mapping."""
    for node in walk(document.root) if document.root is not None else ():
        if isinstance(node, Sequence) and node.flow and node.items and _is_mapping(node.items[-1]):
            return node
    return None


def _is_mapping(node: Node) -> bool:
    return isinstance(node, Mapping) and node.flow and not node.aliased


def _is_spread(document: Document, node: Collection) -> bool:
    """Whether the first child of a flow collection is on a line below its bracket."""
    children = layout.children_of(node)
    if not node.flow or not children:
        return False
    return layout.row(document, _start(children[0])) > layout.row(document, node.start)


def _inline_parts(new: Data, style: Style) -> list[str]:
    if isinstance(new, dict):
        return [emit.inline_pair(name, value, style) for name, value in new.items()]
    assert isinstance(new, list)
    return [emit.inline(item, style, style.item_quote) for item in new]


def _start(child: Entry | Node) -> int:
    return child.key.start if isinstance(child, Entry) else child.start


def _insertion(document: Document, at: int, text: str) -> Edit:
    return Edit(document.lines.span(at, at), text)
