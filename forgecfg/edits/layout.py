"""The lines of nodes: last lines, surrounding comments, blank lines.

Line numbers are 1-based. Columns are 0-based here, because they count the spaces of an indent.
"""

from __future__ import annotations

import re

from forgecfg.document.document import Document
from forgecfg.document.nodes import Collection, Entry, Mapping, Node, Scalar, Sequence
from forgecfg.document.positions import Edit
from forgecfg.edits.errors import CannotEdit

_START = re.compile(r" *(?:- +)*")
_SPACES = re.compile(r" *")


def count(document: Document) -> int:
    """The number of lines; nothing follows the final line break."""
    lines = document.lines
    return len(lines) - (lines.start(len(lines)) == len(document.text))


def row(document: Document, offset: int) -> int:
    """The line of an offset."""
    return document.lines.position(offset)[0]


def column(document: Document, offset: int) -> int:
    """The 0-based column of an offset."""
    return document.lines.position(offset)[1] - 1


def prefix(document: Document, offset: int) -> str:
    """The text of the line before an offset."""
    return document.text[document.lines.start(row(document, offset)) : offset]


def is_blank(document: Document, line: int) -> bool:
    """Whether a line exists and contains only white space."""
    return 1 <= line <= count(document) and not document.lines.line(line).strip()


def is_comment(document: Document, line: int) -> bool:
    """Whether a line contains only a comment."""
    return 1 <= line <= count(document) and document.lines.line(line).lstrip()[:1] == "#"


def indent(document: Document, line: int) -> int:
    """How many spaces a line starts with."""
    match = _SPACES.match(document.lines.line(line))
    return match.end() if match else 0


def newline(document: Document, line: int) -> str:
    """The line break after a line; after a last line without one, that of the line before."""
    text, lines = document.text, document.lines
    if line >= len(lines):
        line = len(lines) - 1
    if line < 1:
        return "\n"
    end = lines.start(line + 1)
    return "\r\n" if text[end - 2 : end] == "\r\n" else "\n"


def children_of(node: Collection) -> list[Entry] | list[Node]:
    """The entries of a mapping, the items of a list."""
    return node.entries if isinstance(node, Mapping) else node.items


def column_of(document: Document, node: Collection) -> int:
    """The column of the keys or dashes of a block collection.

    Raises CannotEdit if no key is at the start of a line (`? key`, `!!str key`).
    """
    if isinstance(node, Sequence):
        return column(document, node.start)
    for entry in reversed(node.entries):
        before = prefix(document, entry.key.start)
        if _START.fullmatch(before) and not entry.key.aliased:
            return len(before)
    location = document.lines.span(node.start, node.start)
    raise CannotEdit("its keys are not at the start of their lines", location)


def dash(document: Document, sequence: Sequence, item: Node) -> int:
    """The offset of the dash of a block list's item."""
    at = column(document, sequence.start)
    for line in range(row(document, item.start), row(document, sequence.start), -1):
        start = document.lines.start(line)
        if document.text[start : start + at + 1] == " " * at + "-":
            return start + at
    return sequence.start


def head(document: Document, parent: Collection, index: int) -> int:
    """The offset at which an entry or item of a block collection starts: its key or dash."""
    if isinstance(parent, Sequence):
        return dash(document, parent, parent.items[index])
    return parent.entries[index].key.start


def last_row(document: Document, child: Entry | Node) -> int:
    """The last line of an entry or value, without comments after it.

    Blank lines count if they are part of a block scalar.
    """
    node, end = _last_leaf(child)
    line = row(document, end)
    if isinstance(node, Scalar) and node.style in ("|", ">") and not node.aliased:
        return _block_scalar_row(document, node, line)
    return line


def ends_open(document: Document, child: Entry | Node) -> bool:
    """Whether an entry or value ends in a `|+` or `>+` scalar, which keeps trailing blank lines."""
    node, _ = _last_leaf(child)
    if not isinstance(node, Scalar) or node.style not in ("|", ">") or node.aliased:
        return False
    return "+" in document.text[node.start : node.start + 3]


def _last_leaf(child: Entry | Node) -> tuple[Node, int]:
    end = 0
    while True:
        if isinstance(child, Entry):
            end, child = max(end, child.key.end), child.value
        elif isinstance(child, Mapping) and child.entries and not child.flow and not child.aliased:
            child = child.entries[-1]
        elif isinstance(child, Sequence) and child.items and not child.flow and not child.aliased:
            child = child.items[-1]
        else:
            return child, max(end, child.end)


def _block_scalar_row(document: Document, node: Scalar, line: int) -> int:
    first = row(document, node.start)
    keep = ends_open(document, node)
    content = [
        indent(document, number)
        for number in range(first + 1, line + 1)
        if not is_blank(document, number)
    ]
    least = min(content, default=len(document.text))
    last = line
    while is_blank(document, line + 1):
        line += 1
        if keep or len(document.lines.line(line)) > least:
            last = line
    return last


def with_comments(document: Document, last: int, least: int) -> int:
    """The last line of the comment lines right after line `last` that are indented `least`."""
    while is_comment(document, last + 1) and indent(document, last + 1) >= least:
        last += 1
    return last


def has_gap(document: Document, parent: Collection, index: int) -> bool:
    """Whether a blank line is between child `index` of a block collection and the one before."""
    before = last_row(document, children_of(parent)[index - 1])
    start = row(document, head(document, parent, index))
    return any(is_blank(document, line) for line in range(before + 1, start))


def are_separated(document: Document, parent: Collection) -> bool:
    """Whether most children of a block collection have a blank line between them.

    In case of a tie, the last two decide.
    """
    length = len(children_of(parent))
    # The last 20 are enough to decide for a long list.
    gaps = [has_gap(document, parent, index) for index in range(max(1, length - 20), length)]
    return 2 * sum(gaps) + (gaps[-1:] == [True]) > len(gaps)


def insert_after(document: Document, line: int, new: list[str]) -> Edit:
    """Insert whole lines (given without line breaks) after a line; 0 is before the first."""
    text, lines = document.text, document.lines
    end = newline(document, line)
    if line < count(document):
        at = lines.start(line + 1)
        return Edit(lines.span(at, at), "".join(part + end for part in new))
    at = len(text)
    if not text or text.endswith("\n"):
        return Edit(lines.span(at, at), "".join(part + end for part in new))
    return Edit(lines.span(at, at), "".join(end + part for part in new))


def trimmed_end(document: Document, offset: int) -> int:
    """The end of the text before an offset, without trailing spaces and tabs."""
    text = document.text
    while offset > 0 and text[offset - 1] in " \t":
        offset -= 1
    return offset


def line_end(document: Document, line: int) -> int:
    """The offset just before a line's break."""
    return document.lines.start(line) + len(document.lines.line(line))
