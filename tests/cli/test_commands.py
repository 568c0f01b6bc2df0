"""`explain`, `rules`, `schema`, and what belongs to no command."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from forgecfg import __version__
from forgecfg.rules.base import Rule
from forgecfg.rules.groups import GROUPS
from forgecfg.rules.table import RULES
from forgecfg.schema.load import schema_folder

from .conftest import Run

IDS = [rule.name for rule in RULES]
COMMANDS = ("check", "explain", "rules", "schema")


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_explain_says_all_there_is(run: Run, rule: Rule) -> None:
    by_code, by_name = run("explain", rule.code), run("explain", rule.name)
    assert by_code == by_name
    assert (by_code.code, by_code.err) == (0, "")
    assert by_code.out.startswith(f"# {rule.name} [{rule.code}]\n\n{rule.summary}\n")
    assert " ".join(rule.explanation.split()) in " ".join(by_code.out.split())
    assert by_code.out.count("## Not reported") == len(rule.good)
    assert all(char.isprintable() or char in "\n\t" for char in by_code.out)
    assert len(by_code.out) < 20_000


@pytest.mark.parametrize("name", ["fc201", "FC201", " FC201 ", "Undefined-Endpoint"])
def test_explain_is_lenient(run: Run, name: str) -> None:
    assert run("explain", name) == run("explain", "undefined-endpoint")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("undefined-endpont", "did you mean 'undefined-endpoint'?"),
        ("UNDEFINED-ENDPONT", "did you mean 'undefined-endpoint'?"),
        ("FC2O1", "did you mean 'FC2"),
        ("x", "`forgecfg rules` lists all rules"),
        ("", "no rule given"),
        ("\x1b[31mred\n", "unknown rule '\\x1b[31mred'"),
    ],
)
def test_explain_of_what_is_no_rule(run: Run, name: str, says: str) -> None:
    result = run("explain", name)
    assert (result.code, result.out) == (2, "")
    assert says in result.err
    assert result.err.count("\n") == 1


def test_rules_as_text(run: Run) -> None:
    result = run("rules")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    listed = [line for line in lines if line.startswith("  FC")]
    assert [line.split()[:3] for line in listed] == [
        [rule.code, rule.name, rule.severity.label] for rule in RULES
    ]
    for line, rule in zip(listed, RULES, strict=True):
        assert line.endswith(rule.summary)
    # Columns.
    locations = {
        line.index(rule.severity.label, 25) for line, rule in zip(listed, RULES, strict=True)
    }
    assert len(locations) == 1
    heads = [line for line in lines if line not in listed]
    assert heads == [f"{group.title} ({group.prefix})" for group in GROUPS]


def test_rules_fit_a_narrow_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forgecfg.cli.rules.is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    lines = run("rules").out.splitlines()
    assert max(map(len, lines)) <= 80
    # Each rule has a row, and below it all of its summary.
    for rule in RULES:
        at = next(at for at, line in enumerate(lines) if line.startswith(f"  {rule.code}  "))
        assert rule.name in lines[at]
        below = itertools.takewhile(lambda line: line.startswith("    "), lines[at + 1 :])
        assert " ".join(line.strip() for line in below) == rule.summary
    monkeypatch.setenv("COLUMNS", "200")
    assert len(run("rules").out.splitlines()) == len(RULES) + len(GROUPS)


def test_rules_of_a_group(run: Run) -> None:
    result = run("rules", "FC3,unused-remote", "fc401")
    assert (result.code, result.err) == (0, "")
    codes = [line.split()[0] for line in result.out.splitlines() if line.startswith("  FC")]
    wanted = [r.code for r in RULES if r.code[:3] == "FC3" or r.code in ("FC207", "FC401")]
    assert codes == wanted
    assert result.out.count("(FC") == 3
    listed = json.loads(run("rules", "unused-remote", "--format", "json").out)
    assert [one["code"] for one in listed] == ["FC207"]


def test_rules_that_are_none(run: Run) -> None:
    result = run("rules", "unused-remot")
    assert (result.code, result.out) == (2, "")
    assert "did you mean 'unused-remote'?" in result.err
    result = run("rules", "")
    assert (result.code, result.out) == (2, "")


def test_rules_as_json(run: Run) -> None:
    result = run("rules", "--format", "json")
    assert (result.code, result.err) == (0, "")
    listed = json.loads(result.out)
    assert [one["code"] for one in listed] == [rule.code for rule in RULES]
    for one, rule in zip(listed, RULES, strict=True):
        assert one["name"] == rule.name
        assert one["severity"] == rule.severity.label
        assert one["since"] == rule.since
        assert one["fix"] == rule.fix
        assert one["summary"] == rule.summary
        assert one["explanation"] == rule.explanation
        assert one["how_to_fix"] == rule.how_to_fix
        assert one["url"] == ""  # the project has no home


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        ((), "manifest.schema.json"),
        (("manifest",), "manifest.schema.json"),
        (("output",), "output-v1.schema.json"),
    ],
)
def test_schema(process: Run, arguments: tuple[str, ...], file: str) -> None:
    result = process("schema", *arguments)
    assert (result.code, result.err) == (0, "")
    assert result.out == (schema_folder() / file).read_bytes().decode()
    assert json.loads(result.out)["$schema"]
    path = Path(process("schema", *arguments, "--path").out.removesuffix("\n"))
    assert path.is_absolute()
    assert path.read_bytes().decode() == result.out


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version(run: Run, option: str) -> None:
    result = run(option)
    assert (result.code, result.out, result.err) == (0, f"forgecfg {__version__}\n", "")


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help(run: Run, option: str) -> None:
    result = run(option)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Usage: forgecfg ")
    for command in COMMANDS:
        assert f"\n  {command} " in result.out
        own = run(command, option)
        assert (own.code, own.err) == (0, "")
        assert own.out.startswith(f"Usage: forgecfg {command} ")


def test_help_tells_the_exit_codes(run: Run) -> None:
    text = " ".join(run("check", "--help").out.split())
    assert "Exit code: 0 if there are no findings at or above the fail level, 1 if there" in text
