"""Finding the manifests among files and folders.

`manifest.yml` is a name that many tools use, so a file found by search is taken only if it looks
like Forge. A file that is named is always taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from forgecfg.files.detect import forge_size
from forgecfg.files.patterns import Patterns
from forgecfg.files.search import MANIFEST_NAMES, DiscoveredFile, real_path, search


def find_manifests(paths: Iterable[Path]) -> Iterator[Path]:
    """The files to check: named files as they are, folders searched, each file once, in order.

    A path that does not exist is passed on, and so is a folder that cannot be searched: that it
    cannot be read is a finding.
    """
    for found in find(paths):
        yield Path(found.path)


def find(
    paths: Iterable[Path], exclude: Patterns | None = None, forge_only: bool = False
) -> Iterator[DiscoveredFile]:
    """The same, with what is known of each file.

    Searching, what git ignores is left out, and what `exclude` names. `forge_only` leaves out named
    files too where `exclude` names them or where they can be read and are not Forge's.
    """
    seen: set[str] = set()
    for path in paths:
        if _is_folder(path):
            everything: Iterable[DiscoveredFile] = search(path, exclude)
        elif forge_only and not _is_ours(path, exclude):
            continue
        else:
            everything = [DiscoveredFile(str(path), real_path(path), _size(path))]
        for found in everything:
            if found.real not in seen:
                seen.add(found.real)
                yield found


def _is_folder(path: Path) -> bool:
    """Whether to search a path. A folder with the name of a manifest was meant to be a file."""
    try:
        return path.is_dir() and path.name not in MANIFEST_NAMES
    except OSError:
        # That it cannot be read is a finding.
        return False


def _is_ours(path: Path, exclude: Patterns | None) -> bool:
    try:
        if not path.is_file():
            return True
    except OSError:
        return True
    if exclude is not None and exclude.covers(real_path(path)):
        return False
    return forge_size(str(path)) is not None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
