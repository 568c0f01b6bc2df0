"""Search a directory tree. Links to directories are not followed, so there are no loops."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from forgecfg.files import gitignore
from forgecfg.files.detect import read_forge_file
from forgecfg.files.patterns import Patterns
from forgecfg.files.regular import OutsideError, is_inside, repository_root

MANIFEST_NAMES = frozenset({"manifest.yml", "manifest.yaml"})
SKIPPED_FOLDERS = frozenset(
    {
        ".git",
        ".hg",
        ".svn",
        "node_modules",
        "bower_components",
        ".yarn",
        ".pnpm-store",
        ".venv",
        "__pycache__",
    }
)
_GIT = frozenset({".git", gitignore.FILE})


class Exclusions(Protocol):
    """The patterns of files to skip, by directory."""

    marks: frozenset[str]
    """The names of files that may change the patterns for their directory."""

    def of(self, folder: str) -> Patterns | None:
        """The patterns for the content of a directory, given by its path without links."""
        ...


class DiscoveredFile(NamedTuple):
    """A file to check, or a directory that could not be searched, with `error`.

    `real` is its path without links. `size` is in bytes, 0 if unknown. `content` is what the search
    read, None if the file is still to be read.
    """

    path: str
    real: str
    size: int = 0
    error: OSError | None = None
    content: bytes | None = None


def outside(path: str, real: str) -> DiscoveredFile:
    """A manifest that is a link out of the repository, which is not followed."""
    error = OutsideError("a link out of the repository; to check it, name it on the command line")
    return DiscoveredFile(path, real, error=error)


def silent(_file: str, _reason: str) -> None:
    """Report nothing about an ignore file."""


class _Folder(NamedTuple):
    """A directory to search: its path, its path without links, its ignore files, and `exclude`."""

    path: str
    real: str
    layers: gitignore.Layers | None
    exclude: Patterns | None


class _Content(NamedTuple):
    """The relevant content of a directory."""

    manifests: list[os.DirEntry[str]]
    folders: list[os.DirEntry[str]]
    is_root: bool
    has_ignore_file: bool
    has_marks: bool


def real_path(path: str | Path) -> str:
    """The path of a file without links."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # invalid name, or the current directory no longer exists
        return str(path)


def search(
    folder: Path, exclusions: Exclusions | None = None, warn: gitignore.Warn = silent
) -> Iterator[DiscoveredFile]:
    """The Forge manifests of a tree: those in a directory, then those below it, sorted by name.

    Files and directories that git ignores or `exclusions` match are skipped, but never `folder`
    itself. A link out of the repository (outside of one, out of `folder`) is not followed: its
    `error` says so. `warn` is called for each ignore file that cannot be read.
    """
    top = real_path(folder)
    root = repository_root(top) or top
    exclude = None if exclusions is None else exclusions.of(top)
    marks = frozenset[str]() if exclusions is None else exclusions.marks
    pending = [_Folder(str(folder), top, gitignore.layers_of(top, warn), exclude)]
    while pending:
        current = pending.pop()
        try:
            content = _read(current.path, marks)
        except OSError as error:
            yield DiscoveredFile(current.path, current.real, error=error)
            continue
        layers = current.layers if current.real == top else _layers(current, content, warn)
        exclude = current.exclude
        if exclusions is not None and (content.has_marks or content.is_root):
            exclude = exclusions.of(current.real)
        patterns = (layers or ()) if exclude is None else (exclude, *(layers or ()))
        for entry in content.manifests:
            real = _join(current.real, entry.name)
            if gitignore.ignored(patterns, real):
                continue
            path = _join(current.path, entry.name)
            if entry.is_symlink():
                real = real_path(path)
                if not is_inside(real, root):
                    yield outside(path, real)
                    continue
            file = read_forge_file(path)
            if file is not None:
                yield DiscoveredFile(path, real, file.size, content=file.content)
        for entry in reversed(content.folders):
            real = _join(current.real, entry.name)
            if not gitignore.ignored(patterns, real, is_folder=True):
                pending.append(_Folder(_join(current.path, entry.name), real, layers, exclude))


def _read(folder: str, marks: frozenset[str]) -> _Content:
    manifests: list[os.DirEntry[str]] = []
    folders: list[os.DirEntry[str]] = []
    names: set[str] = set()
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name in _GIT or name in marks:
                names.add(name)
            if name in MANIFEST_NAMES and _is_file(entry):
                manifests.append(entry)
            elif name not in SKIPPED_FOLDERS and entry.is_dir(follow_symlinks=False):
                folders.append(entry)
    manifests.sort(key=_name)
    folders.sort(key=_name)
    has_marks = not marks.isdisjoint(names)
    return _Content(manifests, folders, ".git" in names, gitignore.FILE in names, has_marks)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry exists and is not a directory; others are reported as unreadable."""
    try:
        if entry.is_file():
            return True
        return not entry.is_dir() and os.path.exists(entry.path)  # noqa: PTH110
    except OSError:  # symbolic link loop
        return False


def _layers(folder: _Folder, content: _Content, warn: gitignore.Warn) -> gitignore.Layers | None:
    """The ignore files that apply inside a directory. A nested repository starts without any."""
    if content.is_root:
        return gitignore.root_layers(folder.real, warn)
    if folder.layers is not None and content.has_ignore_file:
        return gitignore.with_file(folder.layers, folder.real, warn)
    return folder.layers


def _join(folder: str, name: str) -> str:
    if folder == os.curdir:
        return name
    return folder + name if folder.endswith(os.sep) else folder + os.sep + name
