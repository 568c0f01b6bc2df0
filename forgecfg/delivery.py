"""From reports to a reporter, file by file, so that memory does not grow with their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from forgecfg.findings import INCOMPLETE, FileReport, Severity
from forgecfg.reporters import Reporter, Summary


class Outcome:
    """What a run came to. `counts` are findings by name of rule.

    `forge_schemas` are the labels of the official schemas that were used, "" for none; `notes` are
    to be shown once.
    """

    __slots__ = ("counts", "forge_schemas", "incomplete", "notes", "summary", "worst")

    def __init__(self) -> None:
        self.summary = Summary()
        self.counts: Counter[str] = Counter()
        self.forge_schemas: set[str] = set()
        self.notes: set[str] = set()
        self.worst: Severity | None = None
        self.incomplete = False


def deliver(
    reports: Iterable[FileReport], reporter: Reporter, least: Severity = Severity.INFO
) -> Outcome:
    """Hand each report to the reporter and count; findings below `least` are left out."""
    outcome = Outcome()
    for report in reports:
        outcome.notes.update(report.notes)
        outcome.forge_schemas.add(report.forge_schema)
        shown = tuple(finding for finding in report.findings if finding.severity >= least)
        reporter.add(report._replace(findings=shown))
        outcome.summary = outcome.summary.plus(Summary.of(report._replace(findings=shown)))
        for finding in shown:
            outcome.counts[finding.name] += 1
            outcome.incomplete |= finding.code in INCOMPLETE
            outcome.worst = max(outcome.worst or finding.severity, finding.severity)
    reporter.finish(outcome.summary)
    return outcome
