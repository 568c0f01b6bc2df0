"""The files of an app, as rules see them.

Paths are those of the manifest: relative to its directory, with `/`. Rules get the files as an
argument, so that a text can also be checked without any files.
"""

from __future__ import annotations

import os
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

    def is_ignored(self, path: str) -> bool:
        """Whether git ignores a path, which does not have to exist, or a directory above it."""
        ...


class DiskFiles:
    """Files on disk, relative to the directory of a manifest.

    Files are read only inside the repository, or below the directory if there is no repository: an
    untrusted manifest must not expose other files.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _root(self) -> Path:
        folder = self._folder.resolve()
        roots = (path for path in (folder, *folder.parents) if (path / ".git").exists())
        return next(roots, folder)

    def kind(self, path: str) -> Kind:
        try:
            location = self._folder / path
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

    def is_ignored(self, path: str) -> bool:
        from forgecfg.files.gitignore import ignores

        try:
            return ignores(os.path.normpath(self._folder.resolve() / path))
        except (OSError, ValueError, RuntimeError):
            return False


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
