"""One line a finding."""

from __future__ import annotations

import re
from collections.abc import Callable

from forgecfg.findings import FileReport

Cases = dict[str, tuple[FileReport, ...]]
Render = Callable[..., str]

# Vim's %f:%l:%c: %m, the file name taken as short as may be.
LINE = re.compile(r"(.+?):(\d+):(\d+): ((?:error|warning|info)\[[a-z-]+\] .+)")


def test_one_line_for_each_finding(case: str, cases: Cases, render: Render) -> None:
    files = cases[case]
    lines = render("concise", files).splitlines()
    findings = [finding for file in files for finding in file.findings]
    assert len(lines) == len(findings)
    for line, finding in zip(lines, findings, strict=True):
        match = LINE.fullmatch(line)
        assert match is not None
        assert (int(match[2]), int(match[3])) == (finding.span.line, finding.span.column)
        assert f" {finding.severity.label}[{finding.name}] " in line


def test_neither_width_nor_colour_matters(case: str, cases: Cases, render: Render) -> None:
    expected = render("concise", cases[case])
    assert render("concise", cases[case], 40, True) == expected
