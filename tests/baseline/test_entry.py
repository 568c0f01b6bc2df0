"""How a baseline knows a finding again: by the beginning of the text that it points at."""

from __future__ import annotations

import pytest

from forgecfg.document.positions import Span
from forgecfg.findings import FileReport, Finding, Severity
from forgecfg.runner.baseline.entry import Entry, entry_of


def entry(line: str, column: int, end_line: int, end_column: int) -> Entry:
    span = Span(0, 0, 3, column, end_line, end_column)
    path = ("remotes", 4, "key")
    finding = Finding("m.yml", "FC1", "a-rule", Severity.ERROR, "message", span, path)
    return entry_of(finding, FileReport("m.yml", (finding,), {3: line, 4: "more"}))


@pytest.mark.parametrize(
    ("line", "column", "end_line", "end_column", "value"),
    [
        ("  key: backend # why", 8, 3, 15, "backend"),
        ("  key: 'backend'", 8, 3, 17, "backend"),
        ('  key: "backend" \r', 8, 4, 3, "backend"),
        ("  key: |", 8, 4, 3, "|"),
        (f"a: {'x' * 200}", 4, 3, 204, "x" * 200),
        (f"a: {'x' * 200}yz", 4, 3, 206, "x" * 200),
        ("", 1, 3, 1, ""),
    ],
)
def test_the_text_that_a_finding_points_at(
    line: str, column: int, end_line: int, end_column: int, value: str
) -> None:
    expected = Entry("a-rule", ("remotes", None, "key"), value)
    assert entry(line, column, end_line, end_column) == expected
