"""Apply a baseline to the reports of a run."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from forgecfg.findings import FileReport, Finding
from forgecfg.rules.table import ALWAYS_ENABLED, BY_NAME, UNSUPPRESSABLE
from forgecfg.runner.baseline.entry import Entry, EntryCounts, entry_of

RulesOf = Callable[[str], Collection[str]]
"""Returns the names of the rules that ran on a file."""


class Baseline:
    """The entries of a baseline file, and their state after a run.

    `known` are the entries of the file, `current` those after the run. `hidden` counts the findings
    that entries match, `fixed` the entries without a finding, `added` the findings of an update
    that no entry matches. They are valid after the run. Only files that were checked count.
    """

    def __init__(
        self, file: Path, known: EntryCounts, rules_of: RulesOf, update: bool = False
    ) -> None:
        """`update`: match every finding, and record it for the new baseline."""
        self._folder = os.path.dirname(os.path.abspath(file))  # noqa: PTH100, PTH120
        self.known = known
        self._rules_of = rules_of
        self._update = update
        self._seen: set[str] = set()
        self.current: EntryCounts = {}
        self.hidden = 0
        self.fixed = 0
        self.added = 0

    def filter(self, report: FileReport) -> FileReport:
        """The report without the findings that the baseline matches."""
        file = self._relative(report.file)
        left = self.known.get(file, Counter()).copy()
        present: Counter[Entry] = Counter()
        kept: list[Finding] = []
        for finding in report.findings:
            if finding.code in UNSUPPRESSABLE:
                kept.append(finding)
                continue
            entry = entry_of(finding, report)
            known = left[entry] > 0
            if known:
                left[entry] -= 1
            elif self._update:
                self.added += 1
            if known or self._update:
                present[entry] += 1
            else:
                kept.append(finding)
        self.hidden += present.total()
        self._count_fixed(file, report, present, +left)
        return report._replace(findings=tuple(kept))

    def _count_fixed(
        self, file: str, report: FileReport, present: Counter[Entry], left: Counter[Entry]
    ) -> None:
        """Count unmatched entries as fixed, unless their rule did not run."""
        self._seen.add(file)
        if any(finding.code in ALWAYS_ENABLED for finding in report.findings):
            present += left
        elif left:
            ran = self._rules_of(report.file)
            for entry, count in left.items():
                if entry.rule in ran or entry.rule not in BY_NAME:
                    self.fixed += count
                else:
                    present[entry] += count
        if present:
            self.current[file] = present

    def close(self) -> None:
        """After the last report: keep the entries of unchecked files, as long as they exist."""
        for file, entries in self.known.items():
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
