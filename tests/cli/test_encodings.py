"""What reaches pipes, files and terminals of any encoding, and consoles of Windows."""

from __future__ import annotations

import codecs
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from forgecfg.cli import streams
from forgecfg.cli.output import console_supports_color

MANIFEST = """\
app: {id: x}
modules:
  macro:
    - key: käse-日本
      resolver: {endpoint: gone}
"""
COMMANDS = [
    ("check",),
    ("check", "--format", "concise"),
    ("graph",),
    ("audit",),
    ("explain", "undefined-endpoint"),
    ("check", "--diff", "--fix"),
]


def run(folder: Path, encoding: str, *arguments: str) -> bytes:
    (folder / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "forgecfg", *arguments],
        cwd=folder,
        env=env,
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_pipe_is_utf_8(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    expected = run(tmp_path, "utf-8", *arguments)
    expected.decode("utf-8")
    for encoding in ("cp1252", "ascii", "cp437"):
        assert run(tmp_path, encoding, *arguments) == expected


class Terminal(io.TextIOWrapper):
    """A terminal with an encoding."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("ascii", r"5 | - ` | > k\xe4se \u65e5 ~"),
        ("cp1252", "5 | - ` | > käse \\u65e5 …"),
        ("cp437", "5 │ ─ └ ├ > käse \\u65e5 ~"),
        ("utf-8", "5 │ ─ └ ├ → käse 日 …"),
    ],
)
def test_a_terminal_gets_what_it_can_show(
    monkeypatch: pytest.MonkeyPatch, encoding: str, shown: str
) -> None:
    terminal = Terminal(encoding)
    monkeypatch.setattr(sys, "stdout", terminal)
    streams.prepare_streams()
    terminal.write("5 │ ─ └ ├ → käse 日 …")
    terminal.flush()
    assert terminal.buffer.getvalue().decode(encoding) == shown  # type: ignore[attr-defined]


def test_every_replacement_is_as_wide() -> None:
    codecs.register_error("forgecfg", streams._replace)
    for char in streams._ASCII:
        assert len(char.encode("ascii", errors="forgecfg")) == 1


class Kernel:
    """The console functions of Windows."""

    def __init__(self, mode: int | None, accepts: bool = True) -> None:
        self.mode = mode
        self.accepts = accepts

    def GetStdHandle(self, number: int) -> int:  # noqa: N802
        return number

    def GetConsoleMode(self, _: int, reference: Any) -> bool:  # noqa: N802
        if self.mode is not None:
            reference._obj.value = self.mode
        return self.mode is not None

    def SetConsoleMode(self, _: int, mode: int) -> bool:  # noqa: N802
        if self.accepts:
            self.mode = mode
        return self.accepts


@pytest.mark.parametrize(
    ("kernel", "expected", "mode"),
    [
        (Kernel(7), True, 7),
        (Kernel(3), True, 7),
        (Kernel(3, accepts=False), False, 3),
        (Kernel(None), False, None),
    ],
)
def test_old_consoles_get_no_color(
    monkeypatch: pytest.MonkeyPatch, kernel: Kernel, expected: bool, mode: int | None
) -> None:
    monkeypatch.delenv("TERM", raising=False)
    assert console_supports_color("win32", kernel) is expected
    assert kernel.mode == mode
    assert console_supports_color("linux", kernel) is True
