"""A baseline hides what was there, and only that."""

from __future__ import annotations

import os

import pytest

from .conftest import HEAD, TEXT, Project

NAME = ".forgecfg-baseline.json"
USE = ("--baseline", NAME)
BOTH = ["app/manifest.yml FC201"] * 2


def test_written_used_and_shrunk(project: Project) -> None:
    assert project.check() == (1, BOTH, "")
    assert project.check("--write-baseline") == (0, [], f"wrote 2 findings to {NAME} (2 new)\n")
    assert project.baseline() == {
        "format": "forgecfg-baseline",
        "version": 1,
        "files": {
            "app/manifest.yml": [
                {
                    "rule": "undefined-endpoint",
                    "path": ["modules", "macro", None, "resolver", "endpoint"],
                    "value": value,
                    "count": 1,
                }
                for value in ("gone", "gone-too")
            ]
        },
    }
    # Without --baseline it does not count.
    assert project.check() == (1, BOTH, "")
    assert project.check(*USE) == (0, [], f"2 findings hidden by {NAME}\n")
    assert project.check(*USE, "--quiet") == (0, [], "")

    project.write("app/manifest.yml", TEXT.replace("gone-too", "another"))
    code, found, told = project.check(*USE)
    assert (code, found) == (1, ["app/manifest.yml FC201"])
    assert told.splitlines() == [
        f"1 finding hidden by {NAME}",
        f"1 finding in {NAME} fixed; remove with "
        f"`forgecfg check --baseline {NAME} --write-baseline`",
    ]
    told = project.check(*USE, "--write-baseline")[2]
    assert told == f"wrote 2 findings to {NAME} (1 new, 1 fixed and removed)\n"
    assert project.check(*USE) == (0, [], f"2 findings hidden by {NAME}\n")
    assert project.check(*USE, "--write-baseline")[2].endswith(f"{NAME} (no change)\n")


def test_the_configured_baseline_of_each_manifest(project: Project) -> None:
    project.write("forgecfg.toml", 'baseline = "known.json"\n')
    project.write("other/manifest.yml")
    project.write("other/forgecfg.toml", 'baseline = "own.json"\n')
    missing = project.run("check")
    assert missing.code == 2
    assert "forgecfg: forgecfg.toml:1: baseline: cannot read " in missing.err
    told = project.check("--write-baseline")[2]
    assert told.splitlines() == [
        "wrote 2 findings to known.json (2 new)",
        "wrote 2 findings to other/own.json (2 new)",
    ]
    assert project.baseline("other/own.json")["files"].keys() == {"manifest.yml"}
    assert project.check()[:2] == (0, [])
    assert project.check("--isolated")[:2] == (1, [*BOTH, *(["other/manifest.yml FC201"] * 2)])


@pytest.mark.parametrize(
    "text",
    [
        "# above\n\n" + TEXT,
        TEXT.replace("gone-too", "'gone-too'"),
        TEXT.replace("    - key: one", "    - key: zero\n      title: Zero\n    - key: one"),
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("endpoint: gone\n", "endpoint:   gone # why\n"),
    ],
    ids=["lines", "quotes", "places in lists", "CRLF", "spaces"],
)
def test_what_does_not_count(project: Project, text: str) -> None:
    project.check("--write-baseline")
    (project.folder / "app/manifest.yml").write_bytes(text.encode())
    code, found, told = project.check(*USE, "--select", "FC201")
    assert (code, found) == (0, [])
    assert "fixed" not in told


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("endpoint: gone\n", "endpoint: gone-again\n"),
        TEXT.replace("      resolver:\n        endpoint: gone\n", "", 1).replace(
            "permissions:", "  - key: x\n    path: y\nremotes: []\npermissions:"
        ),
        TEXT.replace("macro:", "jira:issuePanel:"),
    ],
    ids=["value", "gone", "path"],
)
def test_what_counts(project: Project, text: str) -> None:
    project.check("--write-baseline")
    project.write("app/manifest.yml", text)
    assert "fixed; remove with" in project.check(*USE, "--select", "FC201")[2]


def test_an_entry_covers_as_many_as_it_counts(project: Project) -> None:
    twice = TEXT.replace("gone-too", "gone")
    project.write("app/manifest.yml", twice)
    project.check("--write-baseline")
    assert project.baseline()["files"]["app/manifest.yml"][0]["count"] == 2
    assert project.check(*USE)[:2] == (0, [])
    third = (
        "    - key: three\n      title: T\n      resource: main\n      resolver: {endpoint: gone}\n"
    )
    project.write("app/manifest.yml", twice.replace("resources:", f"{third}resources:"))
    assert project.check(*USE)[:2] == (1, BOTH[:1])
    project.write("app/manifest.yml", TEXT.replace("gone-too", "new"))
    code, found, told = project.check(*USE)
    assert (code, found) == (1, BOTH[:1])
    assert "1 finding in .forgecfg-baseline.json fixed" in told


def test_a_fixed_digit_in_a_message_does_not_count(project: Project) -> None:
    # This message names the line of the first.
    scopes = "permissions:\n  scopes:\n    - read:jira-work\n    - read:jira-work\n"
    project.write("app/manifest.yml", TEXT + scopes)
    project.check("--write-baseline")
    project.write("app/manifest.yml", "# one more line\n" + TEXT + scopes)
    assert project.check(*USE)[:2] == (0, [])


