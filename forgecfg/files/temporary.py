"""Temporary files that replace other files, and are removed if the program ends before that."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

_ATTEMPTS = 100

_unfinished: set[str] = set()
"""The temporary files that still exist, or are about to be created."""


class NewFile:
    """A hidden file next to `target`, which gets its name with `replace`.

    `stream` writes its content. With `like` the new file gets that mode, and that owner and group
    if the system allows it; without, it is created as any new file is. Raises OSError if it cannot
    be created.
    """

    def __init__(self, target: Path, like: os.stat_result | None = None) -> None:
        self._target = target
        self._like = like
        self.stream: BinaryIO = self._create(0o600 if like is not None else 0o666)

    def _create(self, mode: int) -> BinaryIO:
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
        flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        for _ in range(_ATTEMPTS):
            name = f".{self._target.name[:50]}.{os.urandom(6).hex()}.tmp"
            self._path = self._target.with_name(name)
            # Registered first: a signal can come right after the file is created.
            _unfinished.add(str(self._path))
            try:
                return os.fdopen(os.open(self._path, flags, mode), "wb")
            except FileExistsError:
                _unfinished.discard(str(self._path))
            except BaseException:
                self._remove()
                raise
        raise FileExistsError(17, "too many temporary files", str(self._path))

    def finish(self) -> None:
        """Write the content to disk, set mode and owner, and close the file."""
        self.stream.flush()
        if self._like is not None:
            # Changing the owner can clear bits of the mode, so it comes first.
            _copy_owner(self._path, self._like)
            self._path.chmod(_mode(self._like, self._path.stat()))
        os.fsync(self.stream.fileno())
        self.stream.close()

    def replace(self) -> None:
        """Give the finished file the name of the target."""
        self._path.replace(self._target)
        _unfinished.discard(str(self._path))
        _sync_folder(self._target.parent)

    def discard(self) -> None:
        """Remove the file, unless it has replaced the target."""
        with contextlib.suppress(OSError):
            self.stream.close()
        if str(self._path) in _unfinished:
            self._remove()

    def _remove(self) -> None:
        with contextlib.suppress(OSError):
            self._path.unlink()
        _unfinished.discard(str(self._path))


def remove_unfinished() -> None:
    """Remove all temporary files that exist, because the program ends."""
    for path in list(_unfinished):
        with contextlib.suppress(OSError):
            os.unlink(path)  # noqa: PTH108 (called while a signal is handled)


def _copy_owner(temporary: Path, like: os.stat_result) -> None:
    """Copy owner and group of the target, as far as the system allows."""
    # Only root can change the owner; other users can only set a group that they are in.
    for owner in (like.st_uid, -1):
        with contextlib.suppress(OSError, AttributeError):
            os.chown(temporary, owner, like.st_gid)
            return


def _mode(like: os.stat_result, now: os.stat_result) -> int:
    """The mode of the target; drop setuid and setgid when owner or group change."""
    mode = stat.S_IMODE(like.st_mode)
    if now.st_uid != like.st_uid:
        mode &= ~stat.S_ISUID
    if now.st_gid != like.st_gid:
        mode &= ~stat.S_ISGID
    return mode


def _sync_folder(folder: Path) -> None:
    """Sync the directory to disk, if the system supports it."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
