"""`--format`: names and files, several in one run, and what GitHub Actions gets by itself."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from forgecfg.cli.formats import FORMATS, Destination, complete_format, parse_formats
from forgecfg.errors import UsageError
from forgecfg.findings import FileReport
from forgecfg.reporters.multi import MultiReporter
from forgecfg.reporters.summary import Summary

from .conftest import Run

NAMES = ("clean.yml", "error.yml", "warning.yml")
MACHINES = [name for name in FORMATS if name not in ("auto", "text")]


def read(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], [Destination("auto")]),
        (["sarif"], [Destination("sarif")]),
        (["sarif=-"], [Destination("sarif")]),
        (["sarif=a=b"], [Destination("sarif", Path("a=b"))]),
        (["text", "json=x/y"], [Destination("text"), Destination("json", Path("x/y"))]),
        (["json=x", "json=y"], [Destination("json", Path("x")), Destination("json", Path("y"))]),
    ],
)
def test_values(values: list[str], expected: list[Destination]) -> None:
    assert parse_formats(values) == expected


def test_the_output_file_takes_the_place_of_standard_output() -> None:
    assert parse_formats([], Path("o")) == [Destination("auto", Path("o"))]
    assert parse_formats(["json=x", "sarif"], Path("o")) == [
        Destination("json", Path("x")),
        Destination("sarif", Path("o")),
    ]


@pytest.mark.parametrize(
    ("values", "output_file", "says"),
    [
        (["sarf"], None, "unknown format 'sarf'; did you mean 'sarif'?"),
        (["JUnit=x"], None, "unknown format 'JUnit'; did you mean 'junit'?"),
        (
            [""],
            None,
            "unknown format ''; expected one of: auto, text, concise, json, sarif, github",
        ),
        (["=x"], None, "unknown format ''; expected one of:"),
        (["xml=x"], None, "unknown format 'xml'; expected one of:"),
        (["sarif="], None, "missing file name in --format sarif="),
        (["text", "json"], None, "text and json cannot both go to the same output"),
        (["text", "text"], None, "write one of them to a file: --format text=FILE"),
        (["text", "json"], "o", "text and json cannot both go to the same output"),
        (["json=x"], "o", "--output-file is unused"),
        (["json=x", "sarif=./x"], None, "json and sarif cannot both be written to x"),
        (["json=x", "json=x"], None, "json and json cannot both be written to x"),
        (["json=o", "text"], "o", "json and text cannot both be written to o"),
    ],
)
def test_values_that_make_no_sense(
    run: Run, files: Path, values: list[str], output_file: str | None, says: str
) -> None:
    with pytest.raises(UsageError) as raised:
        parse_formats(values, Path(output_file) if output_file else None)
    assert says in str(raised.value)
    arguments = [part for value in values for part in ("--format", value)]
    if output_file:
        arguments += ["--output-file", output_file]
    before = sorted(files.iterdir())
    result = run("check", "error.yml", *arguments)
    assert (result.code, result.out, result.err) == (2, "", f"forgecfg: {raised.value}\n")
    assert sorted(files.iterdir()) == before


def test_completion() -> None:
    assert complete_format("g") == ["github", "gitlab"]
    assert complete_format("") == list(FORMATS)


@pytest.mark.usefixtures("files")
def test_several_formats_are_each_what_they_are_alone(run: Run) -> None:
    alone = {name: run("check", *NAMES, "--format", name).out for name in ("text", *MACHINES)}
    values = [part for name in MACHINES for part in ("--format", f"{name}=out.{name}")]
    result = run("check", *NAMES, "--format", "text", *values)
    assert result == (1, alone["text"], "")
    assert {name: read(f"out.{name}") for name in MACHINES} == {
        name: alone[name] for name in MACHINES
    }
    assert json.loads(read("out.sarif"))["version"] == "2.1.0"
    assert json.loads(read("out.gitlab"))[0]["location"]["path"] == "error.yml"
    assert len(ET.fromstring(read("out.junit").encode())) == len(NAMES)


@pytest.mark.usefixtures("files")
def test_files_alone_leave_standard_output_empty(run: Run) -> None:
    assert run("check", *NAMES, "--format", "sarif=out.sarif") == (1, "", "")
    assert run("check", "clean.yml", "--format", "sarif=out.sarif") == (0, "", "")


def test_findings_are_gone_through_once() -> None:
    class Counting:
        def __init__(self) -> None:
            self.added = 0
            self.finished = 0

        def add(self, file: FileReport) -> None:  # noqa: ARG002
            self.added += 1

        def finish(self, summary: Summary) -> None:  # noqa: ARG002
            self.finished += 1

    first, second = Counting(), Counting()
    multi = MultiReporter([first, second])
    multi.add(FileReport("a"))
    multi.add(FileReport("b"))
    multi.finish(Summary())
    assert [(one.added, one.finished) for one in (first, second)] == [(2, 1), (2, 1)]


@pytest.mark.parametrize("bad", ["no/such/folder/out", "folder"])
def test_a_file_that_cannot_be_written_does_not_stop_the_others(
    run: Run, files: Path, bad: str
) -> None:
    (files / "folder").mkdir()
    text = run("check", *NAMES).out
    for order in (("auto", f"sarif={bad}", "json=out"), (f"sarif={bad}", "json=out", "auto")):
        values = [part for value in order for part in ("--format", value)]
        result = run("check", *NAMES, *values)
        assert result.code == 2
        assert result.out == text
        assert result.err.startswith(f"forgecfg: cannot write {bad}: ")
        assert result.err.count("\n") == 1
        assert json.loads(read("out"))["summary"]["errors"] == 1
    # Without a finding, too, and with --exit-zero.
    assert run("check", "clean.yml", "--format", "text", "--format", f"json={bad}").code == 2
    assert run("check", *NAMES, "--exit-zero", *values).code == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.usefixtures("files")
def test_a_full_disk_does_not_stop_the_others(run: Run) -> None:
    result = run("check", *NAMES, "--format", "text", "--format", "sarif=/dev/full")
    assert result == (
        2,
        run("check", *NAMES).out,
        "forgecfg: cannot write /dev/full: No space left on device\n",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("error.yml", "--output-file", "error.yml"),
        ("error.yml", "--format", "json", "--format", "sarif=link"),
        (".", "--output-file", "app/manifest.yml"),
        (".", "--format", "text", "--format", "json=forgecfg.toml"),
        ("clean.yml", "--baseline", "known.json", "--output-file", "./known.json"),
        ("clean.yml", "--config", "strict.toml", "--output-file", "strict.toml"),
    ],
)
def test_no_report_takes_the_place_of_what_is_read(
    run: Run, files: Path, arguments: tuple[str, ...]
) -> None:
    (files / "link").symlink_to("error.yml")
    (files / "app").mkdir()
    (files / "app" / "manifest.yml").write_bytes((files / "error.yml").read_bytes())
    for name in ("forgecfg.toml", "strict.toml"):
        (files / name).write_text("# nothing\n", encoding="utf-8")
    assert run("check", "error.yml", "--baseline", "known.json", "--write-baseline").code == 0
    before = {file: file.read_bytes() for file in files.rglob("*") if file.is_file()}
    result = run("check", *arguments)
    assert (result.code, result.out) == (2, "")
    assert "cannot write a report to" in result.err
    assert {file: file.read_bytes() for file in files.rglob("*") if file.is_file()} == before


@pytest.mark.usefixtures("files")
def test_nothing_is_fixed_where_no_report_can_be_written(run: Run) -> None:
    text = read("error.yml").replace("[]", "[read:jira-work, read:jira-work]")
    Path("error.yml").write_text(text, encoding="utf-8")
    result = run("check", "error.yml", "--fix", "--format", "sarif=no/such/folder/out")
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert read("error.yml") == text
    assert run("check", "error.yml", "--fix", "--format", "sarif=out").code == 1
    assert read("error.yml") != text


@pytest.mark.usefixtures("files")
def test_a_diff_has_standard_output_for_itself(run: Run) -> None:
    alone = run("check", "error.yml", "--diff")
    arguments = ("--diff", "--format", "sarif=out.sarif")
    assert run("check", "error.yml", *arguments) == alone
    assert json.loads(read("out.sarif"))["runs"][0]["results"]


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("arguments", [("--diff",), ("--fix", "-")])
def test_a_format_without_a_place_is_an_error(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("check", *arguments, "--format", "json", stdin=b"app: {}\n")
    assert (result.code, result.out) == (2, "")
    assert "write the report to a file: --format json=FILE" in result.err


@pytest.mark.usefixtures("files")
def test_text_that_is_mended_has_standard_output_for_itself(run: Run) -> None:
    text = read("error.yml").encode()
    result = run("check", "-", "--fix", "--quiet", "--format", "json=out.json", stdin=text)
    assert result == (1, text.decode(), "")
    assert json.loads(read("out.json"))["files"] == ["manifest.yml"]


@pytest.mark.usefixtures("files")
def test_github_actions_gets_annotations_and_a_summary(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = run("check", *NAMES).out
    annotations = run("check", *NAMES, "--format", "github").out.splitlines()
    assert not any(line.startswith("::") for line in text.splitlines())
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    result = run("check", *NAMES)
    assert (result.code, result.err) == (1, "")
    lines = result.out.splitlines()
    assert [line for line in lines if line.startswith("::")] == annotations
    # Each finding is there once: as an annotation, which is a line of the log too.
    assert [line for line in lines if not line.startswith("::")] == [text.splitlines()[-1]]
    # A format that is asked for is what it is anywhere, and a file is obeyed by nobody.
    assert run("check", *NAMES, "--format", "text").out == text
    run("check", *NAMES, "--output-file", "out")
    assert read("out") == text

    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    Path("summary.md").write_text("before\n", encoding="utf-8")
    assert run("check", *NAMES) == result
    summary = read("summary.md")
    assert summary.startswith("before\n### forgecfg: 1 error and 1 warning in 2 of 3 files")
    assert "| error | `error.yml:14:12` |" in summary
    run("check", *NAMES, "--format", "text")
    assert read("summary.md") == summary


@pytest.mark.usefixtures("files")
def test_annotations_come_with_a_summary(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    run("check", "clean.yml", "--format", "github")
    assert read("summary.md") == "### forgecfg: no findings in 1 file\n\n"
    run("check", "clean.yml")
    assert read("summary.md").count("###") == 1


@pytest.mark.usefixtures("files")
def test_a_summary_that_cannot_be_written_is_a_warning(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run("check", *NAMES, "--format", "github")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "no/such/folder/summary.md")
    result = run("check", *NAMES, "--format", "github")
    assert (result.code, result.out) == (expected.code, expected.out)
    assert result.err == (
        "forgecfg: warning: no job summary, cannot write no/such/folder/summary.md: "
        "No such file or directory\n"
    )


def test_reporters_are_loaded_when_they_are_needed(run: Run, files: Path) -> None:
    import subprocess
    import sys

    script = (
        "import sys; from forgecfg.cli.main import main; main(sys.argv[1:]);"
        "print(*(name for name in sys.modules if name.startswith('forgecfg.reporters.')))"
    )
    arguments = ["check", str(files / "clean.yml"), "--format", "github"]
    output = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "GITHUB_STEP_SUMMARY": ""},
    ).stdout
    loaded = output.splitlines()[-1].split()
    assert "forgecfg.reporters.github" in loaded
    for name in ("sarif", "gitlab", "junit", "json", "text", "job_summary"):
        assert f"forgecfg.reporters.{name}" not in loaded
    assert run("check", "clean.yml").code == 0
