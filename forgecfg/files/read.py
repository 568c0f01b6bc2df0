"""Reading manifests from disk."""

from __future__ import annotations

import errno
import stat
import sys
from pathlib import Path
from typing import NamedTuple

from forgecfg.document.limits import SAFETY_SIZE_LIMIT

_REASONS = {
    errno.ENOENT: "no such file",
    errno.EISDIR: "it is a folder",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ELOOP: "its symbolic links go round in a circle",
}


class Unreadable(NamedTuple):
    """Why a file cannot be read, as the end of a sentence."""

    reason: str


def read_manifest_file(path: Path) -> bytes | Unreadable:
    """The bytes of a file, or why it cannot be read.

    Of a file beyond the safety limit only as much is read as shows that it is too large.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            return Unreadable("it is a folder" if stat.S_ISDIR(mode) else "it is no file")
        with path.open("rb") as stream:
            return stream.read(SAFETY_SIZE_LIMIT + 1)
    except OSError as error:
        return Unreadable(reason_of(error))
    except ValueError:  # a name that no file can have, such as one with a zero byte
        return Unreadable("no file can have this name")


def read_standard_input() -> bytes | Unreadable:
    """The bytes of standard input, or why it cannot be read."""
    if sys.stdin is None:
        return Unreadable("standard input is closed")
    try:
        return sys.stdin.buffer.read(SAFETY_SIZE_LIMIT + 1)
    except OSError as error:
        return Unreadable(reason_of(error))


def reason_of(error: OSError) -> str:
    """Why the system would not let us read something, in words."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
