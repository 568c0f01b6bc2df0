"""`--format junit`: JUnit XML, which most CI services show as a list of tests.

A file is a test suite. Each finding is a failed test, because the format has no severities. A file
without findings is one passed test.
"""

from __future__ import annotations

from collections import Counter

from forgecfg.findings import FileReport, Finding
from forgecfg.reporters.escape import escape
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.summary import Summary
from forgecfg.rules.table import FATAL
from forgecfg.rules.urls import rule_url

_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


class JunitReporter:
    """Writes a test suite for each file."""

    def __init__(self, output: Output) -> None:
        self._write = output.write
        self._write('<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="forgecfg">\n')

    def add(self, file: FileReport) -> None:
        """Write the test suite of one file."""
        name = _text(file.file)
        tests = max(1, len(file.findings))
        errors = sum(finding.code in FATAL for finding in file.findings)
        failures = len(file.findings) - errors
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
            self._write(_case(finding, f"{_text(test)}{number}", name))
        self._write("  </testsuite>\n")

    def finish(self, summary: Summary) -> None:  # noqa: ARG002
        """Close the document."""
        self._write("</testsuites>\n")


def _case(finding: Finding, test: str, suite: str) -> str:
    element = "error" if finding.code in FATAL else "failure"
    span = finding.span
    message = _text(finding.full_message)
    lines = [
        f"{_text(finding.file)}:{span.line}:{span.column}: {finding.severity.label} "
        f"{finding.name} [{finding.code}] {message}"
    ]
    if finding.help:
        lines.append(f"help: {_text(finding.help)}")
    lines.append(rule_url(finding.name))
    return (
        f'    <testcase name="{test}" classname="{suite}">\n'
        f'      <{element} type="{finding.severity.label}" message="{message}">'
        + "\n".join(lines)
        + f"</{element}>\n"
        "    </testcase>\n"
    )


def _text(text: str) -> str:
    """`text` for an element or an attribute; XML cannot represent most control characters."""
    return escape(text).translate(_XML)
