"""What a slip is: the fault to report, and the part of the text to pass over."""

from __future__ import annotations

import re
from typing import NamedTuple

from forgecfg.document.syntax.rows import Row, row_at, rows_below


class SyntaxProblem(NamedTuple):
    """One syntax error; offsets are 0-based, `related` is another line that explains it."""

    offset: int
    message: str
    help: str = ""
    related: int | None = None
    related_message: str = ""


class Slip(NamedTuple):
    """A fault, and the piece of text that stands in the way of reading on (0-based offsets).

    The piece is taken for a word of the same length where `as_word`, else for white space.
    """

    problem: SyntaxProblem
    start: int
    end: int
    as_word: bool = False

    def fix_value(self, text: str) -> str:
        """The text without the piece, of the same length and with the same lines."""
        piece = text[self.start : self.end]
        first, line_break, rest = piece.partition("\n")
        filler = "x" if self.as_word else " "
        blank = re.sub(r"[^\n]", " ", rest)
        return text[: self.start] + filler * len(first) + line_break + blank + text[self.end :]


def without_rows(problem: SyntaxProblem, text: str, row: Row, indent: int) -> Slip:
    """A slip that takes a line and those below it that are indented by `indent` or more."""
    return Slip(problem, row.start, rows_below(text, row, indent))


def without_value(problem: SyntaxProblem, text: str, start: int) -> Slip:
    """A slip that takes a word for all that follows on the line of a 0-based offset."""
    return Slip(problem, start, row_at(text, start).end, as_word=True)


def unlike(text: str, at: int, other: int) -> SyntaxProblem:
    """The fault of a line whose indent differs from that of another line in its block."""
    message = "this line does not fit the block around it"
    columns = [offset - row_at(text, offset).start for offset in (at, other)]
    if columns[0] == columns[1]:
        return SyntaxProblem(at, message, "check this line and the one above")
    return SyntaxProblem(
        at,
        f"{message}: it is indented by {columns[0]}",
        "line it up with the lines that it belongs beside",
        other,
        f"this one is indented by {columns[1]}",
    )
