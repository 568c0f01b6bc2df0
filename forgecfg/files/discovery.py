"""Find the manifests at the given paths.

Many tools use the name `manifest.yml`, so a search returns only files that look like Forge
manifests. A listed file is always returned.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from forgecfg.files.detect import read_forge_file
from forgecfg.files.search import MANIFEST_NAMES, DiscoveredFile, Exclusions, real_path, search


def find_manifests(paths: Iterable[Path]) -> Iterator[Path]:
    """The files to check: listed files, and the manifests below listed directories, each once.

    Paths that do not exist and directories that cannot be searched are returned too: they become
    findings.
    """
    for found in find(paths):
        yield Path(found.path)


def find(
    paths: Iterable[Path], exclusions: Exclusions | None = None, forge_only: bool = False
) -> Iterator[DiscoveredFile]:
    """The same, with size and error of each file.

    A search skips files that git ignores or `exclusions` match. `forge_only` also skips listed
    files that `exclusions` match or that do not look like Forge manifests.
    """
    seen: set[str] = set()
    for path in paths:
        if _is_folder(path):
            found: Iterable[DiscoveredFile] = search(path, exclusions)
        elif forge_only and not _is_selected(path, exclusions):
            continue
        else:
            found = [DiscoveredFile(str(path), real_path(path), _size(path))]
        for file in found:
            if file.real not in seen:
                seen.add(file.real)
                yield file


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
