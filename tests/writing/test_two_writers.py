"""Two processes that write the same file, and processes that are ended while they write."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from forgecfg.files import write
from forgecfg.files.lock import LockedError, locked
from forgecfg.files.regular import FileType, read_regular_file
from forgecfg.files.write import WriteError, write_back

from .children import in_child

OLD = b"app: {}\n"
ROUNDS = 10

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes of one's own here")
# The process waits in the middle of writing, with a temporary file, until it is ended.
WAITING = """\
import os, signal, sys, time
if hasattr(signal, "SIGHUP"):  # which the tests ignore if they run under nohup
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
from forgecfg.cli import main
fsync = os.fsync
def wait(number):
    print("waiting", flush=True)
    time.sleep(60)
os.fsync = wait
sys.argv[0] = "forgecfg"
main.run()
"""
MANIFEST = """\
app: {id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00}
permissions:
  scopes: [read:jira-work, read:jira-work]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "manifest.yml"
    file.write_bytes(OLD)
    return file


@forks
def test_of_two_writers_at_once_one_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def read_slowly(path: Path, kind: FileType, cut: bool = False) -> bytes:
        content = read_regular_file(path, kind, cut=cut)
        time.sleep(0.02)  # between comparing and replacing
        return content

    monkeypatch.setattr(write, "read_regular_file", read_slowly)
    start = file.with_name("start")
    for _ in range(ROUNDS):
        file.write_bytes(OLD)
        results = file.with_name("results")
        results.write_bytes(b"")

        def write_new(new: bytes, results: Path = results) -> None:
            while not start.exists():
                pass
            try:
                write_back(file, OLD, new)
                said = new
            except WriteError as error:
                said = f"{error}\n".encode()
            with results.open("ab") as stream:
                stream.write(said)

        child = os.fork()
        if child == 0:
            try:
                write_new(b"one: 1\n")
            finally:
                os._exit(0)
        start.touch()
        write_new(b"two: 2\n")
        os.waitpid(child, 0)
        start.unlink()
        written = file.read_bytes()
        refused = f"{file} was changed by another program; not written, try again\n".encode()
        assert results.read_bytes() in (written + refused, refused + written)
        assert sorted(path.name for path in file.parent.iterdir()) == ["manifest.yml", "results"]


@forks
def test_a_lock_is_waited_for_but_not_forever(file: Path) -> None:
    with locked(file):
        said = in_child(lambda: _lock(file, 0.1))
    assert said == (0, "LockedError: another process is writing it")
    assert in_child(lambda: _lock(file, 0.1)) == (0, "")


def _lock(file: Path, patience: float) -> None:
    with locked(file, patience):
        pass


@forks
def test_the_lock_of_a_process_that_was_killed_is_free(file: Path) -> None:
    def die() -> None:
        with locked(file):
            os.kill(os.getpid(), signal.SIGKILL)

    assert in_child(die) == (-signal.SIGKILL, "")
    with locked(file, 0.1):
        pass


@forks
def test_the_lock_is_that_of_the_file_with_the_name(file: Path) -> None:
    """Not that of a file that was replaced while this process waited."""
    with locked(file):
        other = file.with_name("other")
        other.write_bytes(b"new: 1\n")
        other.replace(file)
        with locked(file, 0.1), pytest.raises(LockedError), locked(file, 0.1):
            pass


def test_a_file_system_without_locks(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")

    def fail(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", fail)
    write_back(file, OLD, b"new: 1\n")
    assert file.read_bytes() == b"new: 1\n"


def test_other_hard_links_keep_the_old_content_and_are_mentioned(file: Path) -> None:
    assert write_back(file, OLD, OLD) == ""
    other = file.with_name("other.yml")
    os.link(file, other)
    assert write_back(file, OLD, b"new: 1\n") == (
        f"{file} had other hard links, which keep the old content"
    )
    assert (file.read_bytes(), other.read_bytes()) == (b"new: 1\n", OLD)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--fix"),
        ("check", "--output-file", "report"),
        ("check", "--write-baseline"),
        ("scaffold", "--scope", "write:jira-work", "--no-input"),
        ("graph", "--output-file", "report"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_a_signal_leaves_no_temporary_file(
    tmp_path: Path, arguments: tuple[str, ...], name: str
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    child = subprocess.Popen(
        [sys.executable, "-c", WAITING, *arguments],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    while "waiting" not in child.stdout.readline():
        assert child.poll() is None
    assert list(tmp_path.glob(".*.tmp"))
    time.sleep(0.05)
    number = getattr(signal, name)
    child.send_signal(number)
    _, said = child.communicate(timeout=20)
    assert (tmp_path / "manifest.yml").read_text("utf-8") == MANIFEST
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    if name == "SIGINT":
        assert (child.returncode, said.splitlines()[-1]) == (130, "forgecfg: interrupted")
    else:
        assert (child.returncode, said) == (-number, "")


def test_a_name_as_long_as_the_system_allows(tmp_path: Path) -> None:
    file = tmp_path / ("é" * 125 + ".yml")
    file.write_bytes(OLD)
    write_back(file, OLD, b"new: 1\n")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new: 1\n"]
