"""`--format rdjson`: the Diagnostic Format of reviewdog, which comments on pull requests.

Columns count bytes in UTF-8.
"""

from __future__ import annotations

from typing import Any

from forgecfg.document.positions import Span
from forgecfg.findings import FileReport, Finding, Fix, Severity
from forgecfg.reporters.checkout import Checkout, find_checkout
from forgecfg.reporters.dump import dump
from forgecfg.reporters.escape import escape
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.summary import Summary
from forgecfg.rules.urls import home_url, rule_url

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


class RdjsonReporter:
    """Writes one object with a diagnostic for each finding."""

    def __init__(self, output: Output) -> None:
        self._write = output.write
        self._checkout = find_checkout()
        self._separator = "\n"
        source = {"name": "forgecfg", **_url(home_url())}
        self._write(f'{{"source": {dump(source)}, "diagnostics": [')

    def add(self, file: FileReport) -> None:
        """Write the findings of one file."""
        for finding in file.findings:
            self._write(self._separator + dump(_diagnostic(finding, file, self._checkout)))
            self._separator = ",\n"

    def finish(self, summary: Summary) -> None:  # noqa: ARG002
        """Close the object."""
        self._write("]}\n" if self._separator == "\n" else "\n]}\n")


def _url(url: str) -> dict[str, str]:
    return {"url": url} if url else {}


def _diagnostic(finding: Finding, file: FileReport, checkout: Checkout) -> dict[str, Any]:
    message = escape(f"{finding.name}: {finding.full_message}")
    diagnostic: dict[str, Any] = {
        "message": f"{message}\nhelp: {escape(finding.help)}" if finding.help else message,
        "location": _location(finding.file, finding.span, file, checkout),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code, **_url(rule_url(finding.name))},
    }
    # The fixes of a finding in source edit the manifest, which a suggestion cannot do.
    if finding.file == file.file:
        suggestions = [_suggestion(fix, file) for fix in finding.fixes if len(fix.edits) == 1]
        if suggestions:
            diagnostic["suggestions"] = suggestions
    if finding.related:
        diagnostic["relatedLocations"] = [
            {
                "message": escape(related.message),
                "location": _location(related.file or finding.file, related.span, file, checkout),
            }
            for related in finding.related
        ]
    return diagnostic


def _location(name: str, span: Span, file: FileReport, checkout: Checkout) -> dict[str, Any]:
    return {"path": escape(checkout.path(name)), "range": _range(span, name, file)}


def _suggestion(fix: Fix, file: FileReport) -> dict[str, Any]:
    edit = fix.edits[0]
    return {"range": _range(edit.span, file.file, file), "text": edit.text}


def _range(span: Span, name: str, file: FileReport) -> dict[str, Any]:
    lines = file.lines_of(name)

    def position(line: int, column: int) -> dict[str, int]:
        before = lines.get(line, "")[: column - 1]
        wide = len(before.encode("utf-8", errors="surrogatepass")) - len(before)
        return {"line": line, "column": column + wide}

    return {
        "start": position(span.line, span.column),
        "end": position(span.end_line, span.end_column),
    }
