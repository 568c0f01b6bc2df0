"""Handlers of functions, `file.export`, and their files: shared by rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.manifest.paths import is_absolute
from forgecfg.manifest.view import Manifest

# In the order in which Forge's bundler tries them; not `.mjs` (verified with @forge/manifest 13.7).
EXTENSIONS = ("ts", "tsx", "js", "jsx", "cjs")

# Letters of any script, digits, "_" and "-", with "/" between directories.
_HANDLER = re.compile(r"([\w-]+(?:/[\w-]+)*)\.([\w-]+)")


class Handler(NamedTuple):
    """The handler of a function: its location, its file in the source directory, its export."""

    location: Cursor
    owner: str
    file: str
    export: str


def handler_locations(manifest: Manifest) -> Iterator[tuple[str, Cursor]]:
    """The label of each function and the location of its handler."""
    for module in manifest.modules:
        location = module.cursor.get("handler") if module.type == "function" else None
        if location is not None and location.text is not None:
            yield module.label, location


def split_handler(text: str) -> tuple[str, str] | None:
    """File and export of a handler such as `index.run`; None for an invalid one."""
    match = _HANDLER.fullmatch(text)
    return (match[1], match[2]) if match is not None else None


def handlers(manifest: Manifest) -> Iterator[Handler]:
    """The handlers that have the form `file.export`."""
    for owner, location in handler_locations(manifest):
        parts = split_handler(location.text or "")
        if parts is not None:
            yield Handler(location, owner, *parts)


def source_directory(manifest: Manifest) -> str | None:
    """The directory of handlers: `src`, or `app.package.path` with `bundler: manual@2026`.

    None if that path is not known, or absolute: then it is not a directory of the app.
    """
    package = manifest.at("app", "package")
    bundler = package.get("bundler") if package is not None else None
    if package is None or bundler is None or bundler.text != "manual@2026":
        return "src"
    path = package.get("path")
    if path is None:
        return "src"
    return None if is_absolute(path.text or "") else path.text


def source_path(files: ProjectFiles, directory: str, handler: Handler) -> str | None:
    """The path of the file of a handler, None if it does not exist."""
    paths = (f"{directory}/{handler.file}.{extension}" for extension in EXTENSIONS)
    return next((path for path in paths if files.kind(path) is Kind.FILE), None)
