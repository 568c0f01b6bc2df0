"""The inputs of a command: files and standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import typer

from forgecfg.config.locate import display_path
from forgecfg.errors import UsageError
from forgecfg.files.discovery import find
from forgecfg.files.read import reason_of
from forgecfg.files.search import DiscoveredFile, Exclusions, silent
from forgecfg.reporters.escape import escape
from forgecfg.runner.target import Target

STDIN = "-"


def find_targets(paths: Sequence[str], stdin_filename: str) -> list[Target]:
    """The manifests at the given paths.

    Raises UsageError if there are none.
    """
    return [target.without_content() for target in search_targets(paths, stdin_filename)]


def search_targets(
    paths: Sequence[str],
    stdin_filename: str,
    exclusions: Exclusions | None = None,
    forge_only: bool = False,
    quiet: bool = False,
) -> Iterator[Target]:
    """The manifests at the given paths, as they are found.

    `exclusions` and `forge_only` as for `forgecfg.files.discovery.find`. Unless `quiet`, standard
    error lists the ignore files that cannot be read. Raises UsageError at once if directories were
    searched and hold no manifest, and for an empty path, which is probably an unset variable.
    """
    if "" in paths:
        raise UsageError("empty path")
    if STDIN in paths:
        if len(paths) > 1:
            raise UsageError("standard input (-) and files cannot be used together")
        return iter([Target(stdin_filename, None)])
    targets = map(
        _target, find(map(Path, paths), exclusions, forge_only, silent if quiet else _warn)
    )
    first = next(targets, None)
    if first is not None:
        return chain([first], targets)
    if forge_only and not any(Path(path).is_dir() for path in paths):
        return iter(())
    if "." in paths and not _has_current_directory():
        raise UsageError("the current directory no longer exists")
    raise UsageError(f"no Forge manifest (manifest.yml) found in {', '.join(paths)}")


def _warn(file: str, reason: str) -> None:
    message = f"{display_path(Path(file))} is not used: {reason}"
    typer.echo(f"forgecfg: {escape(message)}", err=True)


def _has_current_directory() -> bool:
    try:
        Path.cwd()
    except OSError:
        return False
    return True


def _target(found: DiscoveredFile) -> Target:
    error = "" if found.error is None else reason_of(found.error)
    return Target(Path(found.path).as_posix(), found.path, found.size, error, found.content)


def as_argument(path: str) -> str:
    """A path as an argument of a command for a shell: quoted, and never read as an option."""
    import shlex

    return shlex.quote(f"./{path}" if path.startswith("-") and path != STDIN else path)


def write_standard_output(data: bytes) -> None:
    """Write bytes to standard output unchanged, including line breaks and byte order mark."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
