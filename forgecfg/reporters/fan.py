"""Several reports of one run, written side by side in one pass over the findings."""

from __future__ import annotations

from collections.abc import Sequence

from forgecfg.findings import FileReport
from forgecfg.reporters.reporter import Reporter
from forgecfg.reporters.summary import Summary


class MultiReporter:
    """Hands all that it is given to each of its reporters, in their order."""

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
