"""A lock on a file for the moment in which it is replaced.

The system releases the lock when its process ends, however it ends, so no lock is ever left over.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PATIENCE = 10.0
"""Seconds to wait for another process, which holds the lock for a few milliseconds."""

_PAUSE = 0.005


class LockedError(OSError):
    """Another process holds the lock, and does not release it."""

    def __init__(self) -> None:
        super().__init__("another process is writing it")


@contextlib.contextmanager
def locked(file: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of an existing file. Raises LockedError after `patience` seconds.

    The lock is that of the file which has the name now, even if another process replaced it while
    this one waited. On a file system without locks, nothing is locked.
    """
    end = time.monotonic() + patience
    held = _windows_lock if sys.platform == "win32" else _unix_lock
    with held(file, lambda: _wait(end)):
        yield


def _wait(end: float) -> None:
    if time.monotonic() > end:
        raise LockedError
    time.sleep(_PAUSE)


@contextlib.contextmanager
def _unix_lock(file: Path, wait: Callable[[], None]) -> Iterator[None]:
    import fcntl

    while True:
        number = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            try:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
                busy = False
            except BlockingIOError:
                busy = True
            except OSError:  # a file system without locks
                busy = False
            # The file may have been replaced meanwhile; then this is the lock of the old one.
            if not busy and os.path.samestat(os.fstat(number), file.stat()):
                yield
                return
        finally:
            os.close(number)
        wait()


@contextlib.contextmanager
def _windows_lock(file: Path, wait: Callable[[], None]) -> Iterator[None]:
    """A lock on a file in the temporary directory: on Windows no open file can be replaced."""
    import hashlib
    import msvcrt
    import tempfile

    name = hashlib.sha256(os.path.normcase(file.resolve()).encode()).hexdigest()[:32]
    number = os.open(Path(tempfile.gettempdir(), f"forgecfg-{name}.lock"), os.O_RDWR | os.O_CREAT)
    try:
        while True:
            try:
                msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
                break
            except OSError:
                wait()
        try:
            yield
        finally:
            os.lseek(number, 0, os.SEEK_SET)
            msvcrt.locking(number, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]
    finally:
        os.close(number)
