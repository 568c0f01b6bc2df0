"""The text of an open document: positions of the protocol, and incremental changes."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

UTF8, UTF16, UTF32 = "utf-8", "utf-16", "utf-32"

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_BYTE_ORDER_MARK = "\ufeff"


class Position(NamedTuple):
    """A 0-based line, and a 0-based column in units of the encoding."""

    line: int
    character: int


class Range(NamedTuple):
    """Two positions, the end exclusive."""

    start: Position
    end: Position


class Change(NamedTuple):
    """A change of a text; `range` is None for a new text."""

    text: str
    range: Range | None = None


class Text:
    """One version of a document's text.

    Offsets are 0-based, count characters, and leave out a byte order mark at the start. Lines end
    as the protocol says, with LF, CRLF or CR alone. `encoding` is the one of columns that client
    and server agreed on.
    """

    def __init__(self, content: str, encoding: str = UTF16) -> None:
        self.content = content
        self.encoding = encoding
        self._mark = len(_BYTE_ORDER_MARK) if content.startswith(_BYTE_ORDER_MARK) else 0
        self._starts = [0, *(match.end() for match in _LINE_BREAK.finditer(content))]

    def offset(self, position: Position) -> int:
        """The offset of a position; positions outside of the text are moved to its nearest end."""
        return max(self._index(position) - self._mark, 0)

    def position(self, offset: int) -> Position:
        """The position of an offset, which is clamped to the text."""
        index = min(max(offset + self._mark, 0), len(self.content))
        line = bisect_right(self._starts, index) - 1
        start = self._starts[line]
        return Position(line, units(self.content[start:index], self.encoding))

    def range(self, start: int, end: int) -> Range:
        """The range between two offsets."""
        return Range(self.position(start), self.position(max(start, end)))

    def changed(self, change: Change) -> Text:
        """The text after a change."""
        if change.range is None:
            return Text(change.text, self.encoding)
        start, end = self._index(change.range.start), self._index(change.range.end)
        if end < start:
            start, end = end, start
        content = f"{self.content[:start]}{change.text}{self.content[end:]}"
        return Text(content, self.encoding)

    def _index(self, position: Position) -> int:
        line = position.line
        if line < 0:
            return 0
        if line >= len(self._starts):
            return len(self.content)
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.content)
        text = self.content[start:end].rstrip("\r\n")
        return start + characters(text, position.character, self.encoding)


def units(text: str, encoding: str) -> int:
    """The length of a text in units of an encoding."""
    if encoding == UTF32 or text.isascii():
        return len(text)
    if encoding == UTF8:
        return len(text.encode("utf-8", errors="surrogatepass"))
    return len(text) + sum(char > "\uffff" for char in text)


def characters(text: str, count: int, encoding: str) -> int:
    """The number of characters in the first `count` units of a text.

    A count in the middle of a character is that before it.
    """
    if encoding == UTF32 or text.isascii():
        return min(max(count, 0), len(text))
    for index, char in enumerate(text):
        count -= units(char, encoding)
        if count < 0:
            return index
    return len(text)
