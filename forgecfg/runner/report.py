"""Pass reports to a reporter one by one, so that memory stays bounded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from forgecfg.findings import FileReport, Severity
from forgecfg.reporters.reporter import Reporter
from forgecfg.reporters.summary import Summary
from forgecfg.rules.table import FATAL


class RunResult:
    """The result of a run. `counts`: number of findings by rule name.

    `forge_schemas`: the labels of the official schemas that were used, "" for none. `notes` are
    messages to show once.
    """

    __slots__ = ("counts", "forge_schemas", "incomplete", "notes", "summary", "worst")

    def __init__(self) -> None:
        self.summary = Summary()
        self.counts: Counter[str] = Counter()
        self.forge_schemas: set[str] = set()
        self.notes: set[str] = set()
        self.worst: Severity | None = None
        self.incomplete = False


def report_all(
    reports: Iterable[FileReport], reporter: Reporter, least: Severity = Severity.INFO
) -> RunResult:
    """Pass each report to the reporter and count; findings below `least` are left out."""
    result = RunResult()
    for report in reports:
        result.notes.update(report.notes)
        result.forge_schemas.add(report.forge_schema)
        shown = tuple(finding for finding in report.findings if finding.severity >= least)
        reporter.add(report._replace(findings=shown))
        result.summary = result.summary.plus(Summary.of(report._replace(findings=shown)))
        for finding in shown:
            result.counts[finding.name] += 1
            result.incomplete |= finding.code in FATAL
            result.worst = max(result.worst or finding.severity, finding.severity)
    reporter.finish(result.summary)
    return result
