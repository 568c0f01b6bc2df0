"""0: nothing left at the fail level. 1: something is. 2: no full result. The same everywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from forgecfg.cli.formats import FORMATS
from forgecfg.rules import selection
from forgecfg.rules.base import Context
from forgecfg.rules.table import RULES

from .conftest import Run

TABLE: list[tuple[tuple[str, ...], int]] = [
    (("clean.yml",), 0),
    (("clean.yml", "--fail-on", "info"), 0),
    (("info.yml",), 0),
    (("info.yml", "--fail-on", "warning"), 0),
    (("info.yml", "--fail-on", "info"), 1),
    (("warning.yml",), 0),
    (("warning.yml", "--fail-on", "warning"), 1),
    (("warning.yml", "--fail-on", "info"), 1),
    (("error.yml",), 1),
    (("error.yml", "--fail-on", "warning"), 1),
    (("clean.yml", "warning.yml", "error.yml"), 1),
    (("error.yml", "clean.yml"), 1),
    (("error.yml", "--exit-zero"), 0),
    (("error.yml", "--quiet"), 1),
    (("error.yml", "--ignore", "wrong-type"), 0),
    (("error.yml", "--select", "undefined-endpoint"), 0),
    (("nowhere.yml",), 2),
    (("nowhere.yml", "--exit-zero"), 2),
    (("nowhere.yml", "--select", "FC201"), 2),
    (("nowhere.yml", "--ignore", "FC0"), 2),
    (("nowhere.yml", "error.yml"), 2),
    (("clean.yml", "nowhere.yml"), 2),
]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("arguments", "code"), TABLE, ids=[" ".join(arguments) for arguments, _ in TABLE]
)
@pytest.mark.usefixtures("files")
def test_the_exit_code_is_the_same_in_every_format(
    run: Run, arguments: tuple[str, ...], code: int, form: str
) -> None:
    result = run("check", *arguments, "--format", form)
    assert result.code == code
    assert result.err == ""


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.usefixtures("files")
def test_a_crashing_rule_is_a_finding_and_2(
    run: Run, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    def crash(_: Context) -> bool:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(selection, "RULES", (*RULES[:-1], RULES[-1]._replace(gate=crash)))
    result = run("check", "error.yml", "--format", form)
    assert result.code == 2
    assert "internal-error" in result.out
    # The others still ran.
    assert "wrong-type" in result.out


@pytest.mark.usefixtures("files")
def test_what_can_be_read_is_still_checked(run: Run) -> None:
    result = run("check", "error.yml", "nowhere.yml", "warning.yml", "--format", "json")
    found = json.loads(result.out)["findings"]
    assert [(one["file"], one["code"]) for one in found] == [
        ("error.yml", "FC104"),
        ("nowhere.yml", "FC001"),
        ("warning.yml", "FC108"),
    ]
    assert (found[1]["line"], found[1]["column"]) == (1, 1)


USAGE = [
    (("check", "--selct", "FC201"), "--select"),
    (("check", "--selct", "FC201"), "see `forgecfg check --help`"),
    (("add", "remote"), "see `forgecfg add remote --help`"),
    (
        ("check", "clean.yml", "--format", "xml"),
        "unknown format 'xml'; expected one of: auto, text, concise",
    ),
    (("check", "clean.yml", "--fail-on", "never"), "'never' is not one of 'error'"),
    (("check", "clean.yml", "--color", "maybe"), "'maybe' is not one of 'auto'"),
    (("check", "clean.yml", "--select", "undefined-endpont"), "did you mean 'undefined-endpoint'?"),
    (("check", "clean.yml", "--select", ""), "--select is empty"),
    (("check", "clean.yml", "--select", " , "), "--select is empty"),
    (("check", "clean.yml", "--ignore", "FC2001"), "unknown rule 'FC2001'"),
    (("check", "clean.yml", "--select", "what"), "`forgecfg rules` lists all rules"),
    (("check", "-", "clean.yml"), "standard input (-) and files cannot be used together"),
    (("check", "-", "-"), "standard input (-) and files cannot be used together"),
    (("check", "empty"), "no Forge manifest (manifest.yml) found in empty"),
    (("check",), "no Forge manifest (manifest.yml) found in ."),
    (("check", ""), "empty path"),
    (("check", "clean.yml", ""), "empty path"),
    (("scaffold", ""), "empty path"),
    (("explain",), "Missing argument"),
    (("explain", "undefind-remote"), "did you mean 'undefined-remote'?"),
    (("schema", "forge"), "'forge' is not one of 'manifest'"),
    (("rules", "--format", "xml"), "'xml' is not one of 'text', 'json'"),
    (("chekc",), "No such command 'chekc'"),
    (("lint",), "unknown command 'lint'; to check a manifest, run `forgecfg check`"),
    (("init",), "unknown command 'init'; to add missing parts to a manifest, run `forgecfg scaff"),
    (("--verson",), "No such option: --verson"),
]


@pytest.mark.parametrize(
    ("arguments", "says"), USAGE, ids=[" ".join((*case[0], case[1][:3])) for case in USAGE]
)
def test_bad_usage_is_one_line_and_2(
    run: Run, files: Path, arguments: tuple[str, ...], says: str
) -> None:
    (files / "empty").mkdir()
    result = run(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("forgecfg: ")
    assert result.err.count("\n") == 1
    assert says in result.err


def test_without_a_command_the_help_is_shown_as_an_error(run: Run) -> None:
    result = run()
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("Usage: forgecfg")


@pytest.mark.usefixtures("files")
def test_a_fault_of_ours_is_one_line_and_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("several\nlines")

    monkeypatch.setattr("forgecfg.cli.reports.make_reporter", broken)
    result = run("check", "clean.yml")
    assert result.code == 2
    assert result.err.startswith("forgecfg: internal error: KeyError")
    assert result.err.count("\n") == 1
    assert "test_exit_codes.py:" in result.err
