"""Fixing many files: one that cannot be written does not stop the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from forgecfg.files.write import WriteError, write_back

from .conftest import CLEAN, Forgecfg, Many

TWICE = CLEAN + "permissions:\n  scopes: [read:jira-work, read:jira-work]\n"


def test_an_unwritable_file(
    forgecfg: Forgecfg, many: Many, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = many(4)
    for target in targets:
        Path(target.name).write_text(TWICE, encoding="utf-8")

    def refuse(path: Path, old: bytes, new: bytes) -> None:
        if path.as_posix() == targets[1].name:
            raise WriteError(f"cannot write {path}: it is read-only")
        write_back(path, old, new)

    monkeypatch.setattr("forgecfg.cli.fixing.write_back", refuse)
    result = forgecfg("check", "--fix", "--format", "json", "--exit-zero")
    report = json.loads(result.out)
    assert result.code == 2
    assert report["files"] == [target.name for target in targets]
    # What was not fixed is reported as it is.
    left = [one["file"] for one in report["findings"] if one["code"] == "FC307"]
    assert left == [targets[1].name]
    assert Path(targets[1].name).read_text(encoding="utf-8") == TWICE
    assert result.err.splitlines()[0] == (
        f"forgecfg: cannot write {targets[1].name}: it is read-only"
    )
    assert result.err.splitlines()[1].startswith("applied 3 fixes in 3 files")
