"""The files that git ignores: `.gitignore` and `.git/info/exclude`, read without git.

The ignore file of the user (`core.excludesFile`) is not read, so that the same files are checked on
every machine.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from forgecfg.files.patterns import Patterns
from forgecfg.files.read import reason_of
from forgecfg.files.regular import GIT_FILE, IGNORE_FILE, is_work_tree, read_regular_file

Layers = tuple[Patterns, ...]
"""The ignore files that apply to a directory, in order of precedence."""

Warn = Callable[[str, str], object]
"""Called with the path of an ignore file that cannot be read, and the reason."""

FILE = ".gitignore"


def layers_of(folder: str, warn: Warn) -> Layers | None:
    """The ignore files that apply inside a directory, from the root of its repository down.

    `folder` is absolute and without links. None outside of a git work tree. The directory itself is
    searched even if it is ignored. `warn` is called for each ignore file that cannot be read.
    """
    chain = [folder, *map(str, Path(folder).parents)]
    top = next((n for n, path in enumerate(chain) if is_work_tree(path)), None)
    if top is None:
        return None
    layers = root_layers(chain[top], warn)
    for below in reversed(chain[:top]):
        layers = with_file(layers, below, warn)
    return layers


def root_layers(root: str, warn: Warn) -> Layers:
    """The ignore files in the root of a work tree."""
    exclude = _git_folder(Path(root, ".git")) / "info" / "exclude"
    return with_file(_read(str(exclude), root, warn), root, warn)


def with_file(layers: Layers, folder: str, warn: Warn) -> Layers:
    """The layers with the ignore file of a directory, if it has one."""
    file = os.path.join(folder, FILE)  # noqa: PTH118
    if os.path.islink(file):  # noqa: PTH114
        warn(file, "a symbolic link, which git does not follow either")
        return layers
    return _read(file, folder, warn) + layers


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
    top = next((str(one) for one in Path(path).parents if is_work_tree(str(one))), None)
    if top is None:
        return False
    layers, folder = root_layers(top, _ignore_warning), top
    parts = Path(path).relative_to(top).parts
    for number, name in enumerate(parts, start=1):
        folder = os.path.join(folder, name)  # noqa: PTH118
        if ignored(layers, folder, number < len(parts) or "." not in name):
            return True
        layers = with_file(layers, folder, _ignore_warning)
    return False


def _ignore_warning(_file: str, _reason: str) -> None:
    """The search for manifests already reports unreadable ignore files."""


def _read(file: str, folder: str, warn: Warn) -> Layers:
    try:
        content = read_regular_file(file, IGNORE_FILE)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        warn(file, reason_of(error))
        return ()
    # As git does: a byte order mark and carriage returns are not part of a pattern.
    text = content.removeprefix(b"\xef\xbb\xbf")
    lines = [line.removesuffix("\r") for line in os.fsdecode(text).split("\n")]
    return (Patterns(folder, lines),)


def _git_folder(git: Path) -> Path:
    """The git directory; in linked work trees and submodules `.git` is a file with its path."""
    try:
        folder = git.parent / _text(git).removeprefix("gitdir:").strip()
        common = folder / "commondir"
        if common.is_file():
            folder /= _text(common).strip()
    except (OSError, ValueError):
        return git
    return folder


def _text(file: Path) -> str:
    return read_regular_file(file, GIT_FILE).decode("utf-8", "surrogateescape")