def test_what_can_never_be_ignored_is_never_in_it(project: Project) -> None:
    project.write("broken/manifest.yml", HEAD + "modules: [\n")
    project.write("other/manifest.yml", "# forgecfg: ignore-file[FC404]\n" + TEXT)
    code, found, _ = project.check("--write-baseline", ".", "nowhere.yml")
    assert code == 2
    assert found == ["broken/manifest.yml FC002", "other/manifest.yml FC008", "nowhere.yml FC001"]
    assert list(project.baseline()["files"]) == ["app/manifest.yml", "other/manifest.yml"]
    text = (project.folder / NAME).read_text()
    assert not any(name in text for name in ("unreadable", "invalid-yaml", "unused-suppression"))
    assert project.check(*USE)[:2] == (1, found[:2])


def test_a_file_that_cannot_be_parsed_keeps_its_entries(project: Project) -> None:
    project.check("--write-baseline")
    before = project.baseline()
    project.write("app/manifest.yml", HEAD + "modules: [\n")
    code, found, told = project.check(*USE)
    assert (code, found, told) == (1, ["app/manifest.yml FC002"], "")
    project.check("--write-baseline")
    assert project.baseline() == before


def test_only_what_was_checked_is_judged(project: Project) -> None:
    project.write("other/manifest.yml")
    project.check("--write-baseline")
    before = project.baseline()
    assert project.check(*USE, "app") == (0, [], f"2 findings hidden by {NAME}\n")
    # Neither other files nor other rules are lost when a part is written anew.
    assert project.check("--write-baseline", "app", "--select", "FC1")[0] == 0
    assert project.baseline() == before
    project.write("app/manifest.yml", TEXT.replace("gone-too", "gone"))
    assert "fixed" not in project.check(*USE, "--select", "FC1")[2]
    project.check("--write-baseline", "app")
    assert [one["value"] for one in project.baseline()["files"]["app/manifest.yml"]] == ["gone"]
    assert (
        project.baseline()["files"]["other/manifest.yml"] == before["files"]["other/manifest.yml"]
    )


def test_files_that_are_no_more_are_fixed(project: Project) -> None:
    project.write("old/manifest.yml")
    project.check("--write-baseline")
    (project.folder / "old/manifest.yml").unlink()
    assert "2 findings in .forgecfg-baseline.json fixed" in project.check(*USE)[2]
    project.check("--write-baseline")
    assert list(project.baseline()["files"]) == ["app/manifest.yml"]


def test_entries_of_rules_that_are_no_more_are_fixed(project: Project) -> None:
    project.check("--write-baseline")
    path = project.folder / NAME
    path.write_text(path.read_text().replace("undefined-endpoint", "undefined-thing", 1))
    code, found, told = project.check(*USE)
    assert (code, found) == (1, BOTH[:1])
    assert "1 finding in .forgecfg-baseline.json fixed" in told


def test_paths_are_relative_to_the_baseline(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.folder / "ci").mkdir()
    project.check("--write-baseline", "--baseline", "ci/known.json")
    assert list(project.baseline("ci/known.json")["files"]) == ["../app/manifest.yml"]
    monkeypatch.chdir("app")
    assert project.check("--baseline", "../ci/known.json")[:2] == (0, [])
    absolute = str(project.folder / "app/manifest.yml")
    assert project.check("--baseline", "../ci/known.json", absolute)[:2] == (0, [])


def test_the_file_is_the_same_for_the_same_findings(project: Project) -> None:
    project.write("b/manifest.yml")
    project.write("a/manifest.yml")
    project.check("--write-baseline")
    first = (project.folder / NAME).read_bytes()
    project.check("--write-baseline", "b", "app", "a", "--jobs", "1")
    assert (project.folder / NAME).read_bytes() == first
    # One finding a line makes readable diffs.
    assert first.count(b"\n") == 5 + 3 * 2 + 6 + 1


def test_names_and_values_may_hold_anything(project: Project) -> None:
    project.write("caf\u00e9\x1b\n/manifest.yml", TEXT.replace("gone-too", '"\\e]0;\\n\\u202e::x"'))
    project.check("--write-baseline")
    raw = (project.folder / NAME).read_bytes()
    assert raw.isascii()
    assert b"\x1b" not in raw
    assert project.check(*USE)[:2] == (0, [])


def test_fixing_and_a_baseline(project: Project) -> None:
    scopes = "[read:jira-work, read:jira-work]"
    path = project.write("app/manifest.yml", TEXT.replace("[]", scopes))
    project.check("--write-baseline")
    code, found, told = project.check("--fix", *USE)
    assert (code, found) == (0, [])
    assert path.read_text().count("read:jira-work") == 1
    assert "1 finding in .forgecfg-baseline.json fixed" in told
    result = project.run("check", "--diff", "--write-baseline")
    assert result.code == 2
    assert result.err == "forgecfg: --write-baseline and --diff cannot be used together\n"


def test_only_the_rest_is_counted(project: Project) -> None:
    project.check("--write-baseline")
    third = (
        "    - key: three\n      title: T\n      resource: main\n      resolver: {endpoint: new}\n"
    )
    project.write("app/manifest.yml", TEXT.replace("resources:", f"{third}resources:"))
    result = project.run("check", *USE, "--statistics")
    assert "1 error in 1 file" in result.out
    assert "      1  FC201       undefined-endpoint\n" in result.err


def test_writing_leaves_nothing_else_behind(project: Project) -> None:
    project.check("--write-baseline")
    assert sorted(os.listdir()) == sorted([".git", "app", NAME])  # noqa: PTH208
