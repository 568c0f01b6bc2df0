"""The files that git ignores: `.gitignore` and `.git/info/exclude`, read without git.

The ignore file of the user (`core.excludesFile`) is not read, so that the same files are checked on
every machine.
"""

from __future__ import annotations

import os
from pathlib import Path

from forgecfg.files.patterns import Patterns

Layers = tuple[Patterns, ...]
"""The ignore files that apply to a directory, in order of precedence."""

FILE = ".gitignore"


def layers_of(folder: str) -> Layers | None:
    """The ignore files that apply inside a directory, from the root of its repository down.

    `folder` is absolute and without links. None outside of a git work tree. The directory itself is
    searched even if it is ignored.
    """
    chain = [folder, *map(str, Path(folder).parents)]
    top = next((n for n, path in enumerate(chain) if is_root(path)), None)
    if top is None:
        return None
    layers = root_layers(chain[top])
    for below in reversed(chain[:top]):
        layers = with_file(layers, below)
    return layers


def root_layers(root: str) -> Layers:
    """The ignore files in the root of a work tree."""
    exclude = _git_folder(Path(root, ".git")) / "info" / "exclude"
    return with_file(_read(str(exclude), root), root)


def with_file(layers: Layers, folder: str) -> Layers:
    """The layers with the ignore file of a directory, if it has one."""
    return _read(os.path.join(folder, FILE), folder) + layers  # noqa: PTH118


def is_root(folder: str) -> bool:
    """Whether a directory is the root of a git work tree."""
    return os.path.lexists(os.path.join(folder, ".git"))  # noqa: PTH118


def ignored(layers: Layers, path: str, is_folder: bool = False) -> bool:
    """Whether the layers ignore a path; the first one that matches decides."""
    for layer in layers:
        matched = layer.match(path, is_folder)
        if matched is not None:
            return matched
    return False


def ignores(path: str) -> bool:
    """Whether git ignores an absolute path, or a directory above it; the path may be missing.

    A missing path with a `.` in its name counts as a file, any other as a directory.
    """
    top = next((str(one) for one in Path(path).parents if is_root(str(one))), None)
    if top is None:
        return False
    layers, folder = root_layers(top), top
    parts = Path(path).relative_to(top).parts
    for number, name in enumerate(parts, start=1):
        folder = os.path.join(folder, name)  # noqa: PTH118
        if ignored(layers, folder, number < len(parts) or "." not in name):
            return True
        layers = with_file(layers, folder)
    return False


def _read(file: str, folder: str) -> Layers:
    try:
        # As git does: a byte order mark and carriage returns are not part of a pattern.
        text = Path(file).read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return ()
    lines = [line.removesuffix("\r") for line in os.fsdecode(text).split("\n")]
    return (Patterns(folder, lines),)


def _git_folder(git: Path) -> Path:
    """The git directory; in linked work trees and submodules `.git` is a file with its path."""
    try:
        text = git.read_text(encoding="utf-8", errors="surrogateescape")
        folder = git.parent / text.removeprefix("gitdir:").strip()
        common = folder / "commondir"
        if common.is_file():
            folder /= common.read_text(encoding="utf-8", errors="surrogateescape").strip()
    except (OSError, ValueError):
        return git
    return folder
