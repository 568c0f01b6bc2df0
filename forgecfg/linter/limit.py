"""The limit of findings for one file, so that hostile input can fill neither memory nor screen."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.document.positions import Span
from forgecfg.findings import FileReport, Finding, Severity, Violation
from forgecfg.rules.table import BY_NAME, FATAL

if TYPE_CHECKING:
    from forgecfg.rules.base import Rule

MAX_FINDINGS = 1000
# More are fixed at once, since each round reads the whole file again.
MAX_FIXES = 10_000
# The most omitted findings that are compared with each other, which needs memory for each.
MAX_COMPARED = 100_000

Key = tuple[bool, int, str, int, int, str, str]


class Reported(NamedTuple):
    """A finding without its fixes, and what it comes from."""

    finding: Finding
    rule: Rule
    violation: Violation


class Kept:
    """The first findings by severity, then by position, each once.

    `omitted` counts the others by severity. No omitted finding is worse than a kept one, so the
    exit code stays the same.
    """

    __slots__ = ("_file", "_items", "_most", "_seen", "_worst", "omitted")

    def __init__(self, file: str, most: int | None) -> None:
        """`file` is the name of the manifest, `most` the number of findings to keep."""
        self._file = file
        self._most = most
        self._items: dict[Key, Reported] = {}
        # Hashes of the omitted ones: an alias can cause the same finding many times. Beyond
        # MAX_COMPARED such a finding is counted more than once.
        self._seen: set[int] = set()
        self._worst: Key | None = None
        self.omitted: Counter[Severity] = Counter()

    def omits(self, rule: Rule, violation: Violation) -> bool:
        """Whether a violation is not among the first; if so, it is counted.

        False for one in a source file. Without this, a finding is made for each of many thousands.
        """
        location, severity = violation.location, violation.severity or rule.severity
        if self._worst is None or location.file:
            return False
        start, end = location.start, max(location.start, location.end)
        key = _order(rule.code, severity, "", start, end, violation.message)
        if key <= self._worst:
            return False
        self._omit(key)
        return True

    def add(self, reported: Reported) -> None:
        """Keep a finding, or count it."""
        key = _key(reported.finding, self._file)
        if self._worst is not None and key > self._worst:
            self._omit(key)
            return
        self._items[key] = reported
        if self._most is not None and len(self._items) >= 2 * self._most:
            self._shrink(self._most)

    def findings(self) -> list[Reported]:
        """The kept findings."""
        if self._most is not None and len(self._items) > self._most:
            self._shrink(self._most)
        return list(self._items.values())

    def _shrink(self, most: int) -> None:
        keys = sorted(self._items)
        self._worst = keys[most - 1]
        for key in keys[most:]:
            del self._items[key]
            self._omit(key)

    def _omit(self, key: Key) -> None:
        number = hash(key)
        if number in self._seen:
            return
        if len(self._seen) < MAX_COMPARED:
            self._seen.add(number)
        self.omitted[Severity(-key[1])] += 1


def _key(finding: Finding, file: str) -> Key:
    other = finding.file if finding.file != file else ""
    span = finding.span
    return _order(finding.code, finding.severity, other, span.start, span.end, finding.message)


def _order(code: str, severity: Severity, other: str, start: int, end: int, message: str) -> Key:
    """What findings are sorted by; `other` is the name of a file that is not the manifest."""
    return code not in FATAL, -severity, other, start, end, code, message


def with_limit(report: FileReport, most: int = MAX_FINDINGS) -> FileReport:
    """A report with at most this many findings; the last one says how many are missing."""
    if len(report.findings) <= most:
        return report
    first = sorted(report.findings, key=lambda one: _key(one, report.file))
    kept = set(map(id, first[:most]))
    omitted = Counter(finding.severity for finding in first[most:])
    findings = [finding for finding in report.findings if id(finding) in kept]
    return report._replace(findings=(*findings, omission(omitted, report.file)))


def omission(omitted: Counter[Severity], file: str) -> Finding:
    """The finding that says how many findings of a file are not listed; as severe as the worst."""
    from forgecfg.rules.syntax.too_many_findings import describe

    violation, rule = describe(omitted), BY_NAME["too-many-findings"]
    start = Span(0, 0, 1, 1, 1, 1)
    severity = violation.severity or rule.severity
    return Finding(
        file, rule.code, rule.name, severity, violation.message, start, help=violation.help
    )
