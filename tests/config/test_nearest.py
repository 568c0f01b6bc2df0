"""A repository with several apps: each has the configuration that is nearest to it."""

from __future__ import annotations

import io
import json
import sys

import pytest

from .conftest import FOUND, Forgecfg, Write

ALL = sorted(FOUND)


def found(forgecfg: Forgecfg, *arguments: str) -> dict[str, list[str]]:
    """The codes of the findings by file."""
    result = forgecfg("check", "--format", "json", *arguments)
    assert result.err == ""
    codes: dict[str, list[str]] = {}
    data = json.loads(result.out)
    for file in data["files"]:
        codes[file] = sorted(one["code"] for one in data["findings"] if one["file"] == file)
    return codes


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_each_app_has_its_own(forgecfg: Forgecfg, write: Write, jobs: str) -> None:
    write("manifest.yml")
    write("a/manifest.yml")
    write("a/deep/manifest.yml")
    write("b/manifest.yml")
    write("forgecfg.toml", 'ignore = ["FC104"]\n')
    write("a/forgecfg.toml", 'ignore = ["FC108"]\n')
    write("b/pyproject.toml", "[project]\nname = 'b'\n")
    assert found(forgecfg, "--jobs", jobs) == {
        "manifest.yml": ["FC108", "FC207"],
        # Nothing is merged: the file of the root does not count here.
        "a/manifest.yml": ["FC104", "FC207"],
        "a/deep/manifest.yml": ["FC104", "FC207"],
        "b/manifest.yml": ["FC108", "FC207"],
    }
    write("other.toml", 'ignore = ["FC207"]\n')
    assert set(map(tuple, found(forgecfg, "--config", "other.toml").values())) == {
        ("FC104", "FC108")
    }
    assert set(map(tuple, found(forgecfg, "--isolated").values())) == {tuple(ALL)}


def test_exclude_is_that_of_the_nearest(forgecfg: Forgecfg, write: Write) -> None:
    for name in ("a/x", "a/y", "b/x", "b/y"):
        write(f"{name}/manifest.yml")
    write("forgecfg.toml", 'exclude = ["x/"]\n')
    write("a/forgecfg.toml", 'exclude = ["y/"]\n')
    assert list(found(forgecfg)) == ["a/x/manifest.yml", "b/y/manifest.yml"]
    listed = ("a/x/manifest.yml", "a/y/manifest.yml", "b/x/manifest.yml", "b/y/manifest.yml")
    assert list(found(forgecfg, "--forge-only", *listed)) == [
        "a/x/manifest.yml",
        "b/y/manifest.yml",
    ]


def test_the_fail_level_is_that_of_each_manifest(forgecfg: Forgecfg, write: Write) -> None:
    write("a/manifest.yml")
    write("a/forgecfg.toml", 'ignore = ["FC104"]\n')
    write("b/manifest.yml")
    write("b/forgecfg.toml", 'ignore = ["FC104", "FC108"]\n')
    assert forgecfg("check").code == 0
    write("b/forgecfg.toml", 'fail-on = "info"\nignore = ["FC104", "FC108"]\n')
    assert forgecfg("check").code == 1
    quiet = forgecfg("check", "--quiet", "--format", "concise").out
    assert [line.partition(":")[0] for line in quiet.splitlines()] == ["b/manifest.yml"]


def test_an_error_names_the_file_and_the_line(forgecfg: Forgecfg, write: Write) -> None:
    write("a/manifest.yml")
    write("a/forgecfg.toml", '\nforge-schema = "nowhere"\n')
    result = forgecfg("check")
    assert result.code == 2
    assert result.err.startswith("forgecfg: a/forgecfg.toml:2: forge-schema: ")
    write("a/forgecfg.toml", '\nselect = ["FC9999"]\n')
    result = forgecfg("check")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith('forgecfg: a/forgecfg.toml:2: select: unknown rule "FC9999"')


def test_a_group_has_a_severity(forgecfg: Forgecfg, write: Write) -> None:
    write("manifest.yml")
    write("forgecfg.toml", '[severity]\nFC1 = "off"\nFC10 = "info"\nFC104 = "warning"\n')
    result = forgecfg("check", "--format", "json")
    assert {one["code"]: one["severity"] for one in json.loads(result.out)["findings"]} == {
        "FC104": "warning",
        "FC108": "info",
        "FC207": "info",
    }


def test_standard_input_has_that_of_its_name(
    forgecfg: Forgecfg, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = write("a/manifest.yml").read_bytes()
    write("a/forgecfg.toml", 'select = ["FC104"]\n')
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    result = forgecfg("check", "-", "--stdin-filename", "a/m.yml", "--format", "json")
    assert [one["code"] for one in json.loads(result.out)["findings"]] == ["FC104"]
