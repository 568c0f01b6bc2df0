"""Finding all syntax errors of a text.

A YAML parser stops at its first error. To find the others, the text is split at the lines that
start in the first column, so that an unclosed bracket or quote affects only its own section. In
each section the first error is diagnosed, its text is skipped, and the section is parsed again.
At the end, the remaining text is parsed as a whole.
"""

from __future__ import annotations

import re

from forgecfg.document.events import LimitError, YamlError
from forgecfg.document.flow import COMMENT_WITHOUT_SPACE, UNINDENTED_LINE
from forgecfg.document.keys import ANCHOR_FOR_KEY, MISSING_KEY
from forgecfg.document.reading import BARE_RETURN, MAX_PURE, read
from forgecfg.document.sanitizer import BAD_VERSION
from forgecfg.document.syntax.conflicts import Conflict, find_conflicts, without_conflicts
from forgecfg.document.syntax.diagnose import bare_return, diagnose, unclosed
from forgecfg.document.syntax.lines import entry_of, line_at
from forgecfg.document.syntax.problems import SyntaxProblem
from forgecfg.document.tabs import BLANK_TAB
from forgecfg.document.tree import Tree

MAX_PROBLEMS = 20
# The search stops after this many parsed characters; each parse costs some extra.
_BUDGET = 1_000_000
_READING = 2_000
_PURE_FACTOR = 25

# A line that starts a section: not a comment, list item, closing bracket or directive.
_SECTION = re.compile(r"^(?![\s#\]}%-]|\.\.\.)(?=.)", re.MULTILINE)
_DOCUMENT = re.compile(r"^---(?=\s|$)", re.MULTILINE)


def find_problems(text: str, error: YamlError) -> tuple[SyntaxProblem, ...]:
    """The syntax errors of a text for which the parser raised `error`, in order of offset."""
    if isinstance(error, LimitError):
        return (describe(text, error),)
    search = _Search(text)
    search.run()
    if not search.found:
        search.add(diagnose(text, error).problem, 0)
    return tuple(sorted(search.found.values())[:MAX_PROBLEMS])


class _Search:
    """The search in one text; `found` maps the 0-based start of a line to its problem."""

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
                pieces.append(self._diagnose_part(self.text[start:end], start)[0])
            self.text = "".join((*pieces, self.text[sections[-1][1] :]))
        self.text, tree = self._diagnose_part(self.text, 0)
        for error in tree.problems if tree is not None else []:
            if not self._is_side_effect(error):
                self.add(describe(self.text, error), 0)

    def add(self, problem: SyntaxProblem, base: int) -> None:
        """Add a problem, at most one per line; its offsets are relative to `base`."""
        related = None if problem.related is None else problem.related + base
        problem = problem._replace(offset=problem.offset + base, related=related)
        self.found.setdefault(line_at(self.original, problem.offset).start, problem)

    def _diagnose_part(self, part: str, base: int) -> tuple[str, Tree | None]:
        """Diagnose a part: parse it repeatedly, each time without the previous error.

        Returns the remaining text, and its tree if that text is valid.
        """
        while len(self.found) < MAX_PROBLEMS and self._spend(len(part)):
            try:
                return part, read(part)
            except LimitError as error:
                self.add(describe(part, error), base)
                break
            except YamlError as error:
                diagnosis = diagnose(part, error)
            self.budget -= len(part) * _PURE_FACTOR if len(part) <= MAX_PURE else 0
            self.add(diagnosis.problem, base)
            shorter = diagnosis.skip(part)
            if shorter == part:
                break
            part = shorter
        return part, None

    def _spend(self, length: int) -> bool:
        self.budget -= length + _READING
        return self.budget >= 0

    def _is_side_effect(self, error: YamlError) -> bool:
        """Whether an alias is undefined only because its anchor was skipped."""
        match = re.match(r"undefined alias `\*(\S+)`", error.problem)
        return match is not None and bool(
            re.search(rf"&{re.escape(match[1])}(?![^\s,\[\]{{}}])", self.original)
        )


def _describe_conflict(conflict: Conflict) -> SyntaxProblem:
    return SyntaxProblem(
        conflict.start[0],
        "unresolved merge conflict",
        "keep one side and remove the marker lines",
        conflict.end[0],
        "the conflict ends here",
    )


def _sections(text: str) -> list[tuple[int, int]]:
    """The 0-based start and end of each section of the first document."""
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
    """The problem of an error that needs no diagnosis: the parser continued, or hit a limit."""
    problem, offset = error.problem, min(error.offset, len(text))
    if problem == BARE_RETURN:
        return bare_return(offset)
    if problem == BLANK_TAB:
        message = "line contains only tabs, which Forge reads as indentation"
        return SyntaxProblem(offset, message, "remove the tabs")
    if problem == COMMENT_WITHOUT_SPACE:
        return SyntaxProblem(
            offset, "missing space before the comment", "add a space before the `#`"
        )
    if problem == BAD_VERSION:
        message = "invalid version in the `%YAML` directive"
        return SyntaxProblem(offset, message, "write `%YAML 1.2`, or remove the line")
    if problem == MISSING_KEY:
        return SyntaxProblem(offset, "missing key before `:`", "add a key, or remove the `:`")
    if problem == ANCHOR_FOR_KEY:
        return SyntaxProblem(offset, "a key cannot start with `&`", "put the key in quotes")
    if problem == UNINDENTED_LINE:
        return _unindented_line(text, error)
    help_text = "define the anchor before the alias, or put the value in quotes"
    if "nested" in problem:
        help_text = "reduce the nesting"
    elif "too many" in problem:
        help_text = "write some of the values out; Forge's parser rejects more than 100 uses"
    elif "keys and values" in problem:
        help_text = "make the manifest smaller; Forge allows 200 KB"
    return SyntaxProblem(offset, problem, help_text)


def _unindented_line(text: str, error: YamlError) -> SyntaxProblem:
    quoted = text[error.context_offset] in "\"'"
    if quoted and entry_of(text, line_at(text, error.offset)) is not None:
        return unclosed(text, error.context_offset)
    what = "quotes" if quoted else "brackets"
    line = line_at(text, error.offset)
    if "\t" in text[line.start : line.first]:
        return SyntaxProblem(
            line.start,
            f"tab used for indentation inside {what}",
            "indent with spaces",
            error.context_offset,
            f"the {what} open here",
        )
    return SyntaxProblem(
        error.offset,
        f"line inside {what} is not indented more than the block around it",
        "indent it",
        error.context_offset,
        f"the {what} open here",
    )
