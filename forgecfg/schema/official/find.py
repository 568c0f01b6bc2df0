"""Find where the official schema is installed, without running a program."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from forgecfg.errors import UsageError

PACKAGE = Path("@forge", "manifest")
SCHEMA = Path("out", "schema", "manifest-schema.json")
_MODULES = "node_modules"
# Relative to a folder of packages; the Forge CLI includes the package.
_IN_PACKAGES = (PACKAGE, Path("@forge", "cli", _MODULES) / PACKAGE)


def find(folder: Path) -> Path | None:
    """The schema file that an app in `folder` uses, else a global one; None if there is none.

    The app's is in its own `node_modules`, or in one of a parent folder.
    """
    folder = folder.resolve()
    locations = [parent / _MODULES for parent in (folder, *folder.parents)]
    return _first(locations) or _global()


def find_at(path: Path, name: str = "") -> Path:
    """The schema file for a path: a file, or the folder of the package, an app, or packages.

    Raises UsageError, which begins with `name` and says what was looked for, if there is none.
    """
    if path.is_file():
        return path
    schema = path / SCHEMA
    found = schema if schema.is_file() else _first([path / _MODULES, path])
    if found is None:
        raise UsageError(
            f"{name}{path}: neither a schema file nor a folder with "
            f"{SCHEMA.as_posix()} or {_MODULES}/{PACKAGE.as_posix()}"
        )
    return found


def _first(locations: list[Path]) -> Path | None:
    files = (location / package / SCHEMA for location in locations for package in _IN_PACKAGES)
    return next((file for file in files if file.is_file()), None)


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
