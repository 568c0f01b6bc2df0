"""The file paths in a manifest: of resources, locales and extra files."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import normpath

from forgecfg.document.cursor import Cursor
from forgecfg.manifest.view import Manifest


def named_paths(manifest: Manifest) -> Iterator[Cursor]:
    """The cursors of all known paths, except those of skills."""
    for section in (("resources",), ("translations", "resources")):
        for item in manifest.items(*section):
            path = item.get("path")
            if path is not None and path.text:
                yield path
    package = manifest.at("app", "package")
    if package is not None:
        path, extra = package.get("path"), package.get("extraFiles")
        if path is not None and path.text:
            yield path
        yield from (item for item in (extra.items() if extra is not None else ()) if item.text)


def is_absolute(path: str) -> bool:
    """Whether a path is absolute on any operating system."""
    return path.startswith(("/", "\\")) or path[1:3] in (":/", ":\\")


def is_outside(path: str) -> bool:
    """Whether a relative path is outside the directory of the manifest."""
    return normpath(path.replace("\\", "/")).split("/")[0] == ".."
