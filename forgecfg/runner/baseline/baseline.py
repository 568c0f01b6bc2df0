"""What a baseline does to the reports of a run."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from forgecfg.findings import FileReport, Finding
from forgecfg.rules.table import ALWAYS_ENABLED, BY_NAME, UNSUPPRESSABLE
from forgecfg.runner.baseline.entry import Entry, Known, entry_of

RulesOf = Callable[[str], Collection[str]]
"""The names of the rules that ran on a file."""


class Baseline:
    """The entries of a baseline file, and what a run makes of them.

    `hidden` counts the findings that entries covered, `fixed` the findings that entries still count
    and that are no more. Both are known when the run is over; only what was checked is judged.
    """

    def __init__(self, file: Path, known: Known, rules_of: RulesOf, renew: bool = False) -> None:
        """`renew`: cover every finding there is, and take them for the baseline to be."""
        self._folder = os.path.dirname(os.path.abspath(file))  # noqa: PTH100, PTH120
        self._known = known
        self._rules_of = rules_of
        self._renew = renew
        self._seen: set[str] = set()
        self.current: Known = {}
        self.hidden = 0
        self.fixed = 0

    def filtered(self, reports: Iterable[FileReport]) -> Iterator[FileReport]:
        """The reports without the findings that the baseline covers."""
        for report in reports:
            yield self._filter(report)
        self._close()

    def _filter(self, report: FileReport) -> FileReport:
        file = self._relative(report.file)
        left = self._known.get(file, Counter()).copy()
        there: Counter[Entry] = Counter()
        kept: list[Finding] = []
        for finding in report.findings:
            if finding.code in UNSUPPRESSABLE:
                kept.append(finding)
                continue
            entry = entry_of(finding, report)
            known = left[entry] > 0
            if known:
                left[entry] -= 1
            if known or self._renew:
                there[entry] += 1
            else:
                kept.append(finding)
        self.hidden += there.total()
        self._settle(file, report, there, +left)
        return report._replace(findings=tuple(kept))

    def _settle(
        self, file: str, report: FileReport, there: Counter[Entry], left: Counter[Entry]
    ) -> None:
        """Decide on the entries that covered nothing: fixed, unless nobody looked."""
        self._seen.add(file)
        if any(finding.code in ALWAYS_ENABLED for finding in report.findings):
            there += left
        elif left:
            ran = self._rules_of(report.file)
            for entry, count in left.items():
                if entry.rule in ran or entry.rule not in BY_NAME:
                    self.fixed += count
                else:
                    there[entry] += count
        if there:
            self.current[file] = there

    def _close(self) -> None:
        """Entries of files that were not checked stay as long as there is such a file."""
        for file, entries in self._known.items():
            if file in self._seen:
                continue
            if os.path.lexists(os.path.join(self._folder, file)):  # noqa: PTH118
                self.current[file] = entries
            else:
                self.fixed += entries.total()

    def _relative(self, file: str) -> str:
        path = os.path.abspath(file)  # noqa: PTH100
        with suppress(ValueError):  # on another drive
            path = os.path.relpath(path, self._folder)
        return path.replace(os.sep, "/")
