"""`--format junit`: JUnit XML, which most CI services show as a list of tests.

A file is a test suite, and each finding a test. The test fails if the finding is at or above the
fail level; otherwise it passes, with the finding as its output. A file without findings is one
passed test.
"""

from __future__ import annotations

from collections import Counter

from forgecfg.findings import FileReport, Finding, Severity
from forgecfg.reporters.checkout import find_checkout
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.summary import Summary
from forgecfg.reporters.xml import xml_text
from forgecfg.rules.table import FATAL
from forgecfg.rules.urls import rule_url


class JunitReporter:
    """Writes a test suite for each file."""

    def __init__(self, output: Output) -> None:
        self._write = output.write
        self._level_of = output.level_of
        self._checkout = find_checkout()
        self._write('<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="forgecfg">\n')

    def add(self, file: FileReport) -> None:
        """Write the test suite of one file."""
        name = xml_text(self._checkout.path(file.file))
        level = self._level_of(file.file)
        tests = max(1, len(file.findings))
        errors = sum(finding.code in FATAL for finding in file.findings)
        failures = sum(_failed(finding, level) for finding in file.findings) - errors
        self._write(
            f'  <testsuite name="{name}" tests="{tests}" failures="{failures}" '
            f'errors="{errors}" file="{name}">\n'
        )
        if not file.findings:
            self._write(f'    <testcase name="no findings" classname="{name}"/>\n')
        seen: Counter[str] = Counter()
        for finding in file.findings:
            test = " ".join([finding.name, *map(str, finding.path)])
            seen[test] += 1
            # Services merge tests with the same name.
            number = f" ({seen[test]})" if seen[test] > 1 else ""
            path = self._checkout.path(finding.file)
            self._write(_case(finding, f"{xml_text(test)}{number}", name, path, level))
        self._write("  </testsuite>\n")

    def finish(self, summary: Summary) -> None:  # noqa: ARG002
        """Close the document."""
        self._write("</testsuites>\n")


def _failed(finding: Finding, level: Severity) -> bool:
    return finding.severity >= level or finding.code in FATAL


def _case(finding: Finding, test: str, suite: str, path: str, level: Severity) -> str:
    element = "error" if finding.code in FATAL else "failure"
    span, place = finding.span, xml_text(path)
    message = xml_text(finding.full_message)
    lines = [
        f"{place}:{span.line}:{span.column}: {finding.severity.label} "
        f"{finding.name} [{finding.code}] {message}"
    ]
    if finding.help:
        lines.append(f"help: {xml_text(finding.help)}")
    lines.append(rule_url(finding.name) or f"see `forgecfg explain {finding.name}`")
    text = "\n".join(lines)
    start = f'    <testcase name="{test}" classname="{suite}" file="{place}" line="{span.line}">\n'
    if _failed(finding, level):
        kind = f'type="{finding.severity.label}" message="{message}"'
        body = f"      <{element} {kind}>{text}</{element}>\n"
    else:
        body = f"      <system-out>{text}</system-out>\n"
    return f"{start}{body}    </testcase>\n"
