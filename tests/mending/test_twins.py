"""The broken twins of the examples, mended as far as forgecfg can."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from forgecfg.api import FileReport, check_text, fix_text
from forgecfg.document.document import load
from forgecfg.files.app_files import files_beside

TWINS = sorted((Path(__file__).parents[2] / "examples" / "broken").rglob("manifest.yml"))
# What a fix may uncover. So far: nothing.
UNCOVERED: dict[str, set[str]] = {}

each = pytest.mark.parametrize("file", TWINS, ids=[file.parent.name for file in TWINS])


def findings(report: FileReport) -> set[tuple[str, str]]:
    """Code and message of each; the lines that messages name may move."""
    return {(one.code, re.sub(r"line \d+", "line", one.message)) for one in report.findings}


@each
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("unsafe", [False, True])
def test_what_can_be_mended_is_gone_and_nothing_is_new(
    file: Path, newline: str, unsafe: bool
) -> None:
    text = file.read_bytes().decode().replace("\n", newline)
    files = files_beside(file)
    before = check_text(text, files=files)
    result = fix_text(text, unsafe=unsafe, files=files)
    after = result.report
    assert after == check_text(result.text, files=files)
    assert not [
        one for one in after.findings if any(unsafe or f.safety == "safe" for f in one.fixes)
    ]
    new = {(code, message) for code, message in findings(after) - findings(before)}
    assert {code for code, _ in new} == UNCOVERED.get(file.parent.name, set()), new
    mendable = [
        one for one in before.findings if any(unsafe or f.safety == "safe" for f in one.fixes)
    ]
    assert result.applied == len(mendable)
    assert len(after.findings) == len(before.findings) - len(mendable)
    assert fix_text(result.text, unsafe=unsafe, files=files).text == result.text


@each
def test_the_fixes_are_those_of_the_findings(file: Path) -> None:
    """Each fix alone mends its own finding, and nothing else comes or goes."""
    text = file.read_bytes().decode()
    files = files_beside(file)
    before = check_text(text, files=files)
    for finding in before.findings:
        for fix in finding.fixes:
            fixed = text
            for edit in sorted(fix.edits, key=lambda edit: -edit.span.start):
                fixed = fixed[: edit.span.start] + edit.text + fixed[edit.span.end :]
            assert load(fixed).readable
            after = check_text(fixed, files=files)
            gone = findings(before) - findings(after)
            assert gone == {(finding.code, re.sub(r"line \d+", "line", finding.message))}, fix.title
            assert findings(after) <= findings(before)


def test_most_twins_have_something_to_mend() -> None:
    counts = [fix_text(file.read_bytes().decode(), unsafe=True).applied for file in TWINS]
    assert len(counts) >= 5
    assert min(counts) >= 1
    assert sum(counts) >= 2 * len(counts)
