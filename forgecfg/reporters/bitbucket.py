"""`--format bitbucket`: a report and its annotations for Code Insights of Bitbucket Cloud.

`annotations` and `report` are the bodies of two requests to its REST API, which accepts at most
1,000 annotations for a report and cuts long texts.
"""

from __future__ import annotations

from typing import Any

from forgecfg.document.display import counted
from forgecfg.findings import FileReport, Finding, Severity
from forgecfg.reporters.checkout import find_checkout
from forgecfg.reporters.dump import dump
from forgecfg.reporters.escape import escape
from forgecfg.reporters.fingerprint import fingerprints
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.summary import Summary
from forgecfg.rules.urls import home_url, rule_url

MAX_ANNOTATIONS = 1000
_MAX_SUMMARY = 450
_MAX_DETAILS = 2000
_SEVERITIES = {Severity.ERROR: "HIGH", Severity.WARNING: "MEDIUM", Severity.INFO: "LOW"}


class BitbucketReporter:
    """Writes one object: `annotations` in the order of the findings, then `report`."""

    def __init__(self, output: Output) -> None:
        self._write = output.write
        self._level_of = output.level_of
        self._checkout = find_checkout()
        self._written = 0
        self._failed = False
        self._write('{"annotations": [')

    def add(self, file: FileReport) -> None:
        """Write the annotations of one file."""
        level = self._level_of(file.file)
        prints = fingerprints(file.findings, self._checkout.path(file.file))
        for finding, fingerprint in zip(file.findings, prints, strict=True):
            self._failed |= finding.severity >= level
            if self._written < MAX_ANNOTATIONS:
                path = self._checkout.path(finding.file)
                separator = ",\n" if self._written else "\n"
                self._write(separator + dump(_annotation(finding, path, fingerprint)))
                self._written += 1

    def finish(self, summary: Summary) -> None:
        """Write the report, and close the object."""
        counts = {"Errors": summary.errors, "Warnings": summary.warnings, "Infos": summary.infos}
        total = sum(counts.values())
        details = f"{counted(total, 'finding')} in {counted(summary.files, 'manifest')}."
        if total > self._written:
            details += f" The first {self._written} are annotations."
        report = {
            "title": "forgecfg",
            "details": details,
            "report_type": "BUG",
            "reporter": "forgecfg",
            **_link(home_url()),
            "result": "FAILED" if self._failed else "PASSED",
            "data": [
                {"title": title, "type": "NUMBER", "value": count}
                for title, count in counts.items()
            ],
        }
        end = "\n]" if self._written else "]"
        self._write(f'{end}, "report": {dump(report)}}}\n')


def _annotation(finding: Finding, path: str, fingerprint: str) -> dict[str, Any]:
    annotation: dict[str, Any] = {
        "external_id": f"forgecfg-{fingerprint}",
        "title": f"{finding.name} [{finding.code}]",
        "annotation_type": "CODE_SMELL" if finding.severity is Severity.INFO else "BUG",
        "summary": _cut(escape(finding.full_message), _MAX_SUMMARY),
        "severity": _SEVERITIES[finding.severity],
        "path": escape(path),
        "line": finding.span.line,
        **_link(rule_url(finding.name)),
    }
    if finding.help:
        annotation["details"] = _cut(f"help: {escape(finding.help)}", _MAX_DETAILS)
    return annotation


def _link(url: str) -> dict[str, str]:
    return {"link": url} if url else {}


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
