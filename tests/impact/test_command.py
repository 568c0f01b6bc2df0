"""`forgecfg diff`: its inputs, exit codes, acceptances and formats."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from forgecfg.impact.compare import diff_text
from forgecfg.impact.reports.markdown import markdown

from .conftest import Forgecfg

ROOT = Path(__file__).parents[2]
BASE = """\
app:
  id: ari:cloud:ecosystem::app/1
modules:
  macro:
    - key: hello
      title: Hello
permissions:
  scopes:
    - read:jira-work
"""
MAJOR = BASE + "    - write:jira-work\n"
MINOR = BASE.replace("title: Hello", "title: Hi")
LOSS = BASE.replace("key: hello", "key: bye")
SARIF = ROOT / "tests" / "formats" / "schemas"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in (("base", BASE), ("major", MAJOR), ("minor", MINOR), ("loss", LOSS)):
        (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("new", "fail_on", "code"),
    [
        ("base", "major", 0), ("minor", "may-be-major", 0), ("major", "major", 1),
        ("major", "data-loss", 0), ("major", "never", 0), ("loss", "data-loss", 1),
        ("loss", "impossible", 0),
    ],
)  # fmt: skip
def test_exit_codes(files: Path, forgecfg: Forgecfg, new: str, fail_on: str, code: int) -> None:  # noqa: ARG001
    assert forgecfg("diff", "base.yml", f"{new}.yml", "--fail-on", fail_on).code == code


def test_the_verdict_comes_first(files: Path, forgecfg: Forgecfg) -> None:  # noqa: ARG001
    out = forgecfg("diff", "base.yml", "major.yml").out
    assert out.splitlines()[0] == "major: 1 change needs admin consent"
    assert "   10 │     - write:jira-work\n      │       ^^^^^^^^^^^^^^^\n" in out
    assert "page: https://developer.atlassian.com/platform/forge/versions/" in out


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("accept[scope-added] planned for 2.0", 0),
        ("accept[scope-added:write:jira-work] planned", 0),
        ("accept[scope-added]", 1),
        ("accept[scope-added:read:me] planned", 1),
        ("accept[scope-removed] planned", 1),
        ("accept[scop-added] planned", 1),
    ],
)
def test_a_comment_accepts_a_change(
    files: Path, forgecfg: Forgecfg, comment: str, code: int
) -> None:
    text = MAJOR.rstrip() + f" # forgecfg: {comment}\n"
    (files / "new.yml").write_text(text, encoding="utf-8")
    done = forgecfg("diff", "base.yml", "new.yml")
    assert done.code == code
    assert ("note:" in done.out) is (code == 1)
    # `check` accepts it.
    assert "accept" not in forgecfg("check", "new.yml", "--select", "unused-suppression").out


def test_a_comment_of_its_own_is_about_the_next_line(files: Path, forgecfg: Forgecfg) -> None:
    text = BASE + "    # forgecfg: accept[scope-added] planned\n    # more\n    - write:jira-work\n"
    (files / "new.yml").write_text(text, encoding="utf-8")
    assert forgecfg("diff", "base.yml", "new.yml").code == 0


def test_a_comment_elsewhere_accepts_nothing(files: Path, forgecfg: Forgecfg) -> None:
    text = "# forgecfg: accept[scope-added] planned\n" + MAJOR
    (files / "new.yml").write_text(text, encoding="utf-8")
    assert forgecfg("diff", "base.yml", "new.yml").code == 1


def test_an_option_accepts_a_change(files: Path, forgecfg: Forgecfg) -> None:  # noqa: ARG001
    run = ("diff", "base.yml", "major.yml", "--accept")
    assert forgecfg(*run, "scope-added=planned").code == 0
    assert forgecfg(*run, "scope-added:write:jira-work=planned").code == 0
    assert forgecfg(*run, "scope-added:other=planned").code == 1
    assert forgecfg(*run, "scope-added").code == 2
    assert "did you mean 'scope-added'" in forgecfg(*run, "scope-aded=x").err


def test_folders_are_compared_manifest_by_manifest(tmp_path: Path, forgecfg: Forgecfg) -> None:
    for folder, text in (("old", BASE), ("new", MAJOR)):
        (tmp_path / folder / "app").mkdir(parents=True)
        (tmp_path / folder / "app" / "manifest.yml").write_text(text, encoding="utf-8")
    assert forgecfg("diff", "old", "new").code == 1
    assert forgecfg("diff", "old", "old").code == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("a: [", "invalid-yaml"),
        (BASE + "---\na: 1\n", "multiple-documents"),
        ("", "manifest is empty"),
        ("apiVersion: v1\nkind: Pod\n", "not a Forge manifest"),
        ("- 1\n", "not-a-mapping"),
        ("x" * 17_000_000, "file-too-large"),
    ],
)
@pytest.mark.parametrize("side", ["base", "new"])
def test_a_side_that_is_no_manifest(
    files: Path, forgecfg: Forgecfg, content: str, says: str, side: str
) -> None:
    (files / "bad.yml").write_text(content, encoding="utf-8")
    arguments = ("bad.yml", "base.yml") if side == "base" else ("base.yml", "bad.yml")
    for format in ("text", "json", "markdown", "github", "sarif"):  # noqa: A001
        done = forgecfg("diff", *arguments, "--format", format)
        assert done.code == 2
        assert says in done.err
        assert done.err.startswith("bad.yml:")


def test_a_part_of_a_manifest_will_do(files: Path, forgecfg: Forgecfg) -> None:
    (files / "part.yml").write_text("modules: {macro: [{key: m}]}\n", encoding="utf-8")
    assert forgecfg("diff", "part.yml", "part.yml").code == 0


def test_missing_and_ambiguous_arguments(files: Path, forgecfg: Forgecfg) -> None:  # noqa: ARG001
    assert "no such file: nope.yml" in forgecfg("diff", "nope.yml", "base.yml").err
    assert "NEW is missing" in forgecfg("diff", "base.yml").err
    assert "NEW is missing" in forgecfg("diff", "-").err
    assert "only one side" in forgecfg("diff", "-", "-").err


def test_a_report_goes_to_a_file_and_replaces_no_manifest(files: Path, forgecfg: Forgecfg) -> None:
    forgecfg("diff", "base.yml", "major.yml", "--output-file", "report.txt")
    assert (files / "report.txt").read_text(encoding="utf-8").startswith("major: 1 change")
    (files / "manifest.yml").write_text(BASE, encoding="utf-8")
    for name in ("manifest.yml", "base.yml", "major.yml"):
        before = (files / name).read_bytes()
        assert forgecfg("diff", "base.yml", "major.yml", "--output-file", name).code == 2
        assert forgecfg("graph", "major.yml", "--output-file", "major.yml").code == 2
        assert (files / name).read_bytes() == before


def test_json_follows_its_schema(files: Path, forgecfg: Forgecfg) -> None:  # noqa: ARG001
    schema = json.loads((ROOT / "schemas" / "diff-v1.schema.json").read_text(encoding="utf-8"))
    for new in ("base", "major", "minor", "loss"):
        data = json.loads(forgecfg("diff", "base.yml", f"{new}.yml", "--format", "json").out)
        jsonschema.Draft202012Validator(schema).validate(data)
    assert data["verdict"] == "data-loss"
    assert data["manifests"][0]["changes"][0]["kind"] == "macro-removed"


def test_sarif_follows_its_schema(files: Path, forgecfg: Forgecfg) -> None:  # noqa: ARG001
    schema = json.loads(next(SARIF.glob("*sarif*")).read_text(encoding="utf-8"))
    log = json.loads(forgecfg("diff", "base.yml", "loss.yml", "--format", "sarif").out)
    jsonschema.Draft7Validator(schema).validate(log)
    (result,) = log["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("macro-removed", "error")


def test_github_annotates_what_is_not_minor(files: Path, forgecfg: Forgecfg) -> None:  # noqa: ARG001
    assert forgecfg("diff", "base.yml", "minor.yml", "--format", "github").out == ""
    out = forgecfg("diff", "base.yml", "major.yml", "--format", "github").out
    assert out.startswith("::error file=major.yml,line=10,")


def test_the_summary_of_a_job_gets_the_report(
    files: Path, forgecfg: Forgecfg, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(files / "summary.md"))
    forgecfg("diff", "base.yml", "major.yml", "--format", "github")
    text = (files / "summary.md").read_text(encoding="utf-8")
    assert text.startswith("### forgecfg diff: major: 1 change needs admin consent\n")


HOSTILE = "x|`@team #1 <img src=x>](https://e.com)\\x1b[31m\\u202e\\n::error::y##[group]"


@pytest.mark.parametrize("format", ["text", "markdown", "github", "json", "sarif"])
def test_hostile_names_do_not_act(files: Path, forgecfg: Forgecfg, format: str) -> None:  # noqa: A002
    (files / "new.yml").write_text(BASE + f'    - "{HOSTILE}"\n', encoding="utf-8")
    out = forgecfg("diff", "base.yml", "new.yml", "--format", format).out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "##[" not in out
    assert not any(line.startswith("::error::") for line in out.splitlines())


def test_names_stay_in_code_spans_of_markdown() -> None:
    done = diff_text(BASE, BASE + f'    - "{HOSTILE}"\n')
    row = next(
        line for line in markdown([done]).splitlines() if "scope-added" in line or "@" in line
    )
    # The name has a single backtick, so the span is fenced by two.
    cells = row.split(" | ")
    assert cells[2].startswith("`` ")
    assert cells[2].endswith(" ``")
    assert "|" not in cells[2]


def test_markdown_stays_below_what_a_comment_may_hold() -> None:
    many = BASE + "".join(f"    - read:{number}:jira\n" for number in range(3000))
    text = markdown([diff_text(BASE, many)])
    assert len(text) < 65_000
    assert "more changes are left out" in text


def test_a_manifest_does_not_differ_from_itself() -> None:
    for file in sorted((ROOT / "examples").rglob("manifest.yml")):
        text = file.read_bytes()
        assert diff_text(text, text).changes == ()
