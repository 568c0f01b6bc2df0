"""The summary of a job on GitHub: Markdown with the counts and a table of findings."""

from __future__ import annotations

from forgecfg.findings import FileReport, Finding
from forgecfg.reporters.markdown import code_span
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.style import plain
from forgecfg.reporters.summary import Summary
from forgecfg.reporters.text import counts
from forgecfg.rules.urls import rule_url

# GitHub refuses summaries of more than 1 MiB, which other commands of the step write to as well.
MOST_BYTES = 256 * 1024
_HEADER = "| | Place | Rule | Finding |\n|---|---|---|---|\n"


class JobSummaryReporter:
    """Collects the rows of the table up to a limit, and writes all at the end, in one piece."""

    def __init__(self, output: Output) -> None:
        self._write = output.write
        self._rows: list[str] = []
        self._room = MOST_BYTES
        self._left_out = 0

    def add(self, file: FileReport) -> None:
        """Take the rows of one file."""
        for finding in file.findings:
            row = _row(finding)
            self._room -= len(row.encode("utf-8"))
            if self._room >= 0:
                self._rows.append(row)
            else:
                self._left_out += 1

    def finish(self, summary: Summary) -> None:
        """Write the summary."""
        title = " ".join(plain(part) for part in counts(summary))
        table = f"\n{_HEADER}{''.join(self._rows)}" if self._rows else ""
        more = f"\n{self._left_out} more in the log.\n" if self._left_out else ""
        self._write(f"### forgecfg: {title}\n{table}{more}\n")


def _row(finding: Finding) -> str:
    location = code_span(f"{finding.file}:{finding.span.line}:{finding.span.column}")
    rule = f"[{finding.name}]({rule_url(finding.name)})"
    message = code_span(finding.full_message)
    return f"| {finding.severity.label} | {location} | {rule} | {message} |\n"
