"""Read a file. All files that forgecfg reads are opened here; a test looks for other calls.

What a repository contains is an attacker's data: a path can be a link to a device that never ends,
a FIFO that never answers, or a file outside the repository.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import NamedTuple

from forgecfg.document.limits import SAFETY_SIZE_LIMIT


class FileType(NamedTuple):
    """A type of file that forgecfg reads, and its maximum size in bytes."""

    name: str
    limit: int


MANIFEST = FileType("a manifest", SAFETY_SIZE_LIMIT)
CONFIGURATION = FileType("a configuration", 300_000)
IGNORE_FILE = FileType("an ignore file", 200_000)
GIT_FILE = FileType("a file of git", 10_000)
BASELINE = FileType("a baseline", 10_000_000)
OFFICIAL_SCHEMA = FileType("a schema", 5_000_000)
PACKAGE = FileType("a package.json", 1_000_000)
# Longer files of an app are not written by hand.
APP_FILE = FileType("a file of an app", 2_000_000)
KEY_FILE = FileType("a key", 100_000)
REQUEST = FileType("a request", SAFETY_SIZE_LIMIT)

# Without O_NONBLOCK opening a FIFO waits for a writer, without O_BINARY Windows changes line ends.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_STEP = 1 << 16


class OutsideError(OSError):
    """A file that is outside the directory that it has to be in, for example through a link."""

    def __init__(self, reason: str = "outside the repository") -> None:
        super().__init__(errno.EXDEV, reason)


class NotRegularError(OSError):
    """A FIFO, a socket or a device."""

    def __init__(self) -> None:
        super().__init__(errno.EINVAL, "not a regular file")


def read_regular_file(
    path: str | os.PathLike[str], file_type: FileType, root: str | None = None, cut: bool = False
) -> bytes:
    """The content of a file.

    With `root`, a directory without links, the file must be below it once all links are followed,
    and not in `.git`, which can hold credentials. With `cut`, a file beyond the limit of its type
    is not an error: its first `limit + 1` bytes are returned.

    Raises OSError, with a reason in words as its `strerror`, for everything that cannot be read:
    OutsideError and NotRegularError are such errors.
    """
    try:
        name = os.fspath(path)
        flags = _FLAGS
        if root is not None:
            name = os.path.realpath(name, strict=True)
            if not is_inside(name, root):
                raise OutsideError
            flags |= _NO_LINK
        # Opening a device can have an effect already, so its type is checked before.
        _check(os.stat(name))  # noqa: PTH116
        number = os.open(name, flags)
    except ValueError:  # for example a zero byte
        raise OSError(errno.EINVAL, "invalid file name") from None
    try:
        found = os.fstat(number)
        _check(found)
        if found.st_size > file_type.limit and not cut:
            raise _too_large(file_type)
        data = _read(number, found.st_size, file_type.limit + 1)
    finally:
        os.close(number)
    if len(data) > file_type.limit and not cut:
        raise _too_large(file_type)
    return data


def is_inside(path: str, root: str) -> bool:
    """Whether a path is a directory, or below it and not in `.git`. Both are without links."""
    if path == root:
        return True
    prefix = root if root.endswith(os.sep) else root + os.sep
    if not path.startswith(prefix):
        return False
    return f"{os.sep}.git{os.sep}" not in f"{os.sep}{path[len(prefix) :]}{os.sep}".lower()


def repository_root(folder: str) -> str | None:
    """The root of the git work tree that a directory is in; None outside of one.

    `folder` is absolute and without links.
    """
    while not is_work_tree(folder):
        parent = os.path.dirname(folder)  # noqa: PTH120
        if parent == folder:
            return None
        folder = parent
    return folder


def is_work_tree(folder: str) -> bool:
    """Whether a directory is the root of a git work tree."""
    return os.path.lexists(os.path.join(folder, ".git"))  # noqa: PTH118


def _check(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a directory")
    if not stat.S_ISREG(found.st_mode):
        raise NotRegularError


def _read(number: int, size: int, limit: int) -> bytes:
    """At most `limit` bytes of a file whose size is known, but can change or be 0 as in /proc."""
    parts: list[bytes] = []
    step = size + 1
    while limit > 0:
        part = os.read(number, min(step, limit))
        if not part:
            break
        parts.append(part)
        limit -= len(part)
        step = _STEP
    return b"".join(parts)


def _too_large(file_type: FileType) -> OSError:
    megabytes = file_type.limit / 1_000_000
    return OSError(errno.EFBIG, f"larger than {megabytes:g} MB, the limit of {file_type.name}")
