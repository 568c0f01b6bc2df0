"""Read manifests from disk."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import NamedTuple

from forgecfg.document.limits import SAFETY_SIZE_LIMIT
from forgecfg.files.regular import MANIFEST, read_regular_file

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
        return read_regular_file(path, MANIFEST, cut=True)
    except OSError as error:
        return Unreadable(reason_of(error))


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
