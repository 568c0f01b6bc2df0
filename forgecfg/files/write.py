"""Write a file atomically: it is the old one or the new one, never a mixture."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from forgecfg.errors import ForgecfgError
from forgecfg.files.regular import MANIFEST, read_regular_file


class WriteError(ForgecfgError):
    """A file that could not be written; it is unchanged."""


def write_back(path: Path, old: bytes, new: bytes) -> str:
    """Replace the content of a file that was read as `old`.

    The new content is written to a temporary file in the same directory, synced to disk, and
    renamed to the old file. The target of a symbolic link is replaced, not the link. The mode is
    kept, and the owner if the system allows it. Two forgecfg that write the same file lock it while
    they compare and replace, so that the later one sees the change of the earlier one.

    Returns a note for the user, "" if there is none: other hard links of the file keep the old
    content. Raises WriteError if the file is read-only, has changed since it was read, or cannot be
    written; the file is then unchanged.
    """
    from forgecfg.files.lock import locked
    from forgecfg.files.temporary import NewFile

    try:
        target = path.resolve(strict=True)
        before = target.stat()
        check_writable(path, target, before)
        temporary = NewFile(target, before)
        try:
            temporary.stream.write(new)
            temporary.finish()
            with locked(target):
                if read_regular_file(target, MANIFEST, cut=True) != old:
                    raise WriteError(
                        f"{path} was changed by another program; not written, try again"
                    )
                temporary.replace()
        finally:
            temporary.discard()
    except OSError as error:
        raise WriteError(f"cannot write {path}: {error.strerror or error}") from None
    return f"{path} had other hard links, which keep the old content" if before.st_nlink > 1 else ""


def check_writable(path: Path, target: Path, status: os.stat_result) -> None:
    """Raise WriteError if a file must not be replaced: a rename does not respect its mode."""
    if not status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise WriteError(f"cannot write {path}: it is read-only")
    if not os.access(target, os.W_OK):
        raise WriteError(f"cannot write {path}: permission denied")
