"""`--format gitlab`: the Code Quality report that GitLab shows in merge requests."""

from __future__ import annotations

from typing import Any

from forgecfg.findings import FileReport, Finding, Severity
from forgecfg.reporters.checkout import find_checkout
from forgecfg.reporters.dump import dump
from forgecfg.reporters.escape import escape
from forgecfg.reporters.fingerprint import fingerprints
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.summary import Summary

# GitLab also has critical and blocker.
_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitlabReporter:
    """Writes a JSON array with an object for each finding."""

    def __init__(self, output: Output) -> None:
        self._write = output.write
        self._checkout = find_checkout()
        self._separator = "\n"
        self._write("[")

    def add(self, file: FileReport) -> None:
        """Write the findings of one file."""
        path = self._checkout.path(file.file)
        prints = fingerprints(file.findings, path)
        for finding, fingerprint in zip(file.findings, prints, strict=True):
            place = self._checkout.path(finding.file)
            self._write(self._separator + dump(_issue(finding, place, fingerprint)))
            self._separator = ",\n"

    def finish(self, summary: Summary) -> None:  # noqa: ARG002
        """Close the array."""
        self._write("]\n" if self._separator == "\n" else "\n]\n")


def _description(finding: Finding) -> str:
    """The message and the help, since GitLab shows only one line of text."""
    return (
        f"{finding.full_message} (help: {finding.help})" if finding.help else finding.full_message
    )


def _issue(finding: Finding, path: str, fingerprint: str) -> dict[str, Any]:
    span = finding.span
    return {
        "description": escape(_description(finding)),
        "check_name": finding.name,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": escape(path),
            "lines": {"begin": span.line, "end": max(span.line, span.end_line)},
        },
    }
