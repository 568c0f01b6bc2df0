"""Whatever is wrong with a configuration is one line with file, line, key and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Forgecfg, Write

BAD = [
    # Unknown keys and names.
    ('ignor = ["FC201"]', ':1: unknown key "ignor"; did you mean "ignore"?'),
    ("\n\nfail_on = 'error'", ':3: unknown key "fail_on"; did you mean "fail-on"?'),
    ("colour = true", ':1: unknown key "colour"; expected one of: select, ignore, severity, '),
    (
        'select = [\n  "FC1",\n  "undefined-endpont",\n]',
        ':3: select: unknown rule "undefined-endpont"; did you mean "undefined-endpoint"?',
    ),
    ('ignore = ["FC999"]', ':1: ignore: unknown rule "FC999"; `forgecfg'),
    ('ignore = ["what"]', '"what"; `forgecfg rules` lists all rules'),
    ('ignore = ["FC201,FC202"]', ':1: ignore: unknown rule "FC201,FC202"'),
    (
        '[severity]\nFC108 = "error"\nwrong-typ = "info"',
        ':3: severity: unknown rule "wrong-typ"; did you mean "wrong-type"?',
    ),
    ('[severity]\nFC2 = "loud"', ':2: severity.FC2: must be "error", "warning", "info" or "off"'),
    ("baseline = 3", ":1: baseline: must be a path, not a number"),
    ('baseline = ""', ":1: baseline: must be a path, not an empty string"),
    ('ignore = ["FC001"]', ":1: ignore: unreadable-file cannot be ignored, because other "),
    (
        'ignore = [\n  "FC1",\n  "invalid-yaml",\n]',
        ":3: ignore: invalid-yaml cannot be ignored, because other findings depend "
        "on it; use `exclude` to skip the file",
    ),
    (
        '[severity]\nFC002 = "off"',
        ":2: severity.FC002: invalid-yaml cannot be ignored, because",
    ),
    (
        '[per-file-ignores]\n"old/*" = ["not-a-mapping"]',
        ":2: per-file-ignores.old/*: not-a-mapping cannot be ignored, because",
    ),
    (
        '[tool.forgecfg]\nselect = ["FC2"]',
        ': unknown key "tool"; in this file, write the keys without [tool',
    ),
    (
        '[per-file-ignores]\n"old/*" = ["FC20x"]',
        ':2: per-file-ignores.old/*: unknown rule "FC20x"; did you mean "FC20',
    ),
    # Wrong types.
    ('select = "FC201"', ':1: select: must be a list of strings: write ["FC201"]'),
    ("ignore = true", ":1: ignore: must be a list of strings, not a boolean"),
    ("ignore = [1]", ":1: ignore: must be a list of strings, but contains a number"),
    ("exclude = 2020-01-01", ":1: exclude: must be a list of strings, not a date or time"),
    ("exclude = {a = 1}", ":1: exclude: must be a list of strings, not a table"),
    ('severity = ["FC108"]', ":1: severity: must be a table, not a list"),
    ('per-file-ignores = "x"', ":1: per-file-ignores: must be a table, not a string"),
    (
        '[per-file-ignores]\nx = "FC1"',
        ':2: per-file-ignores.x: must be a list of strings: write ["',
    ),
    ("fail-on = 1.5", ':1: fail-on: must be "error", "warning" or "info", not a number'),
    (
        "[severity]\nFC108 = false",
        ':2: severity.FC108: must be "error", "warning", "info" or "off"',
    ),
    # Bad values.
    ("select = []", ":1: select: the list is empty; remove it to run all rules"),
    ('fail-on = "eror"', '"info", not "eror"; did you mean "error"?'),
    ('fail-on = "off"', 'fail-on: must be "error", "warning" or "info", not "off"'),
    ('[severity]\nFC108 = "fatal"', 'severity.FC108: must be "error", "warning", "info" or "off"'),
    ('severity = {FC001 = "info"}', ":1: severity.FC001: reports an incomplete run"),
    ('[severity]\ninternal-error = "off"', ":2: severity.internal-error: reports an incomplete"),
    (
        '[severity]\nFC108 = "info"\nunknown-module-type = "off"',
        ":3: severity.unknown-module-type: duplicate severity: unknown-module-type and FC108",
    ),
    ('exclude = ["ok", "a["]', ':1: exclude: invalid pattern "a["; use the syntax of .gitignore'),
    ('exclude = [""]', ':1: exclude: invalid pattern ""'),
    (
        '[per-file-ignores]\n"!x" = ["FC1"]',
        ':2: per-file-ignores.!x: a pattern cannot start with "!"',
    ),
    # Syntax.
    ('select = ["FC1"\nignore = []', ":2: invalid TOML: "),
    ("select", ":1: invalid TOML: expected '=' after a key"),
    ('select = ["FC1"]\nselect = ["FC2"]', ":2: invalid TOML: cannot overwrite a value"),
    ('x = "', ":1: invalid TOML: "),
    # What is said is safe to show.
    ('"\\u001b[31m::error::x" = 1', ': unknown key "\\x1b[31m::error::x"; expected'),
    ('ignore = ["' + "x" * 500 + '"]', f'unknown rule "{"x" * 56}…"; '),
]


@pytest.mark.parametrize(("text", "says"), BAD, ids=[text[:50] for text, _ in BAD])
def test_one_clear_line(forgecfg: Forgecfg, write: Write, text: str, says: str) -> None:
    write("manifest.yml")
    write("forgecfg.toml", text)
    result = forgecfg("check")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("forgecfg: forgecfg.toml:")
    assert result.err.count("\n") == 1
    assert says in result.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[tool.forgecfg]\nignor = []", 'pyproject.toml:2: tool.forgecfg: unknown key "ignor"'),
        (
            "[project]\nselect = 1\n[tool.forgecfg]\nselect = 1",
            ":4: tool.forgecfg.select: must be",
        ),
        ("[tool]\nforgecfg = 5", "pyproject.toml: tool.forgecfg must be a table"),
        ("[tool.forgecfg.severity]\nFC108 = 1", ":2: tool.forgecfg.severity.FC108: must be"),
        ("tool.forgecfg.fail-on = 1", ":1: tool.forgecfg.fail-on: must be"),
        ("[tool.forgecfg]\nselect = [", "pyproject.toml:2: invalid TOML: "),
    ],
)
def test_in_pyproject(forgecfg: Forgecfg, write: Write, text: str, says: str) -> None:
    write("manifest.yml")
    write("pyproject.toml", text)
    result = forgecfg("check")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("forgecfg: pyproject.toml")
    assert result.err.count("\n") == 1
    assert says in result.err


def test_the_file_is_named_as_it_is_found(
    forgecfg: Forgecfg, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write("forgecfg.toml", "x = 1")
    write("app/manifest.yml")
    monkeypatch.chdir("app")
    assert forgecfg("check").err.startswith(f"forgecfg: {file.as_posix()}:1: unknown key")
    assert forgecfg("check", "--config", "../forgecfg.toml").err.startswith("forgecfg: ")


def test_files_that_cannot_be_read(forgecfg: Forgecfg, write: Write, tmp_path: Path) -> None:
    write("manifest.yml")
    assert forgecfg("check", "--config", "no.toml") == (
        2,
        "",
        "forgecfg: cannot read no.toml: no such file\n",
    )
    (tmp_path / "folder.toml").mkdir()
    result = forgecfg("check", "--config", "folder.toml")
    assert (result.code, result.err) == (2, "forgecfg: cannot read folder.toml: is a directory\n")
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9\n")
    result = forgecfg("check", "--config", "latin.toml")
    assert (result.code, result.err) == (2, "forgecfg: latin.toml is not valid UTF-8\n")
    write("pyproject.toml", "[project]\nname = 'x'\n")
    result = forgecfg("check", "--config", "pyproject.toml")
    assert result.code == 2
    assert result.err == "forgecfg: pyproject.toml has no table [tool.forgecfg]\n"
    write("deep.toml", "x = " + "[" * 100_000)
    result = forgecfg("check", "--config", "deep.toml")
    assert result.code == 2
    assert result.err.count("\n") == 1
    write("digits.toml", "fail-on = " + "9" * 5_000)
    result = forgecfg("check", "--config", "digits.toml")
    assert (result.code, result.err) == (2, "forgecfg: digits.toml: number too long\n")


def test_a_link_that_leads_nowhere_is_no_missing_configuration(
    forgecfg: Forgecfg, write: Write, tmp_path: Path
) -> None:
    write("manifest.yml")
    link = tmp_path / "forgecfg.toml"
    for target in ("shared.toml", "forgecfg.toml"):
        link.symlink_to(target)
        result = forgecfg("check")
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("forgecfg: cannot read forgecfg.toml: ")
        link.unlink()


def test_config_and_isolated_exclude_each_other(forgecfg: Forgecfg, write: Write) -> None:
    write("manifest.yml")
    write("forgecfg.toml", "")
    result = forgecfg("check", "--config", "forgecfg.toml", "--isolated")
    assert (result.code, result.err) == (
        2,
        "forgecfg: --config and --isolated cannot be used together\n",
    )


def test_a_broken_configuration_harms_no_isolated_run(forgecfg: Forgecfg, write: Write) -> None:
    write("manifest.yml")
    write("forgecfg.toml", "x = 1")
    assert forgecfg("check", "--isolated").code == 1
