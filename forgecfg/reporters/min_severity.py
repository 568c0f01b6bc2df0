"""A report without the findings below a severity."""

from __future__ import annotations

from forgecfg.findings import FileReport, Severity
from forgecfg.reporters.reporter import Reporter
from forgecfg.reporters.summary import Summary


class MinSeverityReporter:
    """Passes only findings of a severity or higher to another reporter."""

    def __init__(self, reporter: Reporter, least: Severity) -> None:
        self._reporter = reporter
        self._least = least
        self._summary = Summary()

    def add(self, file: FileReport) -> None:
        """Report one file without its lesser findings."""
        shown = tuple(finding for finding in file.findings if finding.severity >= self._least)
        report = file._replace(findings=shown)
        self._summary = self._summary.plus(Summary.of(report))
        self._reporter.add(report)

    def finish(self, summary: Summary) -> None:  # noqa: ARG002
        """End the report with the counts of what it shows."""
        self._reporter.finish(self._summary)
