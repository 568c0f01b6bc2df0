"""`--format azure`: issues of Azure Pipelines, which it shows in the summary of a run.

A line is a logging command. Azure has no level below a warning, so infos are plain lines.
"""

from __future__ import annotations

from forgecfg.findings import FileReport, Finding, Severity
from forgecfg.reporters.checkout import find_checkout
from forgecfg.reporters.concise import concise_line
from forgecfg.reporters.escape import escape
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.summary import Summary

_TYPES = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_DATA = str.maketrans({"%": "%AZP25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%AZP25", "\r": "%0D", "\n": "%0A", ";": "%3B", "]": "%5D"})


class AzureReporter:
    """Writes a logging command for each error and warning."""

    def __init__(self, output: Output) -> None:
        self._write = output.write
        self._checkout = find_checkout()

    def add(self, file: FileReport) -> None:
        """Write the issues of one file."""
        for finding in file.findings:
            path = self._checkout.path(finding.file)
            level = _TYPES.get(finding.severity)
            line = concise_line(finding, path) if level is None else _command(finding, path, level)
            self._write(f"{line}\n")

    def finish(self, summary: Summary) -> None:
        """Write nothing: the counts are not an issue."""


def _command(finding: Finding, path: str, level: str) -> str:
    properties = {
        "type": level,
        "sourcepath": path,
        "linenumber": str(finding.span.line),
        "columnnumber": str(finding.span.column),
        "code": finding.code,
    }
    settings = "".join(
        f"{key}={escape(value).translate(_PROPERTY)};" for key, value in properties.items()
    )
    message = escape(f"{finding.name}: {finding.full_message}")
    if finding.help:
        message += f" (help: {escape(finding.help)})"
    return f"##vso[task.logissue {settings}]{message.translate(_DATA)}"
