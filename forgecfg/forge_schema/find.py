"""Where the official schema is installed. No program is run to find out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from forgecfg.errors import UsageError

PACKAGE = Path("@forge", "manifest")
SCHEMA = Path("out", "schema", "manifest-schema.json")
_MODULES = "node_modules"
# Where the command line of Forge brings the package along, seen from a folder of packages.
_IN_PACKAGES = (PACKAGE, Path("@forge", "cli", _MODULES) / PACKAGE)


def find(folder: Path) -> Path | None:
    """The schema file that an app in `folder` uses, else a global one; None where there is none.

    That of the app comes from its own `node_modules`, or from one above it.
    """
    folder = folder.resolve()
    locations = [here / _MODULES for here in (folder, *folder.parents)]
    return _first(locations) or _global()


def find_at(path: Path) -> Path:
    """The schema file that a path of the user's means.

    That is the file itself, or a folder: of the package, of an app, or of packages.

    Raises UsageError, with what was looked for, where there is none.
    """
    if path.is_file():
        return path
    there = path / SCHEMA
    found = there if there.is_file() else _first([path / _MODULES, path])
    if found is None:
        raise UsageError(
            f"--forge-schema {path}: there is neither a schema file nor a folder with "
            f"{SCHEMA.as_posix()} or {_MODULES}/{PACKAGE.as_posix()} in it"
        )
    return found


def _first(locations: list[Path]) -> Path | None:
    files = (location / package / SCHEMA for location in locations for package in _IN_PACKAGES)
    return next((file for file in files if file.is_file()), None)


@cache
def _global() -> Path | None:
    return _first(list(_global_folders()))


def _global_folders() -> Iterator[Path]:
    """Folders of packages that may be those of `npm install --global`."""
    import shutil

    for program in ("forge", "npm", "node"):
        found = shutil.which(program)
        if found is None:
            continue
        # A link leads into the package; a script stands beside the packages.
        yield from (folder for folder in Path(found).resolve().parents if folder.name == _MODULES)
        yield from _of_prefix(Path(found).parent.parent)
        yield Path(found).parent / _MODULES
    for name in ("NPM_CONFIG_PREFIX", "npm_config_prefix"):
        if os.environ.get(name):
            yield from _of_prefix(Path(os.environ[name]))


def _of_prefix(prefix: Path) -> Iterator[Path]:
    yield prefix / "lib" / _MODULES
    yield prefix / _MODULES
