"""What each key of the configuration does, alone and with the command line."""

from __future__ import annotations

import json

import pytest

from .conftest import FOUND, Forgecfg, Write


def check(forgecfg: Forgecfg, *arguments: str) -> tuple[int, dict[str, str]]:
    """Exit code, and the severity of each code found."""
    result = forgecfg("check", "--format", "json", *arguments)
    assert result.err == ""
    return result.code, {one["code"]: one["severity"] for one in json.loads(result.out)["findings"]}


@pytest.fixture(autouse=True)
def manifest(write: Write) -> None:
    write("app/manifest.yml")


def without(*codes: str) -> dict[str, str]:
    return {code: severity for code, severity in FOUND.items() if code not in codes}


def test_nothing_configured(forgecfg: Forgecfg, write: Write) -> None:
    assert check(forgecfg) == (1, FOUND)
    write("forgecfg.toml", "# nothing\n")
    assert check(forgecfg) == (1, FOUND)


def test_select_and_ignore(forgecfg: Forgecfg, write: Write) -> None:
    write("forgecfg.toml", 'select = ["FC1", "unused-remote"]\nignore = ["wrong-type"]\n')
    assert check(forgecfg) == (0, without("FC104"))
    # The command line's select takes the place of the configured one, its ignore adds to it.
    assert check(forgecfg, "--select", "FC207") == (0, {"FC207": "info"})
    assert check(forgecfg, "--ignore", "FC207") == (0, {"FC108": "warning"})
    assert check(forgecfg, "--select", "FC104") == (0, {})
    assert check(forgecfg, "--isolated", "--select", "FC104") == (1, {"FC104": "error"})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("app: [\n", "FC002"),
        ("app: {}\n---\nmodules: {}\n", "FC004"),
        ("# nothing\n", "FC005"),
        ("app: \udcff\n", "FC009"),
    ],
)
def test_no_choice_of_rules_makes_an_unread_file_a_clean_one(
    forgecfg: Forgecfg, write: Write, text: str, code: str
) -> None:
    write("app/manifest.yml").write_bytes(text.encode("utf-8", "surrogateescape"))
    arguments = ("--format", "json", "app/manifest.yml")

    def codes(*more: str) -> tuple[int, set[str]]:
        result = forgecfg("check", *arguments, *more)
        return result.code, {one["code"] for one in json.loads(result.out)["findings"]}

    assert codes("--select", "FC3") == (1, {code})
    assert codes("--ignore", "FC0,FC1") == (1, {code})
    write("forgecfg.toml", 'ignore = ["FC0"]\n[per-file-ignores]\n"*" = ["FC"]\n')
    assert codes() == (1, {code})
    refused = forgecfg("check", *arguments, "--ignore", code.lower())
    assert (refused.code, refused.out) == (2, "")
    assert "cannot be ignored, because other findings depend on it" in refused.err


def test_severity(forgecfg: Forgecfg, write: Write) -> None:
    write(
        "forgecfg.toml",
        '[severity]\nwrong-type = "info"\nFC108 = "error"\nunused-remote = "off"\n',
    )
    assert check(forgecfg) == (1, {"FC104": "info", "FC108": "error"})
    assert check(forgecfg, "--ignore", "FC108") == (0, {"FC104": "info"})


def test_severity_is_that_of_all_findings_of_a_rule(forgecfg: Forgecfg, write: Write) -> None:
    # One of each severity that the rule itself gives.
    scopes = "permissions:\n  scopes: [read:jira-wrk, read:something-new:nowhere]\n"
    write("app/manifest.yml", "modules: {}\n" + scopes)
    result = forgecfg("check", "--format", "json", "--select", "unknown-scope")
    assert {one["severity"] for one in json.loads(result.out)["findings"]} == {"error", "warning"}
    write("forgecfg.toml", '[severity]\nunknown-scope = "info"\n')
    assert check(forgecfg, "--select", "unknown-scope") == (0, {"FC306": "info"})


