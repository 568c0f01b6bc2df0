"""Reading manifests from disk."""

from __future__ import annotations

import errno
import stat
import sys
from pathlib import Path

from forgecfg.document.limits import SAFETY_SIZE_LIMIT
from forgecfg.findings import FileReport, Finding, Span
from forgecfg.rules.syntax.unreadable_file import describe, unreadable_file

_REASONS = {
    errno.ENOENT: "no such file",
    errno.EISDIR: "it is a folder",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ELOOP: "its symbolic links go round in a circle",
}


def read_manifest_file(path: Path) -> bytes | FileReport:
    """The bytes of a file, or a report with the one finding that it cannot be read.

    Of a file beyond the safety limit only as much is read as shows that it is too large.
    """
    file = path.as_posix()
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            return unreadable(file, "it is a folder" if stat.S_ISDIR(mode) else "it is no file")
        with path.open("rb") as stream:
            return stream.read(SAFETY_SIZE_LIMIT + 1)
    except OSError as error:
        return unreadable(file, reason_of(error))
    except ValueError:  # a name that no file can have, such as one with a zero byte
        return unreadable(file, "no file can have this name")


def read_standard_input(file: str) -> bytes | FileReport:
    """The bytes of standard input, or a report under the name `file` that it cannot be read."""
    if sys.stdin is None:
        return unreadable(file, "standard input is closed")
    try:
        return sys.stdin.buffer.read(SAFETY_SIZE_LIMIT + 1)
    except OSError as error:
        return unreadable(file, reason_of(error))


def unreadable(file: str, reason: str) -> FileReport:
    """The report of a file that cannot be read."""
    fault = describe(reason)
    rule = unreadable_file
    span = Span(0, 0, 1, 1, 1, 1)
    finding = Finding(file, rule.code, rule.name, rule.severity, fault.message, span)
    return FileReport(file, (finding,))


def reason_of(error: OSError) -> str:
    """Why the system would not let us read something, in words."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
