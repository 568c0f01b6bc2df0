"""`--format github`: annotations, which GitHub Actions shows next to the lines.

GitHub shows the first ten errors and the first ten warnings of a step; all are in the log, each
with its place, because the log does not show the properties of a command.
"""

from __future__ import annotations

from forgecfg.document.positions import Span
from forgecfg.findings import FileReport, Finding, Severity
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
        """Write nothing: the counts are not an annotation."""


def _command(finding: Finding, path: str) -> str:
    properties = {
        "file": path,
        **_position(finding.span),
        "title": f"{finding.name} [{finding.code}]",
    }
    settings = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    place = f"{path}:{finding.span.line}:{finding.span.column}"
    message = escape(f"{place}: {finding.name}: {finding.full_message}")
    if finding.help:
        message += f"\nhelp: {escape(finding.help)}"
    return f"::{_COMMANDS[finding.severity]} {settings}::{message.translate(_DATA)}"


def _position(span: Span) -> dict[str, str]:
    """The span for GitHub: its end is inclusive, and only a single line can have columns."""
    last_line = span.end_line if span.end_column > 1 else span.end_line - 1
    if last_line > span.line:
        return {"line": f"{span.line}", "endLine": f"{last_line}"}
    location = {"line": f"{span.line}", "endLine": f"{span.line}", "col": f"{span.column}"}
    if span.end_line == span.line:
        location["endColumn"] = f"{max(span.column, span.end_column - 1)}"
    return location


def _property(value: str) -> str:
    return escape(value).translate(_PROPERTY)
