"""The files of an app, as rules may look at them: what is at a path, and what it holds.

Paths are those of the manifest: relative to its folder, with `/`. Rules get the files from
outside, so that a text alone can be checked too: then nothing is known of any file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property
from pathlib import Path
from posixpath import normpath
from typing import Protocol

# What is longer is no handler, no translation and no prompt of a person.
TEXT_LIMIT = 2_000_000

# Beside a manifest without any of these there is no app, only the manifest.
APP_MARKERS = ("package.json", "src", "static", "node_modules")


class Kind(Enum):
    """What is at a path."""

    FILE = "a file"
    FOLDER = "a folder"
    MISSING = "missing"


class ProjectFiles(Protocol):
    """The files of one app."""

    def kind(self, path: str) -> Kind:
        """What is at a path; MISSING also for paths that cannot be."""
        ...

    def text(self, path: str) -> str | None:
        """The text of a file; None where it cannot be read, is too long or is no UTF-8."""
        ...

    def names(self, path: str) -> tuple[str, ...]:
        """The names in a folder, sorted; none where there is no folder."""
        ...

    def below(self, path: str) -> Iterator[str]:
        """The paths of all files below a folder, but for `node_modules` and hidden folders."""
        ...


class DiskFiles:
    """Files on disk, in the folder of a manifest.

    What a file holds is read only inside the repository, or below the folder where there is none:
    the manifest may be somebody else's, and what it names may be no business of theirs.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _home(self) -> Path:
        folder = self._folder.resolve()
        above = (one for one in (folder, *folder.parents) if (one / ".git").exists())
        return next(above, folder)

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
            if not location.is_relative_to(self._home):
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


class InMemoryFiles:
    """Files in memory: texts by their paths. Folders are there where a file is in them."""

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
    """The files of the app that a manifest on disk is of.

    None where nothing else of an app is beside it: it may be a copy, a template or a build's input,
    and that its files are not there says nothing then.
    """
    files = DiskFiles(manifest.parent)
    return files if any(files.kind(name) is not Kind.MISSING for name in APP_MARKERS) else None
