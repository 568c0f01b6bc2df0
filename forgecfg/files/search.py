"""Searching a folder's tree. Links to folders are not followed, so there are no loops."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from forgecfg.files import gitignore
from forgecfg.files.detect import forge_size
from forgecfg.files.patterns import Patterns

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


class DiscoveredFile(NamedTuple):
    """A file to check, or a folder that could not be searched (then `error` says why).

    `real` is the same for every way to name it. `size` is in bytes, 0 where it is not known.
    """

    path: str
    real: str
    size: int = 0
    error: OSError | None = None


class _Folder(NamedTuple):
    """A folder that is yet to be searched: as it was named, without links, and what is ignored."""

    path: str
    real: str
    layers: gitignore.Layers | None


class _Content(NamedTuple):
    """What matters of a folder's content."""

    manifests: list[os.DirEntry[str]]
    folders: list[os.DirEntry[str]]
    is_root: bool
    has_ignore_file: bool


def real_path(path: str | Path) -> str:
    """The same for every way to name one file."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # no name for a file, or the current folder is no more
        return str(path)


def search(folder: Path, exclude: Patterns | None = None) -> Iterator[DiscoveredFile]:
    """The manifests of a tree that look like Forge: those of a folder, then those below it.

    Names are in order. What git ignores is left out, and what `exclude` names, but never the
    folder itself.
    """
    top = real_path(folder)
    pending = [_Folder(str(folder), top, gitignore.layers_of(top))]
    while pending:
        here = pending.pop()
        try:
            content = _read(here.path)
        except OSError as error:
            yield DiscoveredFile(here.path, here.real, error=error)
            continue
        layers = here.layers if here.real == top else _layers(here, content)
        decisive = (layers or ()) if exclude is None else (exclude, *(layers or ()))
        for entry in content.manifests:
            real = _below(here.real, entry.name)
            if gitignore.ignored(decisive, real):
                continue
            path = _below(here.path, entry.name)
            size = forge_size(path)
            if size is not None:
                yield DiscoveredFile(path, real_path(path) if entry.is_symlink() else real, size)
        for entry in reversed(content.folders):
            real = _below(here.real, entry.name)
            if not gitignore.ignored(decisive, real, is_folder=True):
                pending.append(_Folder(_below(here.path, entry.name), real, layers))


def _read(folder: str) -> _Content:
    manifests: list[os.DirEntry[str]] = []
    folders: list[os.DirEntry[str]] = []
    names: set[str] = set()
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name in _GIT:
                names.add(name)
            if name in MANIFEST_NAMES and _is_file(entry):
                manifests.append(entry)
            elif name not in SKIPPED_FOLDERS and entry.is_dir(follow_symlinks=False):
                folders.append(entry)
    manifests.sort(key=_name)
    folders.sort(key=_name)
    return _Content(manifests, folders, ".git" in names, gitignore.FILE in names)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # links that go round in a circle
        return False


def _layers(here: _Folder, content: _Content) -> gitignore.Layers | None:
    """The ignore files that bear on what is in a folder. A repository in another starts anew."""
    if content.is_root:
        return gitignore.root_layers(here.real)
    if here.layers is not None and content.has_ignore_file:
        return gitignore.with_file(here.layers, here.real)
    return here.layers


def _below(folder: str, name: str) -> str:
    if folder == os.curdir:
        return name
    return folder + name if folder.endswith(os.sep) else folder + os.sep + name
