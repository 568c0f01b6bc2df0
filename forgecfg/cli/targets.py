"""What a command works on: files, and standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from forgecfg.errors import UsageError
from forgecfg.files.discovery import find
from forgecfg.files.patterns import Patterns
from forgecfg.files.read import reason_of
from forgecfg.files.search import DiscoveredFile
from forgecfg.runner.target import Target

STDIN = "-"


def find_targets(paths: Sequence[str], stdin_filename: str) -> list[Target]:
    """The manifests that the given paths stand for.

    Raises UsageError where there is none.
    """
    return list(search_targets(paths, stdin_filename))


def search_targets(
    paths: Sequence[str],
    stdin_filename: str,
    exclude: Patterns | None = None,
    forge_only: bool = False,
) -> Iterator[Target]:
    """The same, one by one as they are found; see `forgecfg.files.discovery.find` for the rest.

    Raises UsageError at once where folders were searched and there is none, and for an empty path,
    which is a variable that was not set more likely than the current folder.
    """
    if "" in paths:
        raise UsageError("one of the paths is empty")
    if STDIN in paths:
        if len(paths) > 1:
            raise UsageError("standard input (-) cannot be checked together with files")
        return iter([Target(stdin_filename, None)])
    everything = map(_target, find(map(Path, paths), exclude, forge_only))
    first = next(everything, None)
    if first is not None:
        return chain([first], everything)
    if forge_only and not any(Path(path).is_dir() for path in paths):
        return iter(())
    if "." in paths and not _has_current_folder():
        raise UsageError("the current folder does not exist any more")
    raise UsageError(f"no Forge manifest (manifest.yml) found in {', '.join(paths)}")


def _has_current_folder() -> bool:
    try:
        Path.cwd()
    except OSError:
        return False
    return True


def _target(found: DiscoveredFile) -> Target:
    trouble = "" if found.error is None else reason_of(found.error)
    return Target(Path(found.path).as_posix(), found.path, found.size, trouble)


def write_standard_output(data: bytes) -> None:
    """Write bytes to standard output as they are: line breaks and byte order mark included."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
