"""From reports to a reporter, file by file, so that memory does not grow with their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from forgecfg.findings import FileReport, Severity
from forgecfg.reporters.reporter import Reporter
from forgecfg.reporters.summary import Summary
from forgecfg.rules.table import FATAL


class RunResult:
    """What a run came to. `counts` are findings by name of rule.

    `forge_schemas` are the labels of the official schemas that were used, "" for none.
    """

    __slots__ = ("counts", "forge_schemas", "incomplete", "summary", "worst")

    def __init__(self) -> None:
        self.summary = Summary()
        self.counts: Counter[str] = Counter()
        self.forge_schemas: set[str] = set()
        self.worst: Severity | None = None
        self.incomplete = False


def report_all(
    reports: Iterable[FileReport], reporter: Reporter, least: Severity = Severity.INFO
) -> RunResult:
    """Hand each report to the reporter and count; findings below `least` are left out."""
    outcome = RunResult()
    for report in reports:
        outcome.forge_schemas.add(report.forge_schema)
        shown = tuple(finding for finding in report.findings if finding.severity >= least)
        reporter.add(report._replace(findings=shown))
        outcome.summary = outcome.summary.plus(Summary.of(report._replace(findings=shown)))
        for finding in shown:
            outcome.counts[finding.name] += 1
            outcome.incomplete |= finding.code in FATAL
            outcome.worst = max(outcome.worst or finding.severity, finding.severity)
    reporter.finish(outcome.summary)
    return outcome
