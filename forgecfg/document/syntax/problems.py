"""A syntax problem to report, and the text to skip to find the next one."""

from __future__ import annotations

import re
from typing import NamedTuple

from forgecfg.document.display import counted
from forgecfg.document.syntax.lines import Line, end_of_block, line_at


class SyntaxProblem(NamedTuple):
    """One syntax error; offsets are 0-based, `related` is another place that explains it."""

    offset: int
    message: str
    help: str = ""
    related: int | None = None
    related_message: str = ""


class Diagnosis(NamedTuple):
    """A problem, and the text to skip so that the parser can continue (0-based offsets).

    The skipped text is replaced with a word if `as_word` is true, otherwise with spaces.
    """

    problem: SyntaxProblem
    start: int
    end: int
    as_word: bool = False

    def skip(self, text: str) -> str:
        """The text without the skipped part; its length and lines stay the same."""
        first, line_break, rest = text[self.start : self.end].partition("\n")
        filler = "x" if self.as_word else " "
        blank = re.sub(r"[^\n]", " ", rest)
        return text[: self.start] + filler * len(first) + line_break + blank + text[self.end :]


def skip_block(problem: SyntaxProblem, text: str, line: Line, indent: int) -> Diagnosis:
    """A diagnosis that skips a line and the lines below it with `indent` or more spaces."""
    return Diagnosis(problem, line.start, end_of_block(text, line, indent))


def skip_value(problem: SyntaxProblem, text: str, start: int) -> Diagnosis:
    """A diagnosis that replaces the rest of the line from a 0-based offset with a word."""
    return Diagnosis(problem, start, line_at(text, start).end, as_word=True)


def inconsistent_indentation(text: str, offset: int, sibling: int) -> SyntaxProblem:
    """The problem of a line that is not aligned with a sibling; both are 0-based offsets."""
    found, expected = (at - line_at(text, at).start for at in (offset, sibling))
    if found == expected:
        help_text = "check this line and the line above"
        return SyntaxProblem(offset, "inconsistent indentation", help_text)
    return SyntaxProblem(
        offset,
        f"inconsistent indentation ({counted(found, 'space')}, siblings have {expected})",
        "align it with its siblings",
        sibling,
        f"this sibling has {counted(expected, 'space')}",
    )
