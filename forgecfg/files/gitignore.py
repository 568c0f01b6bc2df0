"""What git ignores: `.gitignore` files and `.git/info/exclude`, read without git.

The user's own ignore file (`core.excludesFile`) does not count: the same files are checked on every
machine.
"""

from __future__ import annotations

import os
from pathlib import Path

from forgecfg.files.patterns import Patterns

Layers = tuple[Patterns, ...]
"""Ignore files that bear on a folder, the one that decides first in front."""

FILE = ".gitignore"


def layers_of(folder: str) -> Layers | None:
    """The ignore files that bear on what is in a folder, from its repository's root down.

    `folder` is absolute and without links. None outside of a git work tree. That the folder is
    ignored itself does not matter: whoever names it wants it searched.
    """
    chain = [folder, *map(str, Path(folder).parents)]
    top = next((n for n, each in enumerate(chain) if is_root(each)), None)
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
    """The layers with a folder's own ignore file, if it has one."""
    return _read(os.path.join(folder, FILE), folder) + layers  # noqa: PTH118


def is_root(folder: str) -> bool:
    """Whether a folder is the root of a git work tree."""
    return os.path.lexists(os.path.join(folder, ".git"))  # noqa: PTH118


def ignored(layers: Layers, path: str, is_folder: bool = False) -> bool:
    """Whether the layers name a path: the first that says anything decides."""
    for layer in layers:
        verdict = layer.match(path, is_folder)
        if verdict is not None:
            return verdict
    return False


def _read(file: str, folder: str) -> Layers:
    try:
        # As git does: a byte order mark and carriage returns are no part of a pattern.
        text = Path(file).read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return ()
    lines = [line.removesuffix("\r") for line in os.fsdecode(text).split("\n")]
    return (Patterns(folder, lines),)


def _git_folder(git: Path) -> Path:
    """The folder of the repository; linked work trees and submodules have a file that names it."""
    try:
        named = git.read_text(encoding="utf-8", errors="surrogateescape")
        folder = git.parent / named.removeprefix("gitdir:").strip()
        common = folder / "commondir"
        if common.is_file():
            folder /= common.read_text(encoding="utf-8", errors="surrogateescape").strip()
    except (OSError, ValueError):
        return git
    return folder
