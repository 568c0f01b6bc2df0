"""Find where the official schema is installed, without running a program."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from forgecfg.errors import UsageError
from forgecfg.files.regular import is_inside, repository_root

PACKAGE = Path("@forge", "manifest")
SCHEMA = Path("out", "schema", "manifest-schema.json")
_MODULES = "node_modules"
# Relative to a folder of packages; the Forge CLI includes the package.
_IN_PACKAGES = (PACKAGE, Path("@forge", "cli", _MODULES) / PACKAGE)


def find(folder: Path) -> Path | None:
    """The schema file that an app in `folder` uses, else a global one; None if there is none.

    The app's is in its own `node_modules`, or in one of a parent folder. One that a repository
    links to, outside of it, is not used: a manifest could be checked against any file then.
    """
    folder = folder.resolve()
    root = repository_root(str(folder))
    locations = [parent / _MODULES for parent in (folder, *folder.parents)]
    found = (file for file in _files(locations) if file.is_file())
    return next((file for file in found if not _leads_outside(file, root)), None) or _global()


def find_at(path: Path, name: str = "") -> Path:
    """The schema file for a path: a file, or the folder of the package, an app, or packages.

    Raises UsageError, which begins with `name` and says what was looked for, if there is none.
    """
    found = next(iter(find_files(path)), None)
    if found is None:
        raise UsageError(
            f"{name}{path}: neither a schema file nor a folder with "
            f"{SCHEMA.as_posix()} or {_MODULES}/{PACKAGE.as_posix()}"
        )
    return found


def find_files(path: Path) -> list[Path]:
    """All schema files that a path can mean, the first of which is used."""
    if not path.is_dir():
        return [path] if os.path.lexists(path) else []
    files = [path / SCHEMA, *_files([path / _MODULES, path])]
    return [file for file in files if file.is_file()]


def _leads_outside(file: Path, root: str | None) -> bool:
    """Whether a file of a repository is a link out of it."""
    if root is None or not is_inside(str(file), root):
        return False
    return not is_inside(os.path.realpath(file), root)


def _files(locations: list[Path]) -> Iterator[Path]:
    for location in locations:
        yield from (location / package / SCHEMA for package in _IN_PACKAGES)


def _first(locations: list[Path]) -> Path | None:
    return next((file for file in _files(locations) if file.is_file()), None)


@cache
def _global() -> Path | None:
    return _first(list(_global_folders()))


def _global_folders() -> Iterator[Path]:
    """Possible folders of `npm install --global`."""
    import shutil

    for program in ("forge", "npm", "node"):
        found = shutil.which(program)
        if found is None:
            continue
        # A link points into the package; a script is next to the packages.
        yield from (folder for folder in Path(found).resolve().parents if folder.name == _MODULES)
        yield from _of_prefix(Path(found).parent.parent)
        yield Path(found).parent / _MODULES
    for name in ("NPM_CONFIG_PREFIX", "npm_config_prefix"):
        if os.environ.get(name):
            yield from _of_prefix(Path(os.environ[name]))


def _of_prefix(prefix: Path) -> Iterator[Path]:
    yield prefix / "lib" / _MODULES
    yield prefix / _MODULES
