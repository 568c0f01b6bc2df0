"""The rest of a log whose annotations are the findings: infos as plain lines, and the counts."""

from __future__ import annotations

from forgecfg.findings import FileReport, Severity
from forgecfg.reporters.checkout import find_checkout
from forgecfg.reporters.concise import concise_line
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.style import plain
from forgecfg.reporters.summary import Summary
from forgecfg.reporters.text import counts


class RestReporter:
    """Writes a line for each info, if `infos`, and the counts at the end."""

    def __init__(self, output: Output, infos: bool) -> None:
        self._write = output.write
        self._show_summary = output.show_summary
        self._infos = infos
        self._checkout = find_checkout()

    def add(self, file: FileReport) -> None:
        """Write the infos of one file."""
        for finding in file.findings if self._infos else ():
            if finding.severity is Severity.INFO:
                self._write(concise_line(finding, self._checkout.path(finding.file)) + "\n")

    def finish(self, summary: Summary) -> None:
        """Write the counts."""
        if self._show_summary:
            self._write(" ".join(plain(part) for part in counts(summary)) + "\n")
