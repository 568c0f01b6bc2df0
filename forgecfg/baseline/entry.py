"""How a baseline knows a finding again."""

from __future__ import annotations

from collections import Counter
from posixpath import dirname, relpath
from typing import NamedTuple

from forgecfg.findings import FileReport, Finding

# Values are for people to recognise and for us to compare: the beginning of a long one will do.
_LONGEST = 200


class Entry(NamedTuple):
    """A kind of finding in one file: the rule's name, the YAML path, the text it points at.

    None in the path stands for any place in a list.
    """

    rule: str
    path: tuple[str | None, ...]
    value: str


Known = dict[str, Counter[Entry]]
"""By file, relative to the baseline: how many findings of each kind there are."""


def entry_of(finding: Finding, report: FileReport) -> Entry:
    """The entry that covers a finding of a report."""
    path = tuple(part if isinstance(part, str) else None for part in finding.path)
    if finding.file != report.file:
        path = (relpath(finding.file, dirname(report.file) or "."), *path)
    return Entry(finding.name, path, _value(finding, report))


def _value(finding: Finding, report: FileReport) -> str:
    """What the finding points at, on its first line and without quotes."""
    span = finding.span
    line = report.lines_of(finding.file).get(span.line, "")
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    return line[span.column - 1 : end].strip("\"' \r")[:_LONGEST]
