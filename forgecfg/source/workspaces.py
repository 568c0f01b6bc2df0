"""Packages of the app's own repository that its code imports by name, as npm workspaces do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath

from forgecfg.files.app_files import Kind, ProjectFiles

_LOCAL = re.compile(r"(?:workspace|file|link|portal):")
_PNPM = re.compile(r"^[ \t]*-[ \t]+['\"]?([^'\"\s#]+)", re.MULTILINE)
_MOST = 500


def is_local(version: object) -> bool:
    """Whether a dependency's version names a package of the same repository."""
    return isinstance(version, str) and _LOCAL.match(version) is not None


def workspace_folders(files: ProjectFiles) -> dict[str, str]:
    """The directory of each package in the workspaces of the app's root, by its name."""
    found: dict[str, str] = {}
    for folder in _folders(files):
        name = package_json(files, folder).get("name")
        if isinstance(name, str) and len(found) < _MOST:
            found.setdefault(name, folder)
    return found


def entry_candidates(files: ProjectFiles, folder: str, rest: str) -> Iterator[str]:
    """The possible paths of an import of a package in a directory; `rest` follows its name."""
    if rest:
        yield join(folder, rest)
        yield join(folder, "src", rest)
        return
    listed = package_json(files, folder)
    # `module` and `main` may be what a build makes of the source.
    paths = [listed.get("source"), "src/index", listed.get("module"), listed.get("main"), "index"]
    yield from (normpath(join(folder, path)) for path in paths if isinstance(path, str))


def package_json(files: ProjectFiles, folder: str) -> dict[str, object]:
    """The `package.json` of a directory, empty if it cannot be read."""
    try:
        found = json.loads(files.text(join(folder, "package.json")) or "null")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _folders(files: ProjectFiles) -> Iterator[str]:
    for pattern in _patterns(files):
        pattern = normpath(pattern)
        if pattern.startswith(("..", "/", "!")):
            continue
        if not pattern.endswith("*"):
            yield pattern
            continue
        parent = dirname(pattern)
        if "*" not in parent and files.kind(parent or ".") is not Kind.MISSING:
            yield from (join(parent, name) for name in sorted(files.names(parent or ".")))


def _patterns(files: ProjectFiles) -> Iterator[str]:
    listed = package_json(files, ".").get("workspaces")
    if isinstance(listed, dict):
        listed = listed.get("packages")
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, str):
            yield item
    yield from _PNPM.findall(files.text("pnpm-workspace.yaml") or "")
