"""Write a manifest atomically: the file is the old one or the new one, never a mixture."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from forgecfg.errors import ForgecfgError
from forgecfg.files.regular import MANIFEST, read_regular_file


class WriteError(ForgecfgError):
    """A file that could not be written; it is unchanged."""


def write_back(path: Path, old: bytes, new: bytes) -> None:
    """Replace the content of a file that was read as `old`.

    The new content is written to a temporary file in the same directory, synced to disk, and
    renamed to the old file. The target of a symbolic link is replaced, not the link. The mode is
    kept, and the owner if the system allows it.

    Raises WriteError if the file is read-only, has changed since it was read, or cannot be written;
    the file is then unchanged.
    """
    try:
        target = path.resolve(strict=True)
        before = target.stat()
        if not before.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise WriteError(f"cannot write {path}: it is read-only")
        if not os.access(target, os.W_OK):
            raise WriteError(f"cannot write {path}: permission denied")
        temporary = _temporary(target, new, before)
        try:
            _check_unchanged(path, target, old)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise WriteError(f"cannot write {path}: {error.strerror or error}") from None


def _check_unchanged(path: Path, target: Path, old: bytes) -> None:
    if read_regular_file(target, MANIFEST, cut=True) != old:
        raise WriteError(f"{path} was changed by another program; not written")


def _temporary(target: Path, content: bytes, like: os.stat_result) -> Path:
    """A file with the content in the directory of the target, synced to disk."""
    import tempfile

    number, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            # Changing the owner can clear bits of the mode, so it comes first.
            _copy_owner(temporary, like)
            temporary.chmod(_mode(like, temporary.stat()))
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


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
