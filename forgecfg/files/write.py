"""Writing a manifest back: the file is the old one or the new one, never anything between."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from forgecfg.errors import ForgecfgError


class WriteError(ForgecfgError):
    """A file that could not be written; it is as it was."""


def write_back(path: Path, old: bytes, new: bytes) -> None:
    """Replace the content of a file that was read as `old`.

    The new content goes to a temporary file in the same folder, to the disk, and then takes the
    name of the old file. A symbolic link stays one: what it leads to is replaced. The mode is kept,
    and the owner where the system allows it.

    Raises WriteError where the file is read-only, has changed since it was read, or cannot be
    written; the file is then as it was.
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
            _refuse_changed(path, target, old)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise WriteError(f"cannot write {path}: {error.strerror or error}") from None


def _refuse_changed(path: Path, target: Path, old: bytes) -> None:
    if target.read_bytes() != old:
        raise WriteError(f"{path} was changed by another program meanwhile; nothing was written")


def _temporary(target: Path, content: bytes, like: os.stat_result) -> Path:
    """A file with the content beside the target, safely on the disk."""
    # Only here: it loads a random number generator, and few runs write.
    import tempfile

    number, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            # Changing the owner may clear bits of the mode, so it comes first.
            _give_to(temporary, like)
            temporary.chmod(_mode(like, temporary.stat()))
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _give_to(temporary: Path, like: os.stat_result) -> None:
    """The owner and the group that the target has, as far as the system allows."""
    # Only root may give files away; a group of one's own is allowed to everybody.
    for owner in (like.st_uid, -1):
        with contextlib.suppress(OSError, AttributeError):
            os.chown(temporary, owner, like.st_gid)
            return


def _mode(like: os.stat_result, now: os.stat_result) -> int:
    """The target's mode; who runs a file as its owner must not become somebody else."""
    mode = stat.S_IMODE(like.st_mode)
    if now.st_uid != like.st_uid:
        mode &= ~stat.S_ISUID
    if now.st_gid != like.st_gid:
        mode &= ~stat.S_ISGID
    return mode


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk, where folders can be synced at all."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
