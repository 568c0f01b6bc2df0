"""Report files: where a report may be written, and writing it as a whole."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from forgecfg.config.locate import NAMES, PYPROJECT
from forgecfg.errors import ForgecfgError, UsageError
from forgecfg.files.search import MANIFEST_NAMES
from forgecfg.reporters.escape import escape

if TYPE_CHECKING:
    from forgecfg.files.temporary import NewFile

_READ_BY_NAME = {*MANIFEST_NAMES, *NAMES, PYPROJECT, ".gitignore", "package.json"}
_SOURCE = {".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".mts", ".cts"}
_ERRORS = "backslashreplace"
# Where the system shows the open files of a process: the user means the file that is open there.
_OPEN_FILES = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/self/fd/")


def check_report_file(path: Path, inputs: Iterable[str] = (), what: str = "a report") -> None:
    """Raise UsageError if a report must not be written to `path`.

    That is: to an input of the run (those in `inputs`, or files that are read because of their
    names), through a symbolic link, or over a file that is not an earlier report. If `what` is
    something else, it may replace any other file: its caller decides. Devices and pipes are written
    to: nothing in them is lost.
    """
    try:
        reason = _objection(path, [one for one in inputs if os.path.isfile(one)], what)  # noqa: PTH113
    except (OSError, ValueError):
        return  # reported when the file is written
    if reason is not None:
        raise UsageError(f"cannot write {what} to {path}: {reason}")


def _objection(path: Path, inputs: list[str], what: str) -> str | None:
    if _is_open_file(path):
        return None
    advice = "remove it first or choose another name"
    link = _link_in(path)
    if link is not None:
        return f"{link} is a symbolic link; {advice}"
    exists = os.path.lexists(path)
    if exists and not path.is_file():
        return None
    is_report = what == "a report"
    is_input = path.name in _READ_BY_NAME or ".git" in path.absolute().parts
    if exists and not is_input:
        is_input = is_report and path.suffix in _SOURCE
        is_input |= any(os.path.samefile(path, one) for one in inputs)  # noqa: PTH121
    if is_input:
        return "it is an input file"
    if exists and is_report and not _is_report(path):
        return f"it exists and is not a report of forgecfg; {advice}"
    return None


def _is_open_file(path: Path) -> bool:
    name = path.as_posix()
    return any(name == one or (one.endswith("/") and name.startswith(one)) for one in _OPEN_FILES)


def _link_in(path: Path) -> Path | None:
    """The path itself if it is a link, or the first directory of it that is a link.

    Only directories of the repository count, or without one those below the current directory:
    others are not under the control of those who changed the repository.
    """
    if path.is_symlink():
        # A link to a device or a pipe overwrites nothing.
        target = path.stat() if path.exists() else None
        return path if target is None or not _is_device(target) else None
    top = os.fspath(_repository())
    for parent in reversed(path.parents):
        inside = os.path.commonpath((top, os.path.abspath(parent))) == top  # noqa: PTH100
        if inside and os.path.abspath(parent) != top and parent.is_symlink():  # noqa: PTH100
            return parent
    return None


def _is_device(status: os.stat_result) -> bool:
    return not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode)


def _repository() -> Path:
    """The repository that the current directory is in, or that directory."""
    current = Path.cwd()
    tops = (one for one in (current, *current.parents) if os.path.lexists(one / ".git"))
    return next(tops, current)


def _is_report(path: Path) -> bool:
    from forgecfg.reporters.earlier import HEAD, is_earlier_report

    with path.open("rb") as stream:
        return is_earlier_report(stream.read(HEAD))


class ReportFile:
    """A report in UTF-8, which replaces an earlier one when it is complete.

    `error` is the reason of a failure; after it, further text is ignored and the file is unchanged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.error: OSError | ForgecfgError | None = None
        self._stream: TextIO | None = None
        self._new: NewFile | None = None
        try:
            self._open()
        except (OSError, ForgecfgError) as error:
            self.error = error

    def _open(self) -> None:
        import io

        from forgecfg.files.temporary import NewFile
        from forgecfg.files.write import check_writable

        path = self.path
        exists = os.path.lexists(path)
        if _is_open_file(path) or (exists and not path.is_file()):
            # "a": what was written before stays, for example by the same shell command.
            self._stream = path.open("a", encoding="utf-8", errors=_ERRORS, newline="\n")
            return
        like = path.stat() if exists else None
        if like is not None:
            check_writable(path, path, like)
        self._new = NewFile(path, like)
        self._stream = io.TextIOWrapper(self._new.stream, "utf-8", _ERRORS, "\n")

    def write(self, text: str) -> None:
        """Add a piece of text."""
        if self._stream is None or self.error is not None:
            return
        try:
            self._stream.write(text)
        except OSError as error:
            self.error = error

    def close(self) -> None:
        """Complete the file; writing buffered text can still fail here."""
        try:
            if self._stream is not None and self.error is None:
                self._stream.flush()
                if self._new is not None:
                    self._new.finish()
                    self._new.replace()
        except OSError as error:
            self.error = error
        finally:
            self.discard()

    def discard(self) -> None:
        """Leave the file as it was, unless it is complete."""
        if self._stream is not None:
            with suppress(OSError):  # what is still buffered cannot be written
                self._stream.close()
        if self._new is not None:
            self._new.discard()

    @property
    def error_message(self) -> str:
        """The error as one line for the user."""
        if isinstance(self.error, ForgecfgError):
            return escape(str(self.error))
        reason = (self.error.strerror or str(self.error)) if self.error else ""
        return escape(f"cannot write {self.path}: {reason}")
