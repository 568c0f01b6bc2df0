"""A process may die, a file may be poison: the other results are delivered."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import pytest

from forgecfg.config.settings import CheckArguments, Settings
from forgecfg.document.document import Document
from forgecfg.findings import FileReport
from forgecfg.manifest import view
from forgecfg.manifest.view import Manifest
from forgecfg.runner import target
from forgecfg.runner.pool import check_files
from forgecfg.runner.target import Target
from forgecfg.runner.workers import Method, check_in_workers

from .conftest import CLEAN, Forgecfg, Many

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="tested where processes fork")

check_target = target.check_target


def poison(monkeypatch: pytest.MonkeyPatch, bad: Callable[[Target], bool]) -> None:
    """Let worker processes die when they check certain files."""
    parent = os.getpid()

    def check(target: Target, settings: Settings) -> FileReport:
        if bad(target) and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return check_target(target, settings)

    monkeypatch.setattr("forgecfg.runner.workers.check_target", check)


def codes(reports: list[FileReport]) -> list[list[str]]:
    return [[finding.code for finding in report.findings] for report in reports]


WARNING = "a worker process could not start or died; checking the other files without workers"


def test_a_worker_that_dies_costs_no_report(many: Many, monkeypatch: pytest.MonkeyPatch) -> None:
    targets = many(70)
    expected = codes(list(check_files(targets, CheckArguments(), 1)))
    warnings: list[str] = []
    poison(monkeypatch, lambda target: target.name == targets[30].name)
    reports = list(check_files(targets, CheckArguments(), 2, warnings.append))
    assert [report.file for report in reports] == [target.name for target in targets]
    assert codes(reports) == expected
    assert warnings == [WARNING]


def test_all_workers_may_die(many: Many, monkeypatch: pytest.MonkeyPatch) -> None:
    targets = many(30)
    expected = codes(list(check_files(targets, CheckArguments(), 1)))
    poison(monkeypatch, lambda _: True)
    assert codes(list(check_files(targets, CheckArguments(), 2))) == expected


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_killed_from_outside(many: Many, method: Method) -> None:
    targets = many(30) * 30
    expected = codes(list(check_files(targets, CheckArguments(), 1)))
    warnings: list[str] = []
    reports: list[FileReport] = []
    for number, report in enumerate(
        check_in_workers(targets, CheckArguments(), 2, warnings.append, method)
    ):
        reports.append(report)
        if number == 100:
            children = multiprocessing.active_children()
            assert len(children) == 2
            for child in children:
                child.kill()
    assert codes(reports) == expected
    assert warnings == [WARNING]
    assert multiprocessing.active_children() == []


def test_on_the_command_line(
    forgecfg: Forgecfg, many: Many, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = many(40)
    poison(monkeypatch, lambda target: target.name == targets[11].name)
    result = forgecfg("check", "--format", "json", "--jobs", "2")
    report = json.loads(result.out)
    assert result.code == 1
    assert report["files"] == [target.name for target in targets]
    assert result.err == f"forgecfg: {WARNING}\n"


@pytest.mark.parametrize("options", [("--jobs", "1"), ("--jobs", "2"), ("--fix",)], ids=" ".join)
def test_a_crash_over_one_file_is_a_finding(
    forgecfg: Forgecfg, many: Many, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    targets = many(8)
    usual = view.read_manifest

    def crash(document: Document) -> Manifest:
        if "poison" in document.text:
            raise RecursionError("on purpose\nin two lines")
        return usual(document)

    monkeypatch.setattr("forgecfg.linter.lint.read_manifest", crash)
    Path(targets[3].path or "").write_text(CLEAN + "# poison\n", encoding="utf-8")
    result = forgecfg("check", "--format", "json", *options)
    report = json.loads(result.out)
    assert result.code == 2
    assert report["files"] == [target.name for target in targets]
    found = [one for one in report["findings"] if one["code"] == "FC000"]
    assert [one["file"] for one in found] == [targets[3].name]
    assert found[0]["message"].startswith("internal error: RecursionError: on purpose in two lines")


def test_where_no_process_can_be_started(many: Many, monkeypatch: pytest.MonkeyPatch) -> None:
    targets = many(60)
    expected = codes(list(check_files(targets, CheckArguments(), 1)))
    started = multiprocessing.process.BaseProcess.start
    left = 0

    def refuse(process: multiprocessing.process.BaseProcess) -> None:
        nonlocal left
        if left == 0:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        left -= 1
        started(process)

    def terminate_late(process: multiprocessing.process.BaseProcess) -> None:
        Timer(1.5, terminated, (process,)).start()

    terminated = multiprocessing.process.BaseProcess.terminate
    monkeypatch.setattr(multiprocessing.process.BaseProcess, "start", refuse)
    monkeypatch.setattr(multiprocessing.process.BaseProcess, "terminate", terminate_late)
    for allowed in (0, 1):
        left = allowed
        assert codes(list(check_files(targets, CheckArguments(), 3))) == expected
        assert multiprocessing.active_children() == []


def test_the_processes_end_when_nobody_reads_on(many: Many) -> None:
    reports = check_files(many(30) * 30, CheckArguments(), 2)
    next(reports)
    assert len(multiprocessing.active_children()) == 2
    reports.close()
    assert multiprocessing.active_children() == []


def start(folder: Path) -> subprocess.Popen[str]:
    """A run over the folder in a process group of its own, which has begun to report."""
    run = subprocess.Popen(
        [sys.executable, "-m", "forgecfg", "check", "--jobs", "2", "--format", "concise"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    assert run.stdout is not None
    run.stdout.readline()
    return run


def members(group: int) -> list[int]:
    """The processes of a group that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, number = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
            except OSError:
                continue
            if int(number) == group and state != "Z":
                found.append(int(entry.name))
    return found


def gone(group: int) -> bool:
    end = time.monotonic() + 10
    while members(group):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def huge(many: Many, tmp_path: Path) -> Path:
    """Manifests for some seconds."""
    many(60)
    for number in range(800):
        folder = tmp_path / f"z-{number}"
        folder.mkdir()
        text = CLEAN.replace("{}", "{macro: [{key: a, resource: b, resolver: {endpoint: c}}]}")
        (folder / "manifest.yml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("whole_group", [True, False], ids=["terminal", "process"])
def test_an_interrupt_ends_all(huge: Path, whole_group: bool) -> None:
    run = start(huge)
    assert len(members(run.pid)) == 3
    if whole_group:
        os.killpg(run.pid, signal.SIGINT)  # what a terminal does
    else:
        os.kill(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=20)
    assert (run.returncode, err) == (130, "forgecfg: interrupted\n")
    assert gone(run.pid)


def test_the_processes_end_with_their_parent(huge: Path) -> None:
    run = start(huge)
    assert len(members(run.pid)) == 3
    os.kill(run.pid, signal.SIGKILL)
    assert gone(run.pid)
    run.communicate(timeout=20)


def test_a_reader_that_goes_away_ends_all(huge: Path) -> None:
    run = start(huge)
    assert run.stdout is not None
    run.stdout.close()
    assert run.wait(timeout=20) == 2
    assert run.stderr is not None
    assert run.stderr.read() == ""
    run.stderr.close()
    assert gone(run.pid)
