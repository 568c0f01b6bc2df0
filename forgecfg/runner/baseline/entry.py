"""How a baseline recognizes a finding."""

from __future__ import annotations

from collections import Counter
from posixpath import dirname, relpath
from typing import NamedTuple

from forgecfg.findings import FileReport, Finding

# The start of a long value is enough to recognize it.
_MAX_LENGTH = 200


class Entry(NamedTuple):
    """A kind of finding in one file: the name of the rule, the YAML path, the text.

    None in the path means any list index.
    """

    rule: str
    path: tuple[str | None, ...]
    value: str


EntryCounts = dict[str, Counter[Entry]]
"""The number of findings of each kind by file, relative to the baseline."""


def entry_of(finding: Finding, report: FileReport) -> Entry:
    """The entry that matches a finding of a report."""
    path = tuple(part if isinstance(part, str) else None for part in finding.path)
    if finding.file != report.file:
        path = (relpath(finding.file, dirname(report.file) or "."), *path)
    return Entry(finding.name, path, _value(finding, report))


def _value(finding: Finding, report: FileReport) -> str:
    """The text of the finding's span, on its first line and without quotes."""
    span = finding.span
    line = report.lines_of(finding.file).get(span.line, "")
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    return line[span.column - 1 : end].strip("\"' \r")[:_MAX_LENGTH]
