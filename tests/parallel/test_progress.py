"""A bar for those who wait at a terminal, and nothing for anybody else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from forgecfg.cli import progress
from forgecfg.document.positions import Span
from forgecfg.findings import FileReport, Finding, Severity

from .conftest import CLEAN, Many

pty = pytest.importorskip("pty")

FINDING = Finding("f", "FC104", "wrong-type", Severity.ERROR, "m", Span(0, 0, 1, 1, 1, 1))


def run(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> tuple[str, str]:
    """Standard output, and what a terminal on standard error gets."""
    ours, its = pty.openpty()
    usual = {k: v for k, v in os.environ.items() if k not in ("CI", "NO_COLOR")}
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "check", "--format", "concise", *arguments],
        cwd=folder,
        env={**usual, "TERM": "xterm", "COLUMNS": "80", **(env or {})},
        stdout=subprocess.PIPE,
        stderr=its,
        encoding="utf-8",
    )
    os.close(its)
    seen = b""
    out, _ = child.communicate(timeout=60)
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    return out, seen.decode()


# Every run is a long one.
PROGRAM = """\
from forgecfg.cli import progress
from forgecfg.cli.main import main
progress._LOOK_AFTER = 0.0
progress._LONG = 0.0
main()
"""


def test_on_a_terminal(many: Many, tmp_path: Path) -> None:
    many(40)
    quiet_out, _ = run(tmp_path, env={"CI": "true"})
    assert len(quiet_out.splitlines()) > 20
    for jobs in ("1", "2"):
        out, seen = run(tmp_path, "--jobs", jobs)
        assert "checking" in seen
        assert "/40" in seen
        # The output has nothing of it, and nothing of it is left behind.
        assert out == quiet_out
        # The last thing is to wipe the line and to bring the cursor back.
        assert seen.endswith("\x1b[?25h\r\x1b[1A\x1b[2K")


@pytest.mark.parametrize(
    ("arguments", "env"),
    [
        (("--quiet",), {}),
        ((), {"CI": "true"}),
        ((), {"TERM": "dumb"}),
        (("--show-files",), {}),
    ],
    ids=str,
)
def test_nobody_watches(
    many: Many, tmp_path: Path, arguments: tuple[str, ...], env: dict[str, str]
) -> None:
    many(20)
    assert run(tmp_path, *arguments, env=env)[1] == ""


def test_a_short_run_has_no_bar(tmp_path: Path) -> None:
    (tmp_path / "manifest.yml").write_text(CLEAN, encoding="utf-8")
    ours, its = pty.openpty()
    program = "import sys; from forgecfg.cli.main import main; main(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, "check"],
        cwd=tmp_path,
        env={**os.environ, "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=its,
        encoding="utf-8",
        check=True,
    )
    os.close(its)
    os.set_blocking(ours, False)
    with pytest.raises(OSError, match=r"Errno"):
        os.read(ours, 1)
    os.close(ours)
    assert "rich" not in done.stdout.splitlines()[-1].split(" ")


class Recorder:
    """Stands for the bar."""

    def __init__(self, log: list[str]) -> None:
        self._log = log

    def show(self, number: int) -> None:
        self._log.append(f"show {number}")

    def hide(self) -> None:
        self._log.append("hide")


def reports(log: list[str], count: int, pause: float) -> Iterator[FileReport]:
    for number in range(count):
        time.sleep(pause)
        log.append(f"report {number}")
        yield FileReport(str(number), (FINDING,) if number % 2 else ())


@pytest.mark.parametrize("shares", [True, False])
def test_the_bar_makes_room_for_findings(monkeypatch: pytest.MonkeyPatch, shares: bool) -> None:
    log: list[str] = []
    monkeypatch.setattr(progress, "_Bar", lambda _: Recorder(log))
    monkeypatch.setattr(progress, "is_terminal", lambda: shares)
    monkeypatch.setattr(progress, "_LOOK_AFTER", -1.0)
    monkeypatch.setattr(progress, "_LONG", -1.0)
    for report in progress.with_progress(reports(log, 2, 0), 2):
        log += [f"written {report.file}"]
    room = ["hide"] if shares else []
    assert log == [
        *("report 0", "written 0", "show 1"),
        *("report 1", *room, "written 1", "show 2", "hide"),
    ]


def test_it_comes_only_when_the_whole_will_take_long(monkeypatch: pytest.MonkeyPatch) -> None:
    log: list[str] = []
    monkeypatch.setattr(progress, "_Bar", lambda _: Recorder(log))
    monkeypatch.setattr(progress, "_LOOK_AFTER", 0.01)
    monkeypatch.setattr(progress, "_LONG", 0.5)
    assert len(list(progress.with_progress(reports([], 10, 0.005), 10))) == 10
    assert log == []
    assert len(list(progress.with_progress(reports([], 10, 0.005), 1000))) == 10
    assert log[0].startswith("show")
    assert log[-1] == "hide"
