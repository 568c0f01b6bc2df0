"""Pass reports to a reporter one by one, so that memory stays bounded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from forgecfg.findings import FileReport, Safety, Severity
from forgecfg.reporters.reporter import Reporter
from forgecfg.reporters.summary import Summary
from forgecfg.rules.table import FATAL

LevelOf = Callable[[str], Severity]
"""Returns the lowest severity that makes a run fail, for a file."""


class RunResult:
    """The result of a run. `counts`: number of findings by rule name.

    `fixable`: the safety of the best fix that a finding of a rule has, by rule name.
    `failed`: whether a finding is at or above the fail level of its file. `forge_schemas`: the
    labels of the official schemas that were used, "" for none. `notes` are messages to show once.
    """

    __slots__ = ("counts", "failed", "fixable", "forge_schemas", "incomplete", "notes", "summary")

    def __init__(self) -> None:
        self.summary = Summary()
        self.counts: Counter[str] = Counter()
        self.forge_schemas: set[str] = set()
        self.notes: set[str] = set()
        self.fixable: dict[str, Safety] = {}
        self.failed = False
        self.incomplete = False


def report_all(
    reports: Iterable[FileReport], reporter: Reporter, level_of: LevelOf, least_of: LevelOf
) -> RunResult:
    """Pass each report to the reporter and count.

    `level_of` returns the fail level of a file, `least_of` the severity below which its findings
    are left out.
    """
    result = RunResult()
    for report in reports:
        result.notes.update(report.notes)
        result.forge_schemas.add(report.forge_schema)
        level = level_of(report.file)
        least = least_of(report.file)
        shown = tuple(finding for finding in report.findings if finding.severity >= least)
        reporter.add(report._replace(findings=shown))
        result.summary = result.summary.plus(Summary.of(report._replace(findings=shown)))
        for finding in shown:
            result.counts[finding.name] += 1
            result.incomplete |= finding.code in FATAL
            result.failed |= finding.severity >= level
            for fix in finding.fixes[:1]:
                known = result.fixable.get(finding.name, fix.safety)
                result.fixable[finding.name] = min(known, fix.safety)
    reporter.finish(result.summary)
    return result
