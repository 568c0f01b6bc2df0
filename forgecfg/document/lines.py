"""Conversion of offsets to lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from forgecfg.document.positions import Span


class LineIndex:
    """The start offsets of the lines of a text. Only LF and CRLF end a line, as in Forge."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The 0-based offset of each line; computed on first use, since clean files need none."""
        if self._starts is None:
            lengths = [len(line) + 1 for line in self.text.split("\n")]
            self._starts = list(accumulate(lengths[:-1], initial=0))
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of a 0-based offset, which is clamped to the text."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span between two 0-based offsets, `end` exclusive."""
        line, column = self.position(start)
        end_line, end_column = self.position(max(start, end))
        return Span(start, max(start, end), line, column, end_line, end_column)

    def start(self, line: int) -> int:
        """The 0-based offset at which a 1-based line starts."""
        return self.starts[line - 1]

    def line(self, number: int) -> str:
        """The text of a 1-based line without its line break."""
        start = self.starts[number - 1]
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return self.text[start:end].removesuffix("\r")

    def __len__(self) -> int:
        return len(self.starts)
