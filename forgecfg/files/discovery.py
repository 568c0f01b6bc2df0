"""Find the manifests at the given paths.

Many tools use the name `manifest.yml`, so a search returns only files that look like Forge
manifests. A listed file is always returned.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from forgecfg.files.detect import read_forge_file
from forgecfg.files.gitignore import Warn
from forgecfg.files.read import Unreadable, read_manifest_file, reason_of
from forgecfg.files.regular import OutsideError, is_inside, repository_root
from forgecfg.files.search import (
    MANIFEST_NAMES,
    DiscoveredFile,
    Exclusions,
    outside,
    real_path,
    search,
    silent,
)


def find_manifests(paths: Iterable[Path]) -> Iterator[Path]:
    """The files to check: listed files, and the manifests below listed directories, each once.

    Paths that do not exist and directories that cannot be searched are returned too: they become
    findings. Links out of a repository are left out, unless they are listed.
    """
    for found in find(paths):
        if not isinstance(found.error, OutsideError):
            yield Path(found.path)


def find(
    paths: Iterable[Path],
    exclusions: Exclusions | None = None,
    forge_only: bool = False,
    warn: Warn = silent,
) -> Iterator[DiscoveredFile]:
    """The same, with size and error of each file, and with links out of a repository as errors.

    A search skips files that git ignores or `exclusions` match. `forge_only` is for files that a
    program lists, such as a git hook: it also skips listed files that `exclusions` match or that do
    not look like Forge manifests, and does not follow links out of a repository. `warn` is called
    once for each ignore file that cannot be read.
    """
    seen: set[str] = set()
    warned: set[str] = set()

    def warn_once(file: str, reason: str) -> None:
        if file not in warned:
            warned.add(file)
            warn(file, reason)

    for path in paths:
        if _is_folder(path):
            found: Iterable[DiscoveredFile] = search(path, exclusions, warn_once)
        elif forge_only and _leads_outside(path):
            found = [outside(str(path), real_path(path))]
        elif forge_only and not _is_selected(path, exclusions):
            continue
        else:
            found = [DiscoveredFile(str(path), real_path(path), _size(path))]
        for file in found:
            if file.real not in seen:
                seen.add(file.real)
                yield file


def read_found(found: DiscoveredFile) -> bytes | Unreadable:
    """The content of a manifest that was found, or why it cannot be read."""
    if found.error is not None:
        return Unreadable(reason_of(found.error))
    return read_manifest_file(Path(found.path)) if found.content is None else found.content


def _leads_outside(path: Path) -> bool:
    if not os.path.islink(path):  # noqa: PTH114
        return False
    folder = real_path(path.parent)
    return not is_inside(real_path(path), repository_root(folder) or folder)


def _is_folder(path: Path) -> bool:
    """Whether to search a path. A directory named like a manifest is reported as unreadable."""
    try:
        return path.is_dir() and path.name not in MANIFEST_NAMES
    except OSError:
        # Unreadable files are reported later.
        return False


def _is_selected(path: Path, exclusions: Exclusions | None) -> bool:
    try:
        if not path.is_file():
            return True
    except OSError:
        return True
    if exclusions is not None:
        real = real_path(path)
        exclude = exclusions.of(os.path.dirname(real))  # noqa: PTH120
        if exclude is not None and exclude.covers(real):
            return False
    return read_forge_file(str(path)) is not None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
