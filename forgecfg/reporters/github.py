"""`--format github`: annotations, which GitHub Actions shows beside the lines they are about.

GitHub shows the first ten errors and the first ten warnings of a step; the log holds them all.
"""

from __future__ import annotations

from forgecfg.findings import FileReport, Finding, Severity, Span
from forgecfg.reporters.checkout import find_checkout
from forgecfg.reporters.escape import escape
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.summary import Summary

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


class GithubReporter:
    """Writes a workflow command for each finding."""

    def __init__(self, output: Output) -> None:
        self._write = output.write
        self._checkout = find_checkout()

    def add(self, file: FileReport) -> None:
        """Write the annotations of one file."""
        for finding in file.findings:
            path = self._checkout.path(finding.file)
            self._write(f"{_command(finding, path)}\n")

    def finish(self, summary: Summary) -> None:
        """Nothing: the counts are no annotation."""


def _command(finding: Finding, path: str) -> str:
    properties = {
        "file": path,
        **_place(finding.span),
        "title": f"{finding.name} [{finding.code}]",
    }
    settings = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = escape(finding.full_message)
    if finding.help:
        message += f"\nhelp: {escape(finding.help)}"
    return f"::{_COMMANDS[finding.severity]} {settings}::{message.translate(_DATA)}"


def _place(span: Span) -> dict[str, str]:
    """The place as GitHub has it: its ends are inclusive, columns go with a single line only."""
    last_line = span.end_line if span.end_column > 1 else span.end_line - 1
    if last_line > span.line:
        return {"line": f"{span.line}", "endLine": f"{last_line}"}
    place = {"line": f"{span.line}", "endLine": f"{span.line}", "col": f"{span.column}"}
    if span.end_line == span.line:
        place["endColumn"] = f"{max(span.column, span.end_column - 1)}"
    return place


def _property(value: str) -> str:
    return escape(value).translate(_PROPERTY)
