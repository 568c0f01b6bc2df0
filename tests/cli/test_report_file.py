"""Where reports go: to new files and over earlier reports, and nowhere else."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from forgecfg.reporters.earlier import HEAD, is_earlier_report
from forgecfg.reporters.formats import REPORTERS

from .conftest import Run

GOLDEN = Path(__file__).parents[1] / "formats" / "golden"
ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "triggers" / "manifest.yml"

REPORTS = [
    *(("check", "warning.yml", "error.yml", "--format", name) for name in REPORTERS),
    ("check", "clean.yml"),
    ("check", "error.yml", "--quiet", "--color", "always"),
    *(("graph", ".", "--format", name) for name in ("tree", "mermaid", "dot", "json")),
    *(("audit", ".", "--format", name) for name in ("text", "markdown", "json")),
    *(
        ("diff", "manifest.yml", other, "--format", name)
        for name in ("text", "markdown", "json", "sarif", "github")
        for other in ("manifest.yml", "clean.yml")
    ),
]
INPUTS = {
    "manifest.yml": "app: {}\n",
    "sub/manifest.yaml": "",
    ".gitignore": "/node_modules/\n",
    "forgecfg.toml": "",
    "pyproject.toml": "[tool.other]\n",
    "package.json": "{}\n",
    "src/index.js": "",
    "src/view.tsx": "export default 1;\n",
    "known.json": '{"format": "forgecfg-baseline", "version": 1, "files": {}}\n',
    "rules.schema.json": '{"type": "object"}\n',
    "notes.md": "# Notes\n",
    "notes.txt": "a: 1\n",
    "data.json": '[{"description": "a"}]\n',
    "other.sarif": '{"version": "2.1.0", "runs": []}\n',
    "junit.xml": '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="other">\n',
    ".git/config": "",
    "binary": "\x00\x01",
}


@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_an_earlier_report_in_any_format_is_replaced(
    run: Run, files: Path, arguments: tuple[str, ...]
) -> None:
    (files / "manifest.yml").write_bytes(EXAMPLE.read_bytes())
    target = files / "report"
    first = run(*arguments, "--output-file", "report")
    text = target.read_bytes()
    assert first.code in (0, 1)
    assert run(*arguments, "--output-file", "report") == first
    assert target.read_bytes() == text
    # Also by a report in another format.
    assert run("check", "clean.yml", "--output-file", "report").code == 0
    assert target.read_text("utf-8") == "no findings in 1 file\n"


@pytest.mark.parametrize("file", sorted(GOLDEN.iterdir()), ids=lambda file: file.name)
def test_every_golden_report_is_recognized(file: Path) -> None:
    data = file.read_bytes()
    assert is_earlier_report(data[:HEAD])
    assert is_earlier_report(data.replace(b"\n", b"\r\n")[:HEAD])  # git may have changed it


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("name", ["json", "sarif", "gitlab"])
def test_a_report_that_another_tool_formatted_is_recognized(run: Run, name: str) -> None:
    for _ in range(2):
        assert run("check", "error.yml", "--format", f"{name}=report").code == 1
        text = json.dumps(json.loads(Path("report").read_bytes()), indent=2)
        Path("report").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize("command", ["check", "graph", "audit", "diff"])
def test_nothing_else_is_replaced(run: Run, files: Path, name: str, command: str) -> None:
    target = files / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(INPUTS[name], encoding="utf-8")
    more = ("clean.yml",) if command == "diff" else ()
    result = run(command, "clean.yml", *more, "--output-file", name)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"forgecfg: cannot write a report to {name}: it ")
    assert result.err.count("\n") == 1
    assert target.read_text("utf-8") == INPUTS[name]


@pytest.mark.parametrize("target", ["error.yml", "nowhere", "/etc/hostname", "old", ".."])
def test_no_report_goes_through_a_link(run: Run, files: Path, target: str) -> None:
    (files / "old").write_text("no findings in 1 file\n", encoding="utf-8")
    (files / "link").symlink_to(target)
    before = {path: path.read_bytes() for path in files.iterdir() if path.is_file()}
    for name in ("link", "./link", str(files / "link")):
        result = run("check", "clean.yml", "--format", f"sarif={name}")
        assert result.code == 2
        assert "is a symbolic link; remove it first or choose another name" in result.err
    assert {path: path.read_bytes() for path in files.iterdir() if path.is_file()} == before
    assert not (files / "nowhere").exists()


def test_no_report_goes_through_a_linked_folder(
    run: Run, files: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (files / "reports").symlink_to(outside)
    for name in ("reports/new", "reports/../new", "./reports/./new"):
        result = run("check", "clean.yml", "--output-file", name)
        assert (result.code, result.err.count("reports is a symbolic link")) == (2, 1)
    assert list(outside.iterdir()) == []
    # A link outside of the repository was not made by those who changed it.
    link = outside / "link"
    link.symlink_to(outside / "real")
    (outside / "real").mkdir()
    assert run("check", "clean.yml", "--output-file", str(link / "new")).code == 0
    assert (outside / "real" / "new").exists()


def test_a_hard_link_keeps_its_content(run: Run, files: Path) -> None:
    (files / "old").write_text("no findings in 1 file\n", encoding="utf-8")
    os.link(files / "old", files / "report")
    os.link(files / "error.yml", files / "hard")
    assert run("check", "error.yml", "--output-file", "report").code == 1
    assert (files / "old").read_text("utf-8") == "no findings in 1 file\n"
    text = (files / "error.yml").read_text("utf-8")
    assert run("check", "error.yml", "--output-file", "hard").code == 2
    assert run("check", "clean.yml", "--output-file", "hard").code == 2
    assert (files / "error.yml").read_text("utf-8") == text


def test_mode_and_mask(run: Run, files: Path) -> None:
    mask = os.umask(0o027)
    try:
        assert run("check", "clean.yml", "--output-file", "report").code == 0
        assert stat.S_IMODE((files / "report").stat().st_mode) == 0o640
        (files / "report").chmod(0o604)
        assert run("check", "clean.yml", "--output-file", "report").code == 0
        assert stat.S_IMODE((files / "report").stat().st_mode) == 0o604
        (files / "report").chmod(0o444)
        result = run("check", "clean.yml", "--output-file", "report")
        assert (result.code, result.err) == (
            2,
            "forgecfg: cannot write report: it is read-only\n",
        )
    finally:
        os.umask(mask)


def test_a_run_that_fails_leaves_the_report(
    run: Run, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (files / "report").write_text("no findings in 1 file\n", encoding="utf-8")
    (files / "manifest.yml").write_bytes(EXAMPLE.read_bytes())

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("forgecfg.cli.check.report_all", interrupt)
    monkeypatch.setattr("forgecfg.graph.tree.write_tree", interrupt)
    for command in ("check", "graph"):
        result = run(command, "manifest.yml", "--output-file", "report")
        assert (result.code, result.err) == (130, "forgecfg: interrupted\n")
        assert (files / "report").read_text("utf-8") == "no findings in 1 file\n"
    assert not [path.name for path in files.iterdir() if path.suffix == ".tmp"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipes_and_devices_are_written_to(run: Run, files: Path) -> None:
    os.mkfifo(files / "pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append((files / "pipe").read_text("utf-8")))
    reader.start()
    assert run("check", "clean.yml", "--output-file", "pipe").code == 0
    reader.join(10)
    assert read == ["no findings in 1 file\n"]
    assert run("check", "clean.yml", "--output-file", os.devnull).code == 0
    for target in ("/dev/stdout", "/dev/fd/1"):
        command = [sys.executable, "-m", "forgecfg", "check", "clean.yml", "--output-file", target]
        done = subprocess.run(command, stdout=subprocess.PIPE, cwd=files, check=True)
        with (files / "out").open("wb") as out:
            subprocess.run(command, stdout=out, cwd=files, check=True)
        assert done.stdout == (files / "out").read_bytes() == b"no findings in 1 file\n"


@pytest.mark.usefixtures("files")
def test_a_baseline_goes_through_no_link_and_loses_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("link.json").symlink_to("elsewhere.json")
    result = run("check", "error.yml", "--write-baseline", "--baseline", "link.json")
    assert result.err.startswith("forgecfg: cannot write the baseline to link.json: link.json is a")
    assert not Path("elsewhere.json").exists()
    result = run("check", "error.yml", "--write-baseline", "--baseline", "manifest.yml")
    assert (result.code, Path("manifest.yml").exists()) == (2, False)

    from forgecfg.files import temporary

    finish = temporary.NewFile.finish
    late = '{"format": "forgecfg-baseline", "version": 1, "files": {"late": []}}\n'

    def finish_late(file: temporary.NewFile) -> None:
        Path("known.json").write_text(late, encoding="utf-8")
        finish(file)

    monkeypatch.setattr(temporary.NewFile, "finish", finish_late)
    result = run("check", "error.yml", "--write-baseline", "--baseline", "known.json")
    assert result.code == 2
    assert "known.json was changed by another program; not written, try again" in result.err
    assert Path("known.json").read_text("utf-8") == late


def test_a_verifier_replaces_no_input(run: Run, files: Path) -> None:
    arguments = ("remote", "verifier", "--lang", "node", "--force", "--output")
    assert run(*arguments, "verify.mjs").code == 0
    assert run(*arguments, "verify.mjs").code == 0
    (files / "link").symlink_to("verify.mjs")
    (files / "manifest.yml").write_bytes(EXAMPLE.read_bytes())
    for name in ("link", "manifest.yml"):
        result = run(*arguments, name)
        assert result.code == 2
        assert f"cannot write the verifier to {name}: " in result.err
    assert (files / "manifest.yml").read_bytes() == EXAMPLE.read_bytes()
