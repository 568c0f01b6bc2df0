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

# Longer files are not written by hand, so they are not read.
TEXT_LIMIT = 2_000_000

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
        """The sorted names in a directory; empty if there is no directory."""
        ...

    def below(self, path: str) -> Iterator[str]:
        """The paths of all files below a directory, except `node_modules` and hidden ones."""
        ...


class DiskFiles:
    """Files on disk, relative to the directory of a manifest.

    Files are read only inside the repository, or below the directory if there is no repository: an
    untrusted manifest must not expose other files.
    """

    def __init__(self, folder: Path, any_case: bool = ANY_CASE) -> None:
        """`any_case`: whether the file system ignores case; then forgecfg compares it."""
        self._folder = folder
        self._any_case = any_case

    @cached_property
    def _root(self) -> Path:
        folder = self._folder.resolve()
        roots = (path for path in (folder, *folder.parents) if (path / ".git").exists())
        return next(roots, folder)

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
            location = (self._folder / path).resolve(strict=True)
            if not location.is_relative_to(self._root):
                return None
            with location.open("rb") as stream:
                content = stream.read(TEXT_LIMIT + 1)
            return content.decode("utf-8-sig") if len(content) <= TEXT_LIMIT else None
        except (OSError, ValueError, RuntimeError):
            return None

    def names(self, path: str) -> tuple[str, ...]:
        try:
            return tuple(sorted(os.listdir(self._folder / path)))  # noqa: PTH208
        except (OSError, ValueError):
            return ()

    def below(self, path: str) -> Iterator[str]:
        start = self._folder / path
        for folder, folders, names in os.walk(start):
            folders[:] = sorted(n for n in folders if n != "node_modules" and n[0] != ".")
            inner = Path(folder).relative_to(self._folder)
            yield from ((inner / name).as_posix() for name in sorted(names))


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

    def below(self, path: str) -> Iterator[str]:
        start = "" if normpath(path) == "." else normpath(path) + "/"
        yield from sorted(name for name in self._texts if name.startswith(start))


def files_beside(manifest: Path) -> ProjectFiles | None:
    """The files of the app that a manifest on disk belongs to.

    None if nothing else of an app is next to it: it may be a copy, a template or the input of a
    build, and its missing files are not an error then.
    """
    files = DiskFiles(manifest.parent)
    return files if any(files.kind(name) is not Kind.MISSING for name in APP_MARKERS) else None
