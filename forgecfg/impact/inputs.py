"""What `forgecfg diff` compares: pairs of manifests, from files, folders and git revisions."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from forgecfg.document.document import load
from forgecfg.errors import ForgecfgError, UsageError
from forgecfg.files.detect import looks_like_forge
from forgecfg.files.discovery import find, read_found
from forgecfg.files.read import Unreadable, read_manifest_file, read_standard_input
from forgecfg.files.search import MANIFEST_NAMES
from forgecfg.findings import FileReport
from forgecfg.impact.git import Repository, RevisionError

STDIN = "-"
_NAMES = frozenset(MANIFEST_NAMES)


class Source(NamedTuple):
    """One manifest of one side: the name to report, and its bytes or why there are none."""

    name: str
    data: bytes | FileReport


class InputPair(NamedTuple):
    """The two sides of one manifest; None where a side does not have it."""

    base: Source | None
    new: Source | None


def find_pairs(base: str, new: str | None, paths: list[str]) -> list[InputPair]:
    """The pairs that the arguments of `forgecfg diff` mean.

    `base` and `new` are each a file, a folder, `-`, a git revision or `REVISION:PATH`; `base` may
    be a range `A..B` or `A...B`. Without `new` it is the working tree. `paths` limits revisions
    to some manifests or folders. Raises UsageError or ForgecfgError for what cannot be found.
    """
    if "" in (base, new, *paths):
        raise UsageError("one of the arguments is empty")
    if base == STDIN == new:
        raise UsageError("only one side can be standard input (-)")
    if new is not None:
        return _two(base, new, paths)
    return _one(base, paths)


def _one(base: str, paths: list[str]) -> list[InputPair]:
    if base == STDIN:
        raise UsageError("NEW is missing: the manifest to compare standard input with")
    repository = _repository(base)
    start, dots, end = base.partition("..")
    if dots:
        commit = repository.resolve(start or "HEAD")
        other = repository.resolve(end.removeprefix(".") or "HEAD")
        if end.startswith("."):
            commit = repository.merge_base(commit, other)
        return _pair(
            _revision(repository, commit, start or "HEAD", paths),
            _revision(repository, other, end.removeprefix(".") or "HEAD", paths),
            base,
        )
    revision, _, path = base.partition(":")
    try:
        commit = repository.resolve(revision)
    except RevisionError:
        if Path(base).exists():
            message = f"{base} is a file or folder, and NEW is missing: write both sides"
            raise UsageError(message) from None
        raise
    if path:
        paths = [*paths, _from_here(repository, path)]
    return _pair(
        _revision(repository, commit, revision, paths), _working_tree(repository, paths), base
    )


def _repository(base: str) -> Repository:
    try:
        return Repository(Path())
    except ForgecfgError:
        if Path(base).exists():
            message = f"{base} is a file or folder, and NEW is missing: write both sides"
            raise UsageError(message) from None
        raise


def _two(base: str, new: str, paths: list[str]) -> list[InputPair]:
    sides = [_side(value, paths) for value in (base, new)]
    if all(len(side) == 1 for side in sides):
        return [InputPair(*(next(iter(side.values())) for side in sides))]
    return _pair(sides[0], sides[1], f"{base} and {new}")


def _side(value: str, paths: list[str]) -> dict[str, Source]:
    """The manifests of one side, by a path that both sides share."""
    if value == STDIN:
        return {"": _source("<stdin>", read_standard_input())}
    place = Path(value)
    if place.is_dir():
        found = list(find([place]))
        if not found:
            raise UsageError(f"no Forge manifest (manifest.yml) found in {value}")
        return {
            os.path.relpath(file.path, place): _source(Path(file.path).as_posix(), read_found(file))
            for file in found
        }
    if place.exists():
        return {"": _source(place.as_posix(), read_manifest_file(place))}
    try:
        repository = Repository(Path())
        revision, _, path = value.partition(":")
        commit = repository.resolve(revision)
    except RevisionError as error:
        raise UsageError(f"{value!r} is neither a file nor a revision: {error}") from None
    except ForgecfgError as error:
        raise UsageError(f"no such file: {value} ({error})") from None
    if path:
        paths = [_from_here(repository, path)]
    found_here = _revision(repository, commit, revision, paths)
    if not found_here:
        where = f"{path} in " if path else "Forge manifest in "
        raise UsageError(f"no {where}revision {revision}")
    return found_here


def _source(name: str, data: bytes | Unreadable) -> Source:
    from forgecfg.linter.lint import unreadable_report

    return Source(
        name, unreadable_report(name, data.reason) if isinstance(data, Unreadable) else data
    )


def _from_here(repository: Repository, path: str) -> str:
    """A path of `REVISION:PATH`, which git reads from the root, as a path from this folder."""
    if path.startswith(("./", "../")):
        return path
    return os.path.relpath(repository.root / path, Path().resolve())


def _revision(
    repository: Repository, commit: str, label: str, paths: list[str]
) -> dict[str, Source]:
    """The manifests of a commit, by their path from the root of the repository."""
    found: dict[str, Source] = {}
    for wanted in _rooted(repository, paths):
        data = repository.read(commit, wanted) if wanted and not wanted.endswith("/") else None
        if data is not None:
            found[wanted] = Source(f"{label}:{wanted}", data)
            continue
        folder = f"{wanted.rstrip('/')}/" if wanted else ""
        for path in repository.files(commit, _NAMES, folder):
            data = repository.read(commit, path)
            if data is not None and looks_like_forge(data):
                found[path] = Source(f"{label}:{path}", data)
    return found


def _rooted(repository: Repository, paths: list[str]) -> list[str]:
    """Paths from this folder as paths from the root of the repository."""
    rooted: list[str] = []
    for path in paths or ["."]:
        full = os.path.normpath(os.path.join(repository.prefix or ".", path))  # noqa: PTH118
        if os.path.isabs(path):  # noqa: PTH117
            full = os.path.relpath(path, repository.root)
        if full == ".." or full.startswith(f"..{os.sep}"):
            raise UsageError(f"{path} is outside the repository {repository.root}")
        rooted.append("" if full == "." else full.replace(os.sep, "/"))
    return rooted


def _working_tree(repository: Repository, paths: list[str]) -> dict[str, Source]:
    """The manifests on disk, by their path from the root of the repository."""
    found: dict[str, Source] = {}
    for path in paths or ["."]:
        place = Path(path)
        if not place.exists():
            continue
        for file in find([place]):
            (rooted,) = _rooted(repository, [file.path])
            found[rooted] = _source(Path(file.path).as_posix(), read_found(file))
    return found


def _pair(base: dict[str, Source], new: dict[str, Source], what: str) -> list[InputPair]:
    """Pair two sides by path, then what is left by `app.id`: a manifest may have moved."""
    if not base and not new:
        raise UsageError(f"no Forge manifest (manifest.yml) found in {what}")
    pairs = {path: InputPair(base[path], new[path]) for path in base if path in new}
    gone = {path: source for path, source in base.items() if path not in new}
    moved = {app: path for path, source in gone.items() if (app := _app_id(source))}
    for path, source in new.items():
        if path in base:
            continue
        app = _app_id(source)
        before = gone.pop(moved.pop(app), None) if app in moved else None
        pairs[path] = InputPair(before, source)
    pairs |= {path: InputPair(source, None) for path, source in gone.items()}
    return [pairs[path] for path in sorted(pairs)]


def _app_id(source: Source) -> str:
    from forgecfg.manifest.view import read_manifest

    if isinstance(source.data, FileReport):
        return ""
    place = read_manifest(load(source.data)).at("app", "id")
    return (place.text if place is not None else None) or ""
