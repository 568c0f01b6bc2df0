"""`--help` of every command ends with two examples, each on one line and each a valid command."""

from __future__ import annotations

import shlex

import pytest

from forgecfg.cli.app import COMMANDS

from .conftest import Run

ADD = "module endpoint token remote scope function resource trigger scheduled-trigger"
PARTS = [
    *(("add", name) for name in ADD.split()),
    *(("remote", name) for name in ("routes", "verifier", "call", "test")),
]
HELP = [(), *((name,) for name in COMMANDS), *PARTS]
GROUPS = ((), ("add",), ("remote",))


def examples(text: str) -> list[str]:
    """The lines after the last heading of a help text."""
    end = text.rstrip("\n").split("\n\n")[-1].split("\n")
    assert end[0] == "  Examples:"
    return [line.removeprefix("    ") for line in end[1:]]


@pytest.mark.parametrize("command", HELP, ids=" ".join)
@pytest.mark.parametrize("columns", ["40", "200"])
def test_two_examples(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    result = run(*command, "--help")
    assert (result.code, result.err) == (0, "")
    found = examples(result.out)
    assert len(found) == 2
    for line in found:
        assert line.startswith(" ".join(("forgecfg", *command)))
        assert len(line) <= 78


@pytest.mark.parametrize("command", HELP, ids=" ".join)
def test_examples_use_existing_options(run: Run, command: tuple[str, ...]) -> None:
    for line in examples(run(*command, "--help").out):
        words = shlex.split(line.partition(" > ")[0])[1:]
        # Options are parsed before `--help` is handled, and unknown ones are an error.
        assert run(*words, "--help").code == 0
        assert run(*words, "--no-such-option", "--help").code == 2


@pytest.mark.parametrize("command", [one for one in HELP if one not in GROUPS], ids=" ".join)
def test_exit_codes(run: Run, command: tuple[str, ...]) -> None:
    assert "\n  Exit code: 0" in run(*command, "--help").out
