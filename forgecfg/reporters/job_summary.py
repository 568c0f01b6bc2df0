"""The summary of a job on GitHub: Markdown with the counts and a table of findings."""

from __future__ import annotations

from forgecfg.findings import FileReport, Finding
from forgecfg.reporters.checkout import find_checkout
from forgecfg.reporters.markdown import code_span
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.style import plain
from forgecfg.reporters.summary import Summary
from forgecfg.reporters.text import counts
from forgecfg.rules.urls import rule_url

# GitHub rejects summaries over 1 MiB, and other commands of the step write to the same file.
MAX_BYTES = 256 * 1024
_HEADER = "| | Location | Rule | Finding |\n|---|---|---|---|\n"


class JobSummaryReporter:
    """Collects the rows of the table up to a size limit, and writes them at the end."""

    def __init__(self, output: Output) -> None:
        self._write = output.write
        self._checkout = find_checkout()
        self._rows: list[str] = []
        self._bytes_left = MAX_BYTES
        self._left_out = 0

    def add(self, file: FileReport) -> None:
        """Collect the rows of one file."""
        for finding in file.findings:
            row = _row(finding, self._checkout.path(finding.file))
            self._bytes_left -= len(row.encode("utf-8"))
            if self._bytes_left >= 0:
                self._rows.append(row)
            else:
                self._left_out += 1

    def finish(self, summary: Summary) -> None:
        """Write the summary."""
        title = " ".join(plain(part) for part in counts(summary))
        table = f"\n{_HEADER}{''.join(self._rows)}" if self._rows else ""
        more = f"\n{self._left_out} more in the log.\n" if self._left_out else ""
        self._write(f"### forgecfg: {title}\n{table}{more}\n")


def _row(finding: Finding, path: str) -> str:
    location = code_span(f"{path}:{finding.span.line}:{finding.span.column}")
    url = rule_url(finding.name)
    rule = f"[{finding.name}]({url})" if url else finding.name
    message = code_span(finding.full_message)
    return f"| {finding.severity.label} | {location} | {rule} | {message} |\n"
