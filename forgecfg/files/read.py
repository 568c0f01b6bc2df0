"""Read manifests from disk."""

from __future__ import annotations

import errno
import stat
import sys
from pathlib import Path
from typing import NamedTuple

from forgecfg.document.limits import SAFETY_SIZE_LIMIT

_REASONS = {
    errno.ENOENT: "no such file",
    errno.EISDIR: "is a directory",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ELOOP: "symbolic link loop",
}


class Unreadable(NamedTuple):
    """Why a file cannot be read, for the text after a colon."""

    reason: str


def read_manifest_file(path: Path) -> bytes | Unreadable:
    """The bytes of a file, or why it cannot be read.

    Reading stops one byte after the size limit.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            return Unreadable("is a directory" if stat.S_ISDIR(mode) else "not a regular file")
        with path.open("rb") as stream:
            return stream.read(SAFETY_SIZE_LIMIT + 1)
    except OSError as error:
        return Unreadable(reason_of(error))
    except ValueError:  # for example a zero byte in the name
        return Unreadable("invalid file name")


def read_standard_input() -> bytes | Unreadable:
    """The bytes of standard input, or why it cannot be read."""
    if sys.stdin is None:
        return Unreadable("standard input is closed")
    try:
        return sys.stdin.buffer.read(SAFETY_SIZE_LIMIT + 1)
    except OSError as error:
        return Unreadable(reason_of(error))


def reason_of(error: OSError) -> str:
    """The reason of an error of the operating system, in words."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
