"""The names of files and options are data: never options, never raw in messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run

EVIL = "x\n::error::y\x1b[31m\u202e"
OPTIONS = ("--config=evil.yml", "--output-file=out.yml", "-q", "--isolated", "--help", "--version")


@pytest.mark.parametrize("name", OPTIONS)
def test_a_file_with_the_name_of_an_option(run: Run, files: Path, name: str) -> None:
    (files / name).write_bytes((files / "error.yml").read_bytes())
    result = run("check", "clean.yml", name)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"forgecfg: {name} is an option and also the name of a file; rename the file, "
        "or write `--` before the names of files\n"
    )
    assert not (files / "out.yml").exists()
    for arguments in (("--", name), (f"./{name}",)):
        result = run("check", "--format", "concise", *arguments)
        assert result.code == 1
        assert result.out.startswith(f"{name}:14:12: error")


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("command", ["scaffold", "graph", "audit"])
def test_other_commands_accept_such_names(run: Run, files: Path, command: str) -> None:
    (files / "--check").write_bytes((files / "clean.yml").read_bytes())
    more = ("--check",) if command == "scaffold" else ()
    (files / "folder").mkdir()
    result = run(command, "--", "--check")
    assert result.code == 0, result.err
    assert run(command, *more, "clean.yml").code == (2 if more else 0)


@pytest.mark.usefixtures("files")
def test_a_suggested_command_reads_such_a_name_as_a_name(run: Run) -> None:
    assert run("check", "error.yml", "--write-baseline", "--baseline=-known").code == 0
    result = run("check", "clean.yml", "error.yml", "--baseline=-known", "--no-files")
    assert "hidden by -known" in result.err
    Path("error.yml").write_bytes(Path("clean.yml").read_bytes())
    assert (
        "`forgecfg check --baseline ./-known --write-baseline`"
        in run("check", "error.yml", "--baseline=-known").err
    )


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    "arguments",
    [
        (EVIL,),
        ("check", f"--{EVIL}"),
        ("check", "-" + EVIL),
        ("check", "clean.yml", "--select", EVIL),
        ("check", "clean.yml", f"--{EVIL}=1"),
        ("check", "clean.yml", "--fail-on", EVIL),
        ("check", "clean.yml", "--jobs", EVIL),
        ("check", "clean.yml", "--format", EVIL),
        ("check", "clean.yml", "--format", f"json={EVIL}/x"),
        ("check", "clean.yml", "--output-file", f"{EVIL}/x"),
        ("check", "clean.yml", "--config", EVIL),
        ("check", "clean.yml", "--forge-schema", EVIL),
        ("check", "clean.yml", "--baseline", EVIL),
        ("explain", EVIL),
        ("rules", EVIL),
        ("schema", EVIL),
        ("scaffold", EVIL),
        ("scaffold", "clean.yml", "--scope", EVIL),
        ("scaffold", "clean.yml", "--base-url", EVIL),
        ("add", EVIL),
        ("add", "remote", EVIL, "--base-url", "https://a.example"),
        ("graph", EVIL),
        ("graph", "clean.yml", "--focus", EVIL),
        ("audit", EVIL),
        ("scopes", EVIL),
        ("diff", EVIL),
        ("diff", "clean.yml", EVIL),
        ("diff", "clean.yml", "clean.yml", "--accept", EVIL),
        ("remote", EVIL),
        ("remote", "routes", "--file", EVIL),
        ("remote", "verifier", "--lang", EVIL),
        ("remote", "verifier", "--lang", "node", "--output", f"{EVIL}/x"),
    ],
    ids=lambda arguments: " ".join(arguments).replace(EVIL, "EVIL"),
)
def test_arguments_are_shown_on_one_line(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    shown = result.err + result.out
    assert result.code == 2
    assert shown.count("\n") == 1
    assert shown.startswith("forgecfg: ")
    assert not any(char in shown for char in "\x1b\u202e\r")


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    "text",
    [
        '"KEY" = 1\n',
        '[severity]\n"KEY" = "error"\n',
        '[severity]\nFC101 = "KEY"\n',
        'select = ["KEY"]\n',
        '[per-file-ignores]\n"KEY" = ["KEY"]\n',
        'exclude = ["KEY", 1]\n',
        'forge-schema = "KEY"\n',
        'fail-on = "KEY"\n',
    ],
)
def test_keys_and_values_of_a_configuration_are_shown_on_one_line(run: Run, text: str) -> None:
    key = r"x\n::error::y\u001b[31m\u202e"
    Path("forgecfg.toml").write_text(text.replace("KEY", key), encoding="utf-8")
    result = run("check", "clean.yml")
    assert result.code == 2
    assert result.err.startswith("forgecfg: ")
    assert result.err.count("\n") == 1
    assert not any(char in result.err for char in "\x1b\u202e\r")


@pytest.mark.usefixtures("files")
def test_the_name_of_a_baseline_is_escaped(run: Run) -> None:
    name = EVIL.replace("\n", "\r")
    result = run("check", "error.yml", "--write-baseline", "--baseline", name)
    assert result.code == 0
    result = run("check", "error.yml", "--baseline", name)
    assert "hidden by x\\r::error::y\\x1b[31m\\u202e" in result.err
    assert not any(char in result.err for char in "\x1b\u202e\r")
