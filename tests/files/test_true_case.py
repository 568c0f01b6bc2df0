"""A path is compared in its true case, also where the file system ignores the case."""

from __future__ import annotations

from pathlib import Path

import pytest

from forgecfg.files.app_files import DiskFiles, Kind, has_true_case


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "static" / "Main").mkdir(parents=True)
    (tmp_path / "static" / "Main" / "index.html").write_text("", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("static/Main/index.html", True),
        ("./static/../static/Main", True),
        ("Static/Main", False),
        ("static/main", False),
        ("static/Main/Index.html", False),
        ("nowhere/at/all", True),
        ("", True),
    ],
)
def test_the_case_on_disk(folder: Path, path: str, expected: bool) -> None:
    assert has_true_case(folder, path) is expected


def test_another_case_is_missing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As on Windows and macOS: any case exists.
    monkeypatch.setattr(Path, "is_dir", lambda _: True)
    assert DiskFiles(folder, any_case=False).kind("static/main") is Kind.FOLDER
    assert DiskFiles(folder, any_case=True).kind("static/main") is Kind.MISSING
    assert DiskFiles(folder, any_case=True).kind("static/Main") is Kind.FOLDER
