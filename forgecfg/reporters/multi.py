"""Several reports of one run, written in one pass over the findings."""

from __future__ import annotations

from collections.abc import Sequence

from forgecfg.findings import FileReport
from forgecfg.reporters.reporter import Reporter
from forgecfg.reporters.summary import Summary


class MultiReporter:
    """Passes every call on to each of its reporters, in order."""

    def __init__(self, reporters: Sequence[Reporter]) -> None:
        self._reporters = reporters

    def add(self, file: FileReport) -> None:
        """Report one file in each format."""
        for reporter in self._reporters:
            reporter.add(file)

    def finish(self, summary: Summary) -> None:
        """Finish each report."""
        for reporter in self._reporters:
            reporter.finish(summary)
