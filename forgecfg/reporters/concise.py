"""`--format concise`: one line per finding, for grep and for editors.

The lines match Vim's `errorformat` `%f:%l:%c: %m`. Nothing else is written, and no color.
"""

from __future__ import annotations

from forgecfg.findings import FileReport, Finding
from forgecfg.reporters.escape import escape
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.summary import Summary


class ConciseReporter:
    """Writes `path:line:column: severity[rule-name] message`."""

    def __init__(self, output: Output) -> None:
        self._write = output.write

    def add(self, file: FileReport) -> None:
        """Write the findings of one file."""
        for finding in file.findings:
            self._write(f"{concise_line(finding, finding.file)}\n")

    def finish(self, summary: Summary) -> None:
        """Write nothing: a clean run has no output."""


def concise_line(finding: Finding, path: str) -> str:
    """A finding on one line, escaped. `path` is its file as it is shown."""
    span = finding.span
    place = f"{path}:{span.line}:{span.column}"
    return escape(f"{place}: {finding.severity.label}[{finding.name}] {finding.full_message}")
