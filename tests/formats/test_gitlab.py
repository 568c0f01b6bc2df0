"""GitLab's Code Quality report, against what GitLab's documentation asks for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft7Validator

from forgecfg.api import check_text
from forgecfg.document.positions import Span
from forgecfg.findings import FileReport, Finding, Severity
from forgecfg.reporters.escape import escape

from .strategies import patient, reports

Cases = dict[str, tuple[FileReport, ...]]
Render = Callable[..., str]

# GitLab publishes no schema. These are the words of its documentation: each object has all of
# these; the severity is one of five; the path is relative, without "./"; there is a first line.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": "^\\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin", "end"],
                        "additionalProperties": False,
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}
VALIDATOR = Draft7Validator(SCHEMA)
MANIFEST = "modules: {macro: [{key: a, resolver: {endpoint: absent}}]}\n"


def issues(text: str) -> list[dict[str, Any]]:
    """The objects of a valid report."""
    found = json.loads(text)
    VALIDATOR.validate(found)
    prints = [one["fingerprint"] for one in found]
    # GitLab shows only the first of those that have the same.
    assert len(prints) == len(set(prints))
    assert isinstance(found, list)
    return found


def test_an_issue(render: Render) -> None:
    location = Span(0, 0, 3, 5, 6, 2)
    finding = Finding(
        "./a/m.yml", "FC104", "wrong-type", Severity.ERROR, "no", location, hint="yes"
    )
    (issue,) = issues(render("gitlab", [FileReport("./a/m.yml", (finding,))]))
    assert issue == {
        "description": "no; yes",
        "check_name": "wrong-type",
        "fingerprint": issue["fingerprint"],
        "severity": "major",
        "location": {"path": "a/m.yml", "lines": {"begin": 3, "end": 6}},
    }


@pytest.mark.parametrize(
    ("severity", "word"),
    [(Severity.ERROR, "major"), (Severity.WARNING, "minor"), (Severity.INFO, "info")],
)
def test_severities(render: Render, severity: Severity, word: str) -> None:
    finding = Finding("m.yml", "FC104", "wrong-type", severity, "no", Span(0, 0, 1, 1, 1, 1))
    (issue,) = issues(render("gitlab", [FileReport("m.yml", (finding,))]))
    assert issue["severity"] == word


def test_nothing_is_an_empty_array(render: Render) -> None:
    assert render("gitlab", [FileReport("m.yml")]) == "[]\n"


def test_fingerprints_are_stable_and_differ_between_files(render: Render) -> None:
    def prints(text: str, *names: str) -> list[str]:
        found = issues(render("gitlab", [check_text(text, name) for name in names]))
        return [one["fingerprint"] for one in found]

    before = prints(MANIFEST, "a/m.yml", "b/m.yml")
    assert len(before) > 2
    assert prints("# a\n\n" + MANIFEST, "a/m.yml", "b/m.yml") == before
    assert prints(MANIFEST, "b/m.yml") == before[len(before) // 2 :]


def test_paths_start_at_the_checkout(
    render: Render, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "app").mkdir()
    monkeypatch.chdir(tmp_path / "app")
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    found = issues(render("gitlab", [check_text(MANIFEST, "manifest.yml")]))
    assert {one["location"]["path"] for one in found} == {"app/manifest.yml"}


def test_every_case(case: str, cases: Cases, render: Render) -> None:
    found = issues(render("gitlab", cases[case]))
    assert len(found) == sum(len(file.findings) for file in cases[case])


@patient
@given(files=reports)
def test_any_report_is_valid_and_safe(render: Render, files: list[FileReport]) -> None:
    # A run checks no file twice.
    files = list({file.file: file for file in files}.values())
    names = {escape(file.file) for file in files}
    text = render("gitlab", files)
    found = json.loads(text)
    VALIDATOR.validate(found)
    if len(names) == len(files) and not any("/" in name or "\\" in name for name in names):
        issues(text)
    every = [finding for file in files for finding in file.findings]
    wanted = [one.full_message + (f" (help: {one.help})" if one.help else "") for one in every]
    assert [one["description"] for one in found] == [escape(text) for text in wanted]
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
    assert "##" not in text
    assert "<" not in text
    for one in found:
        assert escape(one["location"]["path"]) == one["location"]["path"]


@pytest.mark.parametrize("key", ["description", "check_name", "fingerprint", "severity"])
def test_the_schema_refuses(key: str, cases: Cases, render: Render) -> None:
    found = issues(render("gitlab", cases["wiring"]))
    del found[0][key]
    assert not VALIDATOR.is_valid(found)
