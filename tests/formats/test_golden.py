"""Whole outputs, compared with those that a person has looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from forgecfg.findings import FileReport
from forgecfg.reporters.formats import REPORTERS

Cases = dict[str, tuple[FileReport, ...]]
Golden = Callable[[Path, str], None]
Render = Callable[..., str]

FOLDER = Path(__file__).parent / "golden"
WIDTHS = (40, 80, 200)
MACHINES = [name for name in REPORTERS if name != "text"]


@pytest.mark.parametrize("width", WIDTHS)
def test_text(case: str, width: int, cases: Cases, render: Render, golden: Golden) -> None:
    golden(FOLDER / f"{case}.text-{width}.txt", render("text", cases[case], width))


@pytest.mark.parametrize("name", MACHINES)
def test_machine_format(
    case: str,
    name: str,
    cases: Cases,
    render: Render,
    golden: Golden,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What SARIF says of the rules is tested elsewhere: it would change with every one of them.
    monkeypatch.setattr("forgecfg.reporters.sarif.BY_NAME", {})
    golden(FOLDER / f"{case}.{name}.txt", render(name, cases[case]))


def test_no_golden_file_is_left_over(cases: Cases) -> None:
    formats = [*(f"text-{width}" for width in WIDTHS), *MACHINES]
    expected = {f"{case}.{name}.txt" for case in cases for name in formats}
    assert {path.name for path in FOLDER.iterdir()} == expected
