"""Ignore comments: `# forgecfg: ignore[rule, …] reason` and `# forgecfg: ignore-file[rule, …]`.

An ignore comment applies to findings whose span includes its line, or the next line if the comment
is alone on its line. Rules are given by name, code, or prefix of codes. Findings about the file as
a whole or about its syntax cannot be ignored.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.document.comments import Comment, find_comments
from forgecfg.document.display import quote
from forgecfg.document.locations import Location
from forgecfg.document.positions import Edit, Span
from forgecfg.findings import Finding, FixBuilder, Safety, Violation
from forgecfg.rules.table import BY_NAME, RETIRED, RULES, UNSUPPRESSABLE
from forgecfg.suggest import Names

if TYPE_CHECKING:
    from forgecfg.document.changes import Plan
    from forgecfg.document.document import Document
    from forgecfg.rules.base import Rule
    from forgecfg.source.ignores import SourceIgnores

_IGNORE = re.compile(
    r"#\s*forgecfg:\s*(?P<word>[\w-]+)\s*(?:\[(?P<rules>[^\]\n]*)\])?(?P<rest>[^\n]*)"
)
_NAME = re.compile(r"[^\s,]+")


class _Ignore:
    """One rule in one ignore comment; `used` is set when it suppresses a finding.

    `cut` are the 0-based offsets to remove with it: the whole comment if it has no other rule.
    """

    __slots__ = ("cut", "end", "line", "name", "start", "used", "whole_file")

    def __init__(
        self, name: str, start: int, end: int, line: int, whole_file: bool, cut: tuple[int, int]
    ) -> None:
        self.name = name
        self.start = start
        self.end = end
        self.line = line
        self.whole_file = whole_file
        self.cut = cut
        self.used = False


def _use(ignores: Iterable[_Ignore]) -> None:
    for ignore in ignores:
        ignore.used = True


class _Malformed(NamedTuple):
    """An invalid ignore comment."""

    start: int
    end: int
    message: str


class Suppressions:
    """The ignore comments of one document."""

    def __init__(self, ignores: list[_Ignore], malformed: list[_Malformed]) -> None:
        self._ignores = ignores
        self._malformed = malformed
        self._whole_file: dict[str, list[_Ignore]] = {}
        self._by_line: dict[str, dict[int, list[_Ignore]]] = {}
        for ignore in ignores:
            if ignore.whole_file:
                self._whole_file.setdefault(ignore.name, []).append(ignore)
            else:
                lines = self._by_line.setdefault(ignore.name, {})
                lines.setdefault(ignore.line, []).append(ignore)
        self._lines = {name: sorted(lines) for name, lines in self._by_line.items()}
        # The names for whose ignores of the whole file there was a finding.
        self._covered_files: set[str] = set()

    def cover(self, finding: Finding, in_manifest: bool = True) -> bool:
        """Whether a comment suppresses the finding; marks the comment as used.

        A comment covers a finding in a source file (not `in_manifest`) only for the whole file.
        """
        if finding.code in UNSUPPRESSABLE:
            return False
        covered = False
        for name in finding.selectors:
            if name in self._whole_file:
                covered = True
                _use(self._whole_file.pop(name))
                self._covered_files.add(name)
            covered |= name in self._covered_files
            if in_manifest and name in self._by_line:
                covered |= self._cover_lines(name, finding.span)
        return covered

    def _cover_lines(self, name: str, span: Span) -> bool:
        lines = self._lines[name]
        first = bisect_left(lines, span.line)
        last = bisect_right(lines, span.end_line)
        for line in lines[first:last]:
            _use(self._by_line[name].pop(line, ()))
        return last > first

    def unused(self, ran: frozenset[str]) -> Iterator[Violation]:
        """A violation for each rule in a comment that suppressed nothing, of the rules that ran."""
        names = Names(BY_NAME)
        for ignore in self._ignores:
            if not ignore.used and _has_run(ignore.name, ran):
                location = Location(ignore.start, ignore.end)
                yield _unused(ignore.name, location, (_removal(ignore.cut),), names)
        for start, end, message in self._malformed:
            yield Violation(
                Location(start, end),
                message,
                help="write `# forgecfg: ignore[rule-name] reason` or "
                "`# forgecfg: ignore-file[rule-name]`",
            )


def unused_in_source(ignores: SourceIgnores, ran: frozenset[str]) -> Iterator[Violation]:
    """A violation for each rule in a comment of source that suppressed nothing.

    Without a fix: forgecfg never changes source.
    """
    names = Names(BY_NAME)
    for ignore in ignores.unused():
        if _has_run(ignore.name, ran):
            location = Location(ignore.at.start, ignore.at.end, (), ignore.at.file)
            yield _unused(ignore.name, location, (), names)


def _has_run(name: str, ran: frozenset[str]) -> bool:
    """Whether a rule ran, or all of a prefix; a name that no rule has or had counts as one."""
    known = BY_NAME.get(name)
    if known is not None:
        return known.name in ran
    retired = name.upper() in RETIRED or name in RETIRED.values()
    return not retired and all(rule.name in ran for rule in _group(name))


def _group(prefix: str) -> list[Rule]:
    """The rules of a prefix of codes; none if it is not one."""
    if not prefix.startswith("FC"):
        return []
    return [rule for rule in RULES if rule.code.startswith(prefix) and rule.suppressible]


def _unused(
    name: str, location: Location, fixes: tuple[FixBuilder, ...], names: Names
) -> Violation:
    known = BY_NAME.get(name)
    if known is None and not _group(name):
        similar = names.nearest(name)
        return Violation(
            location,
            f"unknown rule {quote(name)} in ignore comment",
            hint=f"did you mean {quote(similar)}?" if similar else "",
            help="" if similar else "`forgecfg rules` lists all rules",
        )
    if known is not None and known.code in UNSUPPRESSABLE:
        return Violation(location, f"{known.name} cannot be ignored", help="remove it")
    message = f"unused ignore comment for {quote(name)}"
    return Violation(location, message, help="" if fixes else "remove it", fixes=fixes)


def read_suppressions(document: Document, mark: str) -> Suppressions:
    """The ignore comments of a document: those that contain the mark."""
    ignores: list[_Ignore] = []
    malformed: list[_Malformed] = []
    following = _NextLines(document)
    for comment in find_comments(document.text, document.root, mark):
        match = _IGNORE.search(comment.text)
        if match is None:
            continue
        word, rules = match["word"], match["rules"]
        end = comment.start + len(comment.text)
        if word == "accept":
            continue  # `forgecfg diff` reads it
        if word not in ("ignore", "ignore-file"):
            message = f"unknown directive {quote(word)}"
            malformed.append(_Malformed(comment.start, end, message))
        elif rules is None or not _NAME.search(rules):
            message = f"missing rule name in `{word}` comment"
            malformed.append(_Malformed(comment.start, end, message))
        else:
            ignores += _ignores(document, comment, match, following)
    return Suppressions(ignores, malformed)


def _ignores(
    document: Document, comment: Comment, match: re.Match[str], following: _NextLines
) -> Iterator[_Ignore]:
    line, _ = document.lines.position(comment.start)
    if comment.alone:
        line = following.after(line)
    offset = comment.start + match.start("rules")
    names = list(_NAME.finditer(match["rules"]))
    for index, name in enumerate(names):
        start, end = offset + name.start(), offset + name.end()
        if len(names) == 1:
            cut = _whole(document.text, comment, comment.start + match.start())
        elif index:
            cut = (offset + names[index - 1].end(), end)
        else:
            cut = (start, offset + names[1].start())
        yield _Ignore(name.group(), start, end, line, match["word"] == "ignore-file", cut)


def _whole(text: str, comment: Comment, start: int) -> tuple[int, int]:
    """The 0-based offsets of a comment from `start`, with its line if nothing else is on it."""
    end = comment.start + len(comment.text)
    if comment.alone and start == comment.start:
        line_end = text.find("\n", end)
        return text.rfind("\n", 0, start) + 1, len(text) if line_end < 0 else line_end + 1
    while text[start - 1 : start] in (" ", "\t"):
        start -= 1
    return start, end


def _removal(cut: tuple[int, int]) -> FixBuilder:
    """The fix that removes a part of a comment, which changes no data."""

    def plan(document: Document) -> Plan:
        from forgecfg.document.changes import Plan

        return Plan((Edit(document.lines.span(*cut), ""),))

    return FixBuilder("remove the ignore comment", Safety.SAFE, plan)


class _NextLines:
    """The lines that comments alone on their lines apply to, for comments in order."""

    def __init__(self, document: Document) -> None:
        self._lines = document.lines
        self._following = 0

    def after(self, line: int) -> int:
        """The next line that is not a comment."""
        self._following = max(self._following, line + 1)
        while self._is_comment(self._following):
            self._following += 1
        return self._following

    def _is_comment(self, line: int) -> bool:
        return line <= len(self._lines) and self._lines.line(line).lstrip().startswith("#")
