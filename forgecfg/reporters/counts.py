"""The line of counts alone, for a log that shows the findings in another form."""

from __future__ import annotations

from forgecfg.findings import FileReport
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.style import plain
from forgecfg.reporters.summary import Summary
from forgecfg.reporters.text import counts


class CountsReporter:
    """Writes one line at the end."""

    def __init__(self, output: Output) -> None:
        self._write = output.write

    def add(self, file: FileReport) -> None:
        """Write nothing."""

    def finish(self, summary: Summary) -> None:
        """Write the counts."""
        self._write(" ".join(plain(part) for part in counts(summary)) + "\n")
