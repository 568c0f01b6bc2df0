"""What is written where: streams, files, colours, width, encoding."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from forgecfg.cli.formats import FORMATS
from forgecfg.cli.output import Color, wants_color

from .conftest import MANIFESTS, Run

ESCAPE = "\x1b["


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.usefixtures("files")
def test_findings_go_to_standard_output_alone(run: Run, form: str) -> None:
    result = run("check", "error.yml", "--format", form)
    assert "wrong-type" in result.out
    assert result.err == ""


@pytest.mark.parametrize("form", FORMATS)
def test_an_output_file_holds_what_would_be_shown(run: Run, files: Path, form: str) -> None:
    arguments = ("check", "error.yml", "warning.yml", "--format", form)
    shown = run(*arguments)
    target = files / "report"
    target.write_bytes(b"[]\n" + b" " * 100_000)
    result = run(*arguments, "--output-file", "report")
    assert (result.code, result.out, result.err) == (1, "", "")
    assert target.read_bytes().decode() == shown.out


@pytest.mark.parametrize("target", ["no/such/folder/report", "folder", ""])
def test_an_output_file_that_cannot_be_written(run: Run, files: Path, target: str) -> None:
    (files / "folder").mkdir()
    result = run("check", "clean.yml", "--output-file", target)
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("forgecfg: cannot write ")
    assert result.err.count("\n") == 1


@pytest.mark.usefixtures("files")
def test_an_output_file_is_not_coloured_by_the_environment(
    run: Run, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    run("check", "error.yml", "--output-file", "report")
    assert ESCAPE not in (files / "report").read_text(encoding="utf-8")
    run("check", "error.yml", "--output-file", "report", "--color", "always")
    assert ESCAPE in (files / "report").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("variables", "option", "colored"),
    [
        ({}, "auto", False),
        ({"FORCE_COLOR": "1"}, "auto", True),
        ({"FORCE_COLOR": ""}, "auto", False),
        ({"NO_COLOR": "1"}, "auto", False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, "auto", False),
        ({"NO_COLOR": "1"}, "always", True),
        ({"FORCE_COLOR": "1"}, "never", False),
        ({"TERM": "dumb"}, "always", True),
    ],
)
@pytest.mark.usefixtures("files")
def test_colour(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    option: str,
    colored: bool,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    result = run("check", "error.yml", "--color", option)
    assert (ESCAPE in result.out) is colored
    # The words are the same.
    plain = re.sub(r"\x1b\[[0-9;]*m", "", result.out)
    assert plain == run("check", "error.yml", "--color", "never").out


@pytest.mark.usefixtures("here")
def test_a_terminal_is_coloured_unless_it_is_dumb(monkeypatch: pytest.MonkeyPatch) -> None:
    assert wants_color(Color.auto, terminal=True)
    assert not wants_color(Color.never, terminal=True)
    monkeypatch.setenv("TERM", "dumb")
    assert not wants_color(Color.auto, terminal=True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_color(Color.auto, terminal=True)


@pytest.mark.parametrize("form", ["concise", "json"])
@pytest.mark.usefixtures("files")
def test_formats_for_programs_are_never_coloured(run: Run, form: str) -> None:
    assert ESCAPE not in run("check", "error.yml", "--format", form, "--color", "always").out


@pytest.mark.parametrize(("columns", "width"), [("40", 40), ("60", 60), ("1", 40)])
@pytest.mark.usefixtures("files")
def test_the_width_of_the_text(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = run("check", "error.yml", "warning.yml").out.splitlines()
    # The lines with a place are not broken, so that they can be clicked on and copied.
    longest = max(len(line) for line in lines if ".yml:" not in line)
    assert width / 2 < longest <= width


@pytest.mark.usefixtures("files")
def test_nothing_is_wrapped_in_a_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    for arguments in (("rules",), ("explain", "undefined-endpoint")):
        text = run(*arguments).out
        monkeypatch.setenv("COLUMNS", "40")
        narrow = run(*arguments).out
        monkeypatch.delenv("COLUMNS")
        assert len(narrow.splitlines()) >= len(text.splitlines())
        assert max(map(len, text.splitlines())) > 100


@pytest.mark.parametrize("columns", ["wide", "-5", "4e2", "", "0", "²"])
@pytest.mark.usefixtures("files")
def test_a_senseless_width_is_ignored(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    usual = run("check", "error.yml")
    monkeypatch.setenv("COLUMNS", columns)
    assert run("check", "error.yml") == usual


@pytest.mark.parametrize("form", ["text", "concise", "json"])
def test_a_pipe_is_utf_8_whatever_the_encoding(process: Run, files: Path, form: str) -> None:
    text = MANIFESTS["error"].replace("key: hello", 'key: "Grüße 🚀"')
    (files / "manifest.yml").write_text(text, encoding="utf-8")
    result = process("check", "--format", form, env={"PYTHONIOENCODING": "ascii"})
    assert result.code == 1
    assert "wrong-type" in result.out
    assert result.err == ""
    assert form == "json" or "Grüße 🚀" in result.out
    if form == "json":
        assert "Grüße 🚀" in json.loads(result.out)["findings"][0]["message"]


@pytest.mark.parametrize("level", ["error", "warning", "info"])
@pytest.mark.usefixtures("files")
def test_quiet_shows_the_fail_level_only(run: Run, level: str) -> None:
    names = ("error.yml", "warning.yml", "info.yml")
    result = run("check", *names, "--quiet", "--fail-on", level, "--format", "json")
    found = json.loads(result.out)["findings"]
    order = ["info", "warning", "error"]
    assert {one["severity"] for one in found} == set(order[order.index(level) :])


@pytest.mark.usefixtures("files")
def test_quiet_is_silent_where_all_is_well(run: Run) -> None:
    result = run("check", "clean.yml", "warning.yml", "--quiet", "--format", "concise")
    assert (result.code, result.out, result.err) == (0, "", "")


@pytest.mark.usefixtures("files")
def test_statistics_go_to_standard_error(run: Run) -> None:
    names = ("error.yml", "warning.yml", "info.yml")
    usual = run("check", *names, "--format", "json")
    result = run("check", *names, "--format", "json", "--statistics")
    assert result.out == usual.out
    rows = [line.split() for line in result.err.splitlines() if line[0] == " "]
    counted = {row[-1]: int(row[0]) for row in rows}
    assert ["1", "FC104", "wrong-type"] in rows
    names_found = [one["name"] for one in json.loads(result.out)["findings"]]
    assert counted == {name: names_found.count(name) for name in names_found}
    assert counted["wrong-type"] == 1


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--select", "FC104"),
        ("--select", "wrong-type"),
        ("--select", "fc104"),
        ("--select", "Wrong-Type"),
        ("--select", "FC10"),
        ("--select", "FC201, FC104 ,"),
        ("--ignore", "unknown-module-type,unused-remote"),
        ("--ignore", "FC2,FC108"),
    ],
)
@pytest.mark.usefixtures("files")
def test_rules_are_chosen(run: Run, option: str, value: str) -> None:
    names = ("error.yml", "info.yml")
    result = run("check", *names, option, value, "--format", "json")
    assert [one["code"] for one in json.loads(result.out)["findings"]] == ["FC104"]


@pytest.mark.usefixtures("files")
def test_ignoring_takes_from_what_is_selected(run: Run) -> None:
    arguments = ("error.yml", "info.yml", "--format", "concise")
    assert "unused-remote" in run("check", *arguments, "--select", "FC1,FC2").out
    result = run("check", *arguments, "--select", "FC1,FC2", "--ignore", "FC1,FC207")
    assert (result.code, result.out) == (0, "")
    twice = run("check", *arguments, "--select", "FC1", "--select", "FC2")
    assert twice == run("check", *arguments, "--select", "FC1,FC2")


def test_ignore_comments_can_be_overruled(run: Run, files: Path) -> None:
    text = MANIFESTS["error"].replace(
        "providers: 5", "providers: 5  # forgecfg: ignore[wrong-type]"
    )
    (files / "error.yml").write_text(text, encoding="utf-8")
    assert run("check", "error.yml").code == 0
    assert run("check", "error.yml", "--no-ignores").code == 1


@pytest.mark.usefixtures("files")
def test_showing_files_checks_nothing(run: Run) -> None:
    result = run("check", "error.yml", "nowhere.yml", "--show-files")
    assert (result.code, result.out, result.err) == (0, "error.yml\nnowhere.yml\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals here")
@pytest.mark.usefixtures("files")
def test_on_a_real_terminal(process: Run) -> None:
    import os
    import pty

    master, slave = pty.openpty()
    try:
        result = process("check", "error.yml", stdout=slave, env={"TERM": "xterm"})
        os.close(slave)
        shown = os.read(master, 100_000).decode()
    finally:
        os.close(master)
    assert result.code == 1
    assert ESCAPE in shown
    assert "wrong-type" in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--config", "x\x1b[2J\r\u202e.toml"),
        ("check", "--baseline", "x\x1b[2J\r\u202e.json"),
        ("check", "--x\x1b[2J\r\u202e"),
        ("check", "--format", "x\x1b[2J\r\u202e"),
        ("explain", "x\x1b[2J\r\u202e"),
        ("\x1b[2J\r\u202e",),
    ],
)
def test_what_was_typed_does_nothing_to_the_terminal(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert not {"\x1b", "\r", "\u202e"} & set(result.out + result.err)
