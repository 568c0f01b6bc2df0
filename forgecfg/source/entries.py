"""Where the source of an app starts to run: handlers of functions, entries of front ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from posixpath import dirname, join, normpath
from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.manifest.analysis.handlers import (
    Handler,
    source_directory,
    source_path,
    split_handler,
)
from forgecfg.manifest.view import Manifest
from forgecfg.source.app import ENDINGS, App

_SCRIPT = re.compile(r"<script\b[^<>]*\bsrc\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
_ENTRY_NAMES = ("index", "main", "app", "App", "Index", "Main")
_ENTRY_FOLDERS = ("src", ".", "src/app", "app", "source")
_QUOTED = re.compile(r"[\"'`]([^\"'`\n]+)[\"'`]")
_PATH_ENDING = re.compile(r"[\w-]\.(?:[cm]?[jt]sx?|html)\Z")
_CONFIGS = re.compile(
    r"(?:vite|webpack|rollup|rspack|rsbuild|craco|esbuild|build|parcel|bundle)[\w.-]*$"
)
_MOST_FILES = 3_000


class Entry(NamedTuple):
    """A file in which code starts to run.

    `owner` is the key of the function or resource. `certain` is false if the file was only
    guessed from the usual layouts.
    """

    owner: str
    path: str
    certain: bool = True


class HandlerEntry(NamedTuple):
    """The handler of a function: its file ("" if it does not exist) and the export."""

    function: str
    path: str
    export: str


def handler_entries(manifest: Manifest, files: ProjectFiles) -> Iterator[HandlerEntry]:
    """The handler of each function whose key and handler are known."""
    folder = source_directory(manifest)
    items = [module.cursor for module in manifest.modules if module.type == "function"]
    # Functions at the root are reported as misplaced, but their code is read.
    items += manifest.items("function")
    for item in items:
        key, location = item.get("key"), item.get("handler")
        name = key.text if key is not None else None
        if location is None or name is None:
            continue
        parts = split_handler(location.text or "")
        if parts is None or folder is None:
            yield HandlerEntry(name, "", "")
            continue
        # `src/index.run` repeats the folder, which is reported as invalid-handler.
        file = parts[0].removeprefix(f"{folder}/")
        found = source_path(files, folder, Handler(location, name, file, parts[1]))
        yield HandlerEntry(name, normpath(found) if found else "", parts[1])


def front_entries(manifest: Manifest, app: App) -> Iterator[Entry]:
    """Where the code of each resource starts; none for a resource without visible code."""
    for item in manifest.items("resources"):
        key, path = item.get("key"), item.get("path")
        if key is None or key.text is None or path is None or path.text is None:
            continue
        yield from _entries(app, item, key.text, normpath(path.text))


def _entries(app: App, item: Cursor, key: str, path: str) -> Iterator[Entry]:
    kind = app.files.kind(path)
    entry = item.get("entry")
    if kind is Kind.FILE or (kind is Kind.MISSING and re.search(r"\.[cm]?[jt]sx?$", path)):
        found = app.find(path)
        if found:
            yield Entry(key, found)
        return
    listed = [*(location for _, location in entry.entries()), *entry.items()] if entry else []
    named = [app.find(join(path, location.text)) for location in listed if location.text]
    if any(named):
        yield from (Entry(key, found) for found in named if found)
        return
    yield from (Entry(key, found, certain) for found, certain in built_from(app, path))


def built_from(app: App, path: str) -> list[tuple[str, bool]]:
    """The entries of the source that a build makes the folder at `path` of.

    Each with whether it is certain. Custom UI: the manifest has the folder of built files; its
    source is in the package that the folder is in, or in one whose configuration names the folder.
    """
    folder = app.package_folder(join(path, "x"))
    if folder == ".":
        folder = _builder(app, path) or "."
    names = set(app.files.names(folder))
    found = dict.fromkeys(_scripts(app, folder, names), True)
    if not found:
        found = dict.fromkeys(_configured(app, folder, names), False)
        usual = _usual(app, folder, path)
        if usual and folder != "." and (not found or usual in found):
            # One usual entry and nothing else: create-react-app and its like.
            found = {usual: True}
        elif usual:
            found[usual] = usual.startswith(path + "/")
    if not found and folder != ".":
        found = dict.fromkeys(_all_source(app, join(folder, "src")), False)
    if not found:
        found = dict.fromkeys(_with_bridge(app), False)
    return [(file, sure) for file, sure in found.items() if app.unit(file) is not None]


def _builder(app: App, path: str) -> str | None:
    """The package below the app's folder whose configuration says that it builds the folder."""
    if app.configurations is None:
        app.configurations = [
            file
            for file in islice(app.files.below("."), _MOST_FILES)
            if "/" in file and _is_configuration(file.rpartition("/")[2])
        ]
    for file in app.configurations:
        folder = dirname(file)
        text = app.files.text(file) or ""
        if path in text and app.files.kind(join(folder, "package.json")) is Kind.FILE:
            return folder
    return None


