"""Syntax errors: each one that can be told apart, at its place, in plain words.

A YAML parser stops at its first error. To find the others, the text is taken apart at the lines
that start in the first column, so that nothing left open in one section swallows the next. In each
section the first error is put into words, the slip behind it is passed over, and the section is
read again. What is left after that is read as a whole once more.
"""

from __future__ import annotations

import re

from forgecfg.document.events import LimitError, YamlError
from forgecfg.document.flow import TIGHT_COMMENT, TOO_FAR_LEFT
from forgecfg.document.keys import ANCHOR_FOR_KEY, NO_KEY
from forgecfg.document.reading import BARE_RETURN, MAX_PURE, read
from forgecfg.document.syntax.conflicts import Conflict, find_conflicts, without_conflicts
from forgecfg.document.syntax.rows import entry_of, row_at
from forgecfg.document.syntax.slip import SyntaxProblem
from forgecfg.document.syntax.slips import bare_return, find_slip, unclosed
from forgecfg.document.tabs import BLANK_TAB
from forgecfg.document.tree import Tree

MAX_PROBLEMS = 20
# How many characters are read again in the search for more errors, each reading counting some.
_BUDGET = 1_000_000
_READING = 2_000
_PURE_FACTOR = 25

# A line that starts a section: no comment, no list item, no end of a bracket, no directive.
_SECTION = re.compile(r"^(?![\s#\]}%-]|\.\.\.)(?=.)", re.MULTILINE)
_DOCUMENT = re.compile(r"^---(?=\s|$)", re.MULTILINE)


def find_problems(text: str, error: YamlError) -> tuple[SyntaxProblem, ...]:
    """The syntax errors of a text that stopped the parser with `error`, in order of place."""
    if isinstance(error, LimitError):
        return (describe(text, error),)
    search = _Search(text)
    search.run()
    if not search.found:
        search.add(find_slip(text, error).problem, 0)
    return tuple(sorted(search.found.values())[:MAX_PROBLEMS])


class _Search:
    """One text on its way to being readable; `found` are the faults by the start of their line."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = text
        self.budget = _BUDGET
        self.found: dict[int, SyntaxProblem] = {}

    def run(self) -> None:
        conflicts = list(find_conflicts(self.text))
        for conflict in conflicts:
            self.add(_describe_conflict(conflict), 0)
        self.text = without_conflicts(self.text, conflicts)
        sections = _sections(self.text)
        if len(sections) > 1:
            pieces = [self.text[: sections[0][0]]]
            for start, end in sections:
                pieces.append(self._examine(self.text[start:end], start)[0])
            self.text = "".join((*pieces, self.text[sections[-1][1] :]))
        self.text, tree = self._examine(self.text, 0)
        for error in tree.problems if tree is not None else []:
            if not self._cut_off(error):
                self.add(describe(self.text, error), 0)

    def add(self, problem: SyntaxProblem, base: int) -> None:
        """Keep a fault whose offsets count from `base`, one a line."""
        related = None if problem.related is None else problem.related + base
        problem = problem._replace(offset=problem.offset + base, related=related)
        self.found.setdefault(row_at(self.original, problem.offset).start, problem)

    def _examine(self, part: str, base: int) -> tuple[str, Tree | None]:
        """Read a part again and again, each time without the slip before.

        Returns what is left of it, and its tree if that can be read.
        """
        while len(self.found) < MAX_PROBLEMS and self._afford(len(part)):
            try:
                return part, read(part)
            except LimitError as error:
                self.add(describe(part, error), base)
                break
            except YamlError as error:
                slip = find_slip(part, error)
            self.budget -= len(part) * _PURE_FACTOR if len(part) <= MAX_PURE else 0
            self.add(slip.problem, base)
            fixed = slip.fix_value(part)
            if fixed == part:
                break
            part = fixed
        return part, None

    def _afford(self, length: int) -> bool:
        self.budget -= length + _READING
        return self.budget >= 0

    def _cut_off(self, error: YamlError) -> bool:
        """Whether an alias has lost its anchor only because that was passed over."""
        match = re.match(r"alias \*(\S+) has no anchor", error.problem)
        return match is not None and bool(
            re.search(rf"&{re.escape(match[1])}(?![^\s,\[\]{{}}])", self.original)
        )


def _describe_conflict(conflict: Conflict) -> SyntaxProblem:
    return SyntaxProblem(
        conflict.start[0],
        "a merge conflict that is not resolved",
        "keep one side and remove the marker lines",
        conflict.end[0],
        "it ends here",
    )


def _sections(text: str) -> list[tuple[int, int]]:
    """The parts of the first document that start in the first column: 0-based offsets."""
    marks = [match.start() for match in _DOCUMENT.finditer(text)]
    first = re.search(r"^[ \t]*(?=[^\s#%])", text, re.MULTILINE)
    begin = marks.pop(0) + 3 if marks and (first is None or marks[0] <= first.start()) else 0
    end = marks[0] if marks else len(text)
    lead = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*").match(text, begin)
    if lead is not None and text[lead.end() : lead.end() + 1] in ("[", "{"):
        return [(begin, end)]
    starts = [match.start() for match in _SECTION.finditer(text, begin, end)]
    starts = [begin, *(start for start in starts if start > begin)]
    return list(zip(starts, [*starts[1:], end], strict=True))


def describe(text: str, error: YamlError) -> SyntaxProblem:
    """An error that did not keep the parser from going on, or that nothing can be done about."""
    problem, offset = error.problem, min(error.offset, len(text))
    if problem == BARE_RETURN:
        return bare_return(offset)
    if problem == BLANK_TAB:
        message = "a line of nothing but tabs, where Forge takes them for indentation"
        return SyntaxProblem(offset, message, "remove the tabs")
    if problem == TIGHT_COMMENT:
        return SyntaxProblem(
            offset, "a space is missing before the comment", "put one before the `#`"
        )
    if problem == NO_KEY:
        return SyntaxProblem(
            offset, "a key is missing before the `:`", "write one, or remove the `:`"
        )
    if problem == ANCHOR_FOR_KEY:
        return SyntaxProblem(offset, "a key cannot start with `&`", "put the key in quotes")
    if problem == TOO_FAR_LEFT:
        return _too_far_left(text, error)
    help_text = "define the anchor first, outside what uses it, or put the value in quotes"
    if "nested" in problem:
        help_text = "no manifest needs that"
    elif "too many" in problem:
        help_text = "Forge's parser refuses more than 100 uses of an anchor"
    elif "merge" in problem:
        help_text = "name a mapping, or a list of mappings"
    return SyntaxProblem(offset, problem, help_text)


def _too_far_left(text: str, error: YamlError) -> SyntaxProblem:
    quoted = text[error.context_offset] in "\"'"
    if quoted and entry_of(text, row_at(text, error.offset)) is not None:
        return unclosed(text, error.context_offset)
    what = "quotes" if quoted else "brackets"
    row = row_at(text, error.offset)
    if "\t" in text[row.start : row.head]:
        return SyntaxProblem(
            row.start,
            f"a tab used as indentation inside {what}",
            "indent with spaces",
            error.context_offset,
            f"the {what} open here",
        )
    return SyntaxProblem(
        error.offset,
        f"a line inside {what} is not indented deeper than the block around it",
        "indent it",
        error.context_offset,
        f"the {what} open here",
    )
