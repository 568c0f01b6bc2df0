"""The files of an app, as rules see them.

Paths are those of the manifest: relative to its directory, with `/`. Rules get the files as an
argument, so that a text can also be checked without any files.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property
from pathlib import Path
from posixpath import normpath
from typing import Protocol

from forgecfg.files.read import reason_of
from forgecfg.files.regular import (
    APP_FILE,
    NotRegularError,
    OutsideError,
    is_inside,
    read_regular_file,
    repository_root,
)

# A directory without any of these contains a manifest, but not its app.
APP_MARKERS = ("package.json", "src", "static", "node_modules")


# The usual file systems there ignore the case of names.
ANY_CASE = sys.platform in ("win32", "darwin")


class Kind(Enum):
    """What is at a path."""

    FILE = "a file"
    FOLDER = "a directory"
    MISSING = "missing"


class ProjectFiles(Protocol):
    """The files of one app."""

    def kind(self, path: str) -> Kind:
        """What is at a path; MISSING also for invalid paths."""
        ...

    def text(self, path: str) -> str | None:
        """The text of a file; None if it is unreadable, too long or not UTF-8."""
        ...

    def names(self, path: str) -> tuple[str, ...]:
        """The sorted names in a directory; empty if there is none, or it must not be listed."""
        ...

    def is_empty(self, path: str) -> bool:
        """Whether there is a directory without any content."""
        ...

    def below(self, path: str) -> Iterator[str]:
        """The paths of all files below a directory, except `node_modules` and hidden ones."""
        ...

    def is_ignored(self, path: str) -> bool:
        """Whether git ignores a path, which does not have to exist, or a directory above it."""
        ...


class DiskFiles:
    """Files on disk, relative to the directory of a manifest.

    Files are read, and directories listed, only inside the repository, or below the directory if
    there is no repository: an untrusted manifest must not expose other files or names.
    """

    def __init__(self, folder: Path, any_case: bool = ANY_CASE) -> None:
        """`any_case`: whether the file system ignores case; then forgecfg compares it."""
        self._folder = folder
        self._any_case = any_case
        self.unread: dict[str, str] = {}
        """Why files could not be read, by path, unless they are only too large or not text."""

    @cached_property
    def _root(self) -> str:
        folder = os.path.realpath(self._folder)
        return repository_root(folder) or folder

    def kind(self, path: str) -> Kind:
        try:
            location = self._folder / path
            if self._any_case and not has_true_case(self._folder, path):
                return Kind.MISSING
            if location.is_dir():
                return Kind.FOLDER
            return Kind.FILE if location.exists() else Kind.MISSING
        except (OSError, ValueError):
            return Kind.MISSING

    def text(self, path: str) -> str | None:
        try:
            content = read_regular_file(self._folder / path, APP_FILE, self._root)
            return content.decode("utf-8-sig")
        except (OutsideError, NotRegularError) as error:
            self.unread[path] = reason_of(error)
            return None
        except (OSError, ValueError):
            return None

    def names(self, path: str) -> tuple[str, ...]:
        try:
            folder = self._inside(path)
            return tuple(sorted(os.listdir(folder))) if folder is not None else ()  # noqa: PTH208
        except (OSError, ValueError):
            return ()

    def is_empty(self, path: str) -> bool:
        try:
            with os.scandir(self._folder / path) as entries:
                return next(entries, None) is None
        except (OSError, ValueError):
            return False

    def below(self, path: str) -> Iterator[str]:
        try:
            start = self._folder / path
            if self._inside(path) is None or not start.is_relative_to(self._folder):
                return  # also for an absolute path
        except (OSError, ValueError):
            return
        for folder, folders, names in os.walk(start):
            folders[:] = sorted(n for n in folders if n != "node_modules" and n[0] != ".")
            inner = Path(folder).relative_to(self._folder)
            yield from ((inner / name).as_posix() for name in sorted(names))

    def is_ignored(self, path: str) -> bool:
        from forgecfg.files.gitignore import ignores

        try:
            full = os.path.normpath(self._folder.resolve() / path)
            return is_inside(full, self._root) and ignores(full)
        except (OSError, ValueError, RuntimeError):
            return False

    def _inside(self, path: str) -> str | None:
        """The directory at a path without links, None if it is outside the repository.

        Raises OSError or ValueError if it does not exist.
        """
        folder = os.path.realpath(self._folder / path, strict=True)
        return folder if is_inside(folder, self._root) else None


def has_true_case(folder: Path, path: str) -> bool:
    """Whether each name of a relative path is spelled as on disk, or does not exist at all.

    Forge builds and runs apps on Linux, where `Static/` is not `static/`.
    """
    for name in normpath(path).split("/"):
        if name not in ("", ".", ".."):
            names = os.listdir(folder) if folder.is_dir() else []  # noqa: PTH208
            if name not in names:
                return name.casefold() not in {known.casefold() for known in names}
        folder /= name
    return True


class InMemoryFiles:
    """Files in memory: texts by path. A directory exists if it contains a file."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = {normpath(path): text for path, text in texts.items()}

    def kind(self, path: str) -> Kind:
        path = normpath(path)
        if path in self._texts:
            return Kind.FILE
        return Kind.FOLDER if self.names(path) or path == "." else Kind.MISSING

    def text(self, path: str) -> str | None:
        return self._texts.get(normpath(path))

    def names(self, path: str) -> tuple[str, ...]:
        start = "" if normpath(path) == "." else normpath(path) + "/"
        inside = (name.removeprefix(start) for name in self._texts if name.startswith(start))
        return tuple(sorted({name.partition("/")[0] for name in inside}))

    def is_empty(self, path: str) -> bool:
        return normpath(path) == "." and not self._texts

    def below(self, path: str) -> Iterator[str]:
        start = "" if normpath(path) == "." else normpath(path) + "/"
        yield from sorted(name for name in self._texts if name.startswith(start))

    def is_ignored(self, path: str) -> bool:
        from forgecfg.files.patterns import Patterns

        patterns = Patterns(os.sep, (self.text(".gitignore") or "").splitlines())
        return patterns.covers(os.path.join(os.sep, *normpath(path).split("/")), is_folder=True)  # noqa: PTH118


def files_beside(manifest: Path) -> ProjectFiles | None:
    """The files of the app that a manifest on disk belongs to.

    None if nothing else of an app is next to it: it may be a copy, a template or the input of a
    build, and its missing files are not an error then.
    """
    files = DiskFiles(manifest.parent)
    return files if any(files.kind(name) is not Kind.MISSING for name in APP_MARKERS) else None