def test_severity_of_findings_that_the_engine_makes(forgecfg: Forgecfg, write: Write) -> None:
    write("app/manifest.yml", "# forgecfg: ignore-file[FC201]\nmodules: {}\nremotes: []\n")
    assert check(forgecfg, "--select", "FC008,FC201") == (0, {"FC008": "warning"})
    write("forgecfg.toml", '[severity]\nunused-suppression = "error"\n')
    assert check(forgecfg, "--select", "FC008,FC201") == (1, {"FC008": "error"})


def test_per_file_ignores(forgecfg: Forgecfg, write: Write) -> None:
    write("old/legacy/manifest.yml")
    write(
        "forgecfg.toml",
        '[per-file-ignores]\n"legacy/" = ["FC1"]\n"/old" = ["FC207"]\n'
        '"*.yaml" = ["FC2"]\n"x" = []\n',
    )
    result = forgecfg("check", "--format", "json")
    found = [(one["file"], one["code"]) for one in json.loads(result.out)["findings"]]
    assert found == [("app/manifest.yml", code) for code in FOUND if code == "FC108"] + [
        ("app/manifest.yml", "FC207"),
        ("app/manifest.yml", "FC104"),
    ]
    assert check(forgecfg, "old/legacy/manifest.yml") == (0, {})


def test_per_file_ignores_by_fixing_too(forgecfg: Forgecfg, write: Write) -> None:
    scopes = "permissions:\n  scopes: [read:jira-work, read:jira-work]\n"
    text = "modules: {}\n" + scopes
    path = write("app/manifest.yml", text)
    write("forgecfg.toml", '[per-file-ignores]\napp = ["duplicate-scope"]\n')
    forgecfg("check", "--fix")
    assert path.read_text() == text
    forgecfg("check", "--fix", "--isolated")
    assert path.read_text().count("read:jira-work") == 1


def test_a_comment_for_a_rule_that_does_not_run_here_is_not_unused(
    forgecfg: Forgecfg, write: Write
) -> None:
    write("app/manifest.yml", "# forgecfg: ignore-file[FC201]\nmodules: {}\nremotes: []\n")
    write("forgecfg.toml", '[per-file-ignores]\n"app/*" = ["FC201"]\n')
    assert check(forgecfg, "--select", "FC008,FC201") == (0, {})


def test_exclude(forgecfg: Forgecfg, write: Write) -> None:
    write("old/x/manifest.yml")
    write("keep/old/manifest.yml")
    write("forgecfg.toml", 'exclude = ["old", "!keep/old"]\n')
    listed = forgecfg("check", "--show-files").out.splitlines()
    assert listed == ["app/manifest.yml", "keep/old/manifest.yml"]
    # Whoever names a file or folder wants it checked, but not where hooks name all files.
    name = "old/x/manifest.yml"
    assert forgecfg("check", "--show-files", name, "old").out.splitlines() == [name]
    assert forgecfg("check", "--show-files", "--forge-only", name).out == ""
    assert forgecfg("check", "--show-files", "--forge-only", "--isolated", name).out == f"{name}\n"


@pytest.mark.parametrize(
    ("configured", "option", "code"),
    [
        ("error", None, 0),
        ("warning", None, 1),
        ("info", None, 1),
        ("info", "error", 0),
        ("error", "warning", 1),
    ],
)
def test_fail_on(
    forgecfg: Forgecfg, write: Write, configured: str, option: str | None, code: int
) -> None:
    write("forgecfg.toml", f'fail-on = "{configured}"\nignore = ["wrong-type"]\n')
    options = ("--fail-on", option) if option else ()
    assert check(forgecfg, *options)[0] == code


def test_the_level_of_quiet_is_the_configured_one(forgecfg: Forgecfg, write: Write) -> None:
    write("forgecfg.toml", 'fail-on = "warning"\n')
    result = forgecfg("check", "--quiet", "--format", "concise")
    assert "unknown-module-type" in result.out
    assert "unused-remote" not in result.out
