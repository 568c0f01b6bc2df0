"""`--format checkstyle`: the XML of Checkstyle, which many CI services and editors read."""

from __future__ import annotations

from itertools import groupby

from forgecfg.findings import FileReport, Finding
from forgecfg.reporters.checkout import find_checkout
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.summary import Summary
from forgecfg.reporters.xml import xml_text


class CheckstyleReporter:
    """Writes an element for each file with findings."""

    def __init__(self, output: Output) -> None:
        self._write = output.write
        self._checkout = find_checkout()
        # Readers expect a version of Checkstyle here.
        self._write('<?xml version="1.0" encoding="utf-8"?>\n<checkstyle version="4.3">\n')

    def add(self, file: FileReport) -> None:
        """Write the findings of one file, and of the source files of its app."""
        for name, findings in groupby(file.findings, key=lambda finding: finding.file):
            self._write(f'  <file name="{xml_text(self._checkout.path(name))}">\n')
            for finding in findings:
                self._write(_error(finding))
            self._write("  </file>\n")

    def finish(self, summary: Summary) -> None:  # noqa: ARG002
        """Close the document."""
        self._write("</checkstyle>\n")


def _error(finding: Finding) -> str:
    message = finding.full_message + (f" (help: {finding.help})" if finding.help else "")
    return (
        f'    <error line="{finding.span.line}" column="{finding.span.column}" '
        f'severity="{finding.severity.label}" message="{xml_text(message)}" '
        f'source="forgecfg.{finding.name}"/>\n'
    )
