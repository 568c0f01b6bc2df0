"""What goes wrong between forgecfg and the system: closed streams, full disks, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from .conftest import CLEAN, MANIFESTS, Run, Start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="streams differ on Windows")

# More than a pipe holds.
LARGE = "modules:\n  macro:\n" + "".join(
    f"    - key: m{number}\n      resolver:\n        endpoint: absent-{number}\n"
    for number in range(1500)
)


@pytest.mark.parametrize("form", ["text", "concise", "json"])
def test_a_reader_that_stops_reading(start: Start, here: Path, form: str) -> None:
    (here / "manifest.yml").write_text(LARGE, encoding="utf-8")
    child = start("check", "manifest.yml", "--format", form)
    assert child.stdout
    assert child.stderr
    assert child.stdout.readline()
    child.stdout.close()
    assert child.wait(60) == 2
    assert child.stderr.read() == b""


@pytest.mark.parametrize(
    "arguments",
    [
        ("rules",),
        ("schema",),
        ("explain", "FC201"),
        ("--version",),
        ("--help",),
        ("check", "--help"),
    ],
)
def test_no_reader_at_all(start: Start, arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    child = start(*arguments, stdout=writing)
    os.close(writing)
    _, err = child.communicate(timeout=60)
    assert child.returncode == 2
    assert err == b""


def test_ctrl_c(start: Start) -> None:
    child = start("check", "-")
    assert child.stdin
    assert child.stdout
    assert child.stderr
    # It takes all of this only when it reads; it then waits for more.
    child.stdin.write(b"#" * 300_000)
    child.stdin.flush()
    for _ in range(20):
        # Python notices a signal late that comes just before it begins to wait.
        time.sleep(0.2)
        child.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            child.wait(1)
            break
    assert child.returncode == 130
    assert child.stderr.read() == b"forgecfg: interrupted\n"
    assert child.stdout.read() == b""


@pytest.mark.parametrize("form", ["text", "concise", "json"])
def test_standard_input_is_closed(process: Run, form: str) -> None:
    result = process("check", "-", "--format", form, before=lambda: os.close(0))
    assert result.code == 2
    assert "standard input is closed" in result.out
    assert result.err == ""


def test_standard_output_is_closed(process: Run, files: Path) -> None:
    result = process("check", "error.yml", before=lambda: os.close(1))
    assert result.code == 2
    assert result.err == "forgecfg: cannot write the output: standard output is closed\n"
    arguments = ("check", "error.yml", "--format", "json", "--output-file", "report")
    assert process(*arguments, before=lambda: os.close(1)).code == 1
    assert json.loads((files / "report").read_text(encoding="utf-8"))["summary"]["errors"] == 1


def test_standard_error_is_closed(start: Start, files: Path) -> None:
    assert (files / "clean.yml").exists()
    for name, code in (("clean.yml", 0), ("error.yml", 1), ("nowhere.yml", 2)):
        child = start("check", name, before=lambda: os.close(2))
        child.communicate(timeout=60)
        assert child.returncode == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [("check", "error.yml"), ("rules",), ("--version",)])
@pytest.mark.usefixtures("files")
def test_a_full_disk(process: Run, arguments: tuple[str, ...]) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        result = process(*arguments, stdout=full)
    finally:
        os.close(full)
    assert result.code == 2
    assert result.err == "forgecfg: cannot write the output: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.usefixtures("files")
def test_an_output_file_on_a_full_disk(process: Run) -> None:
    result = process("check", "error.yml", "--output-file", "/dev/full")
    assert result.code == 2
    assert result.err == "forgecfg: cannot write /dev/full: No space left on device\n"


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp1252"])
def test_standard_input_is_utf_8_whatever_the_terminal_says(process: Run, encoding: str) -> None:
    text = MANIFESTS["error"].replace("title: Hello", "title: Grüße 🚀")
    result = process("check", "-", stdin=text.encode(), env={"PYTHONIOENCODING": encoding})
    assert result.code == 1
    assert "FC104" in result.out
    assert "FC009" not in result.out


def test_output_is_the_same_in_a_process_of_its_own(process: Run, run: Run, files: Path) -> None:
    assert (files / "error.yml").exists()
    for arguments in (("check", "error.yml", "nowhere.yml"), ("rules",), ("check", "-x")):
        alone, together = process(*arguments), run(*arguments)
        assert alone == together


def test_line_ends_of_standard_input_are_kept(process: Run) -> None:
    text = CLEAN.replace("\n", "\r\n").encode() + b"providers: 5\r\n"
    result = process("check", "-", "--format", "concise", stdin=text)
    assert result.out.startswith("manifest.yml:14:12: error[wrong-type]")