def _is_configuration(name: str) -> bool:
    return name == "package.json" or _CONFIGS.match(name) is not None


def _with_bridge(app: App) -> list[str]:
    """All files that use the bridge, for front ends with unknown entries."""
    if app.with_bridge is None:
        found = [unit for path in _all_source(app, ".") if (unit := app.unit(path)) is not None]
        app.with_bridge = [unit.path for unit in found if "@forge/bridge" in unit.text]
    return app.with_bridge


def _scripts(app: App, folder: str, names: set[str]) -> Iterator[str]:
    """The scripts of the package's own pages, as Vite and Parcel have them."""
    pages = [name for name in sorted(names) if name.endswith(".html")]
    for location in ("", "src", "public", "src/public"):
        inside = pages if not location else [*app.files.names(join(folder, location))]
        for page in inside:
            if not page.endswith(".html"):
                continue
            text = app.files.text(join(folder, location, page)) or ""
            for source in _SCRIPT.findall(text):
                if "://" in source or source.startswith("//"):
                    continue
                if source.startswith("/"):
                    found = app.find(join(folder, source.lstrip("/")))
                else:
                    found = app.find(join(folder, location, source))
                if found and app.unit(found) is not None:
                    yield found


def _configured(app: App, folder: str, names: set[str]) -> Iterator[str]:
    """The files with source in the configuration of a bundler."""
    for name in sorted(names):
        if not _CONFIGS.match(name) or name.rpartition(".")[2] not in (
            "js",
            "ts",
            "mjs",
            "cjs",
            "mts",
        ):
            continue
        text = app.files.text(join(folder, name)) or ""
        for written in _paths_in(text):
            if written.endswith(".html"):
                page = join(folder, written.lstrip("/"))
                for source in _SCRIPT.findall(app.files.text(page) or ""):
                    base = folder if source.startswith("/") else dirname(page)
                    found = app.find(join(base, source.lstrip("/")))
                    if found:
                        yield found
                continue
            found = app.find(join(folder, written.lstrip("/")))
            if found and found != normpath(join(folder, name)) and not written.endswith(name):
                yield found


def _usual(app: App, folder: str, path: str) -> str | None:
    """The one file in which front ends usually start."""
    if folder == ".":
        # Next to a backend in `src`, only a separate directory can be the front end.
        locations = [path, f"{path}/src", "src/frontend", "src/ui", "src/client", "frontend", "ui"]
    else:
        locations = [*_ENTRY_FOLDERS]
    for location in locations:
        inside = app.files.names(join(folder, location))
        for name in _ENTRY_NAMES:
            for ending in ENDINGS:
                if f"{name}.{ending}" in inside:
                    return normpath(join(folder, location, f"{name}.{ending}"))
    return None


def _all_source(app: App, folder: str) -> list[str]:
    if folder not in app.source_below:
        app.source_below[folder] = _find_source(app, folder)
    return app.source_below[folder]


def _find_source(app: App, folder: str) -> list[str]:
    found = []
    for number, path in enumerate(app.files.below(folder)):
        if number > _MOST_FILES:
            break
        if re.search(r"\.(?:[cm]?[jt]s|[jt]sx)$", path) and not re.search(
            r"(?:\.(?:test|spec|stories|d)\.|__tests__|__mocks__)", path
        ):
            found.append(normpath(path))
    return found


def _paths_in(text: str) -> Iterator[str]:
    """The quoted texts that end like the name of a source file or page."""
    at = 0
    while match := _QUOTED.search(text, at):
        at = match.end()
        if _PATH_ENDING.search(match[1]):
            yield match[1]
        else:
            at -= 1  # the quote at the end may start the next one
