"""A baseline that is not ours: one clear line, exit code 2, and nothing is overwritten."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from forgecfg.files.regular import BASELINE
from forgecfg.runner.baseline.entry import Entry
from forgecfg.runner.baseline.file import BaselineError, write_baseline

from .conftest import Project


def good(**changes: Any) -> str:
    entry = {"rule": "undefined-endpoint", "path": ["modules", None], "value": "x", "count": 1}
    files = {"app/manifest.yml": [entry | changes.pop("entry", {})]}
    return json.dumps({"format": "forgecfg-baseline", "version": 1, "files": files} | changes)


BAD = [
    ("", ":1: invalid JSON: expecting value"),
    ('{\n"a": 1,\n5}', ":3: invalid JSON: "),
    ("{}", "is not a baseline file"),
    ("[]", "is not a baseline file"),
    ("5", "is not a baseline file"),
    ('{"name": "my-package", "version": 1}', "is not a baseline file"),
    (good(version=2), "has version 2 (expected 1)"),
    (good(version=None), "has version null"),
    (good(version=True), "has version true"),
    (good(files=[]), "is damaged"),
    (good(files=None), "is damaged"),
    (good(files={"a": {}}), 'is damaged (the value of "a" is not a list)'),
    (good(files={"a": [5]}), "is damaged"),
    (good(files={"\x1b[31m": 1}), 'is damaged (the value of "\\x1b[31m" is not a list)'),
    (good(entry={"rule": 1}), "is damaged"),
    (good(entry={"path": "modules"}), "is damaged"),
    (good(entry={"path": [1]}), "is damaged (a path must contain only strings and null)"),
    (good(entry={"value": None}), "is damaged"),
    (good(entry={"count": 0}), "is damaged (a count must be a positive integer)"),
    (good(entry={"count": "1"}), "is damaged"),
    (good(entry={"count": True}), "is damaged"),
    ("[" * 100_000, "is not a baseline file"),
    ("9" * 5000, "is not a baseline file"),
]


def test_the_good_one_is_good(project: Project) -> None:
    project.write("known.json", good())
    assert project.check("--baseline", "known.json")[0] == 1


@pytest.mark.parametrize("renew", [False, True], ids=["used", "renewed"])
@pytest.mark.parametrize(("text", "says"), BAD, ids=[text[:60] for text, _ in BAD])
def test_not_ours(project: Project, text: str, says: str, renew: bool) -> None:
    project.write("known.json", text)
    options = ("--write-baseline",) if renew else ()
    result = project.run("check", "--baseline", "known.json", *options)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("forgecfg: known.json")
    assert result.err.count("\n") == 1
    assert says in result.err
    assert Path("known.json").read_text(encoding="utf-8") == text


def test_not_utf_8(project: Project) -> None:
    Path("known.json").write_bytes(b"\xff\xfe\x00")
    result = project.run("check", "--baseline", "known.json")
    assert result.code == 2
    assert result.err == "forgecfg: known.json is not a baseline file: invalid UTF-8\n"


def test_missing(project: Project) -> None:
    result = project.run("check", "--baseline", "known.json")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "forgecfg: cannot read known.json: no such file; create it with `--write-baseline`\n"
    )


def test_a_folder(project: Project) -> None:
    result = project.run("check", "--baseline", "app", "--write-baseline")
    assert (result.code, result.err) == (2, "forgecfg: cannot read app: is a directory\n")


def test_that_it_cannot_be_written_is_said_after_the_report(project: Project) -> None:
    result = project.run("check", "--baseline", "no/folder/known.json", "--write-baseline")
    assert result.code == 2
    assert result.err == (
        "forgecfg: cannot write no/folder/known.json: No such file or directory\n"
    )


def test_a_write_that_fails_leaves_the_old_one(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("known.json", good())

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = project.run("check", "--baseline", "known.json", "--write-baseline")
    assert result.code == 2
    assert result.err == "forgecfg: cannot write known.json: No space left on device\n"
    assert Path("known.json").read_text() == good()
    assert sorted(os.listdir()) == [".git", "app", "known.json"]  # noqa: PTH208


def test_a_baseline_that_could_not_be_read_again(tmp_path: Path) -> None:
    known = {"manifest.yml": Counter([Entry("wrong-type", (), "x" * BASELINE.limit)])}
    with pytest.raises(BaselineError, match="too many findings for one baseline"):
        write_baseline(tmp_path / "known.json", known, {})
    assert not (tmp_path / "known.json").exists()
