"""The source files of one app: reading each once, and finding what imports lead to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cached_property
from posixpath import dirname, join, normpath

from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.source.unit import Export, Unit
from forgecfg.source.workspaces import (
    entry_candidates,
    is_local,
    package_json,
    workspace_folders,
)

ENDINGS = ("ts", "tsx", "js", "jsx", "cjs", "mjs", "mts", "cts")
"""Endings of files with source, in the order in which Forge's bundler tries them."""

_SOURCE = re.compile(r"\.(?:[cm]?[jt]s|[jt]sx)$")
# `./x.js` may mean `./x.ts`, as TypeScript writes it.
_JS_ENDING = re.compile(r"\.([cm]?)jsx?$")
# Files that bundlers load, without calls.
_ASSET = re.compile(
    r"\.(?:css|scss|sass|less|styl|svg|png|jpe?g|gif|webp|ico|json5?|ya?ml|md|mdx|txt|html?|woff2?"
    r"|ttf|eot|mp[34]|wasm|graphql|gql|csv|pdf)(?:\?.*)?$",
    re.IGNORECASE,
)
_HOPS = 12


class Unread(str):
    """Why a file could not be read."""


class App:
    """The files of one app with source, read when they are needed."""

    def __init__(self, files: ProjectFiles) -> None:
        self.files = files
        self._units: dict[str, Unit | None] = {}
        self._resolved: dict[tuple[str, str], str | None] = {}
        # What is searched for each resource, but only once.
        self.source_below: dict[str, list[str]] = {}
        self.with_bridge: list[str] | None = None
        self.configurations: list[str] | None = None

    def unit(self, path: str) -> Unit | None:
        """A file with source; None if it is not readable text, or minified."""
        if path not in self._units:
            text = self.files.text(path)
            unit = Unit(path, text) if text is not None and "\0" not in text[:4096] else None
            self._units[path] = None if unit is not None and unit.minified else unit
        return self._units[path]

    def resolve(self, importer: str, specifier: str) -> str | None:
        """The path of the file that an import leads to.

        None for packages; "" if the app should have the file, but it does not exist or is not
        JavaScript or TypeScript.
        """
        key = (dirname(importer), specifier)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(importer, specifier.partition("?")[0])
        return self._resolved[key]

    def _resolve(self, importer: str, specifier: str) -> str | None:
        if _ASSET.search(specifier):
            return None
        if specifier.startswith("."):
            return self.find(join(dirname(importer), specifier)) or ""
        if specifier.startswith(("@forge/", "node:")):
            return None
        for candidate in (*self._aliased(importer, specifier), *self._in_workspace(specifier)):
            found = self.find(candidate)
            if found:
                return found
        own = specifier.startswith(("@/", "~/", "#", "src/", "/"))
        return "" if own or self._is_own_package(importer, specifier) else None

    def _in_workspace(self, specifier: str) -> Iterator[str]:
        """The possible paths of an import of another package of the same repository."""
        name, rest = _package_name(specifier)
        folder = self._workspaces.get(name)
        if folder is not None:
            yield from entry_candidates(self.files, folder, rest)

    def _is_own_package(self, importer: str, specifier: str) -> bool:
        """Whether an import is of another package of the same repository."""
        name, _ = _package_name(specifier)
        listed = package_json(self.files, self.package_folder(importer)).get("dependencies")
        return isinstance(listed, dict) and is_local(listed.get(name))

    @cached_property
    def _workspaces(self) -> dict[str, str]:
        return workspace_folders(self.files)

    def find(self, path: str) -> str | None:
        """The source file at a path, with or without its extension, as bundlers search for it."""
        path = normpath(path)
        if _SOURCE.search(path):
            if self.files.kind(path) is Kind.FILE:
                return path
            written = _JS_ENDING.search(path)
            if written is not None:
                stem = path[: written.start()]
                for ending in (f"{written[1]}ts", "tsx"):
                    if self.files.kind(f"{stem}.{ending}") is Kind.FILE:
                        return f"{stem}.{ending}"
        names = self.files.names(dirname(path) or ".")
        stem = path.rpartition("/")[2]
        for ending in ENDINGS:
            if f"{stem}.{ending}" in names:
                return f"{path}.{ending}"
        if stem in names or path in (".", ".."):
            inside = self.files.names(path)
            for ending in ENDINGS:
                if f"index.{ending}" in inside:
                    return normpath(f"{path}/index.{ending}")
        return None

    def _aliased(self, importer: str, specifier: str) -> Iterator[str]:
        """The possible paths of an import that is neither relative nor certainly a package."""
        folder = self.package_folder(importer)
        for pattern, target in self._aliases(folder):
            if pattern == specifier:
                yield join(folder, target)
            elif pattern.endswith("*") and specifier.startswith(pattern[:-1]):
                yield join(folder, target.replace("*", specifier[len(pattern) - 1 :], 1))
        if specifier.startswith(("@/", "~/")):
            yield join(folder, "src", specifier[2:])
            yield join(folder, specifier[2:])
        elif not specifier.startswith("@"):
            first = specifier.partition("/")[0]
            if first == "src" or "/" in specifier:
                yield join(folder, specifier)
                yield join(folder, "src", specifier)

    def package_folder(self, path: str) -> str:
        """The nearest parent directory with a `package.json`, "." if there is none."""
        folder = dirname(path) or "."
        while True:
            if folder in self._packages:
                return self._packages[folder]
            if folder in (".", "..") or self.files.kind(join(folder, "package.json")) is Kind.FILE:
                self._packages[folder] = folder
                return folder
            folder = dirname(folder) or "."

    @cached_property
    def _packages(self) -> dict[str, str]:
        return {}

    @cached_property
    def _alias_tables(self) -> dict[str, tuple[tuple[str, str], ...]]:
        return {}

    def _aliases(self, folder: str) -> tuple[tuple[str, str], ...]:
        """`paths` and `baseUrl` of the folder's tsconfig or jsconfig, relative to the folder."""
        if folder not in self._alias_tables:
            self._alias_tables[folder] = tuple(self._read_aliases(folder))
        return self._alias_tables[folder]

    def _read_aliases(self, folder: str) -> Iterator[tuple[str, str]]:
        for name in ("tsconfig.json", "tsconfig.app.json", "jsconfig.json"):
            options = _json(self.files.text(join(folder, name))).get("compilerOptions")
            if not isinstance(options, dict):
                continue
            base = options.get("baseUrl", ".")
            base = base if isinstance(base, str) else "."
            paths = options.get("paths")
            for pattern, targets in paths.items() if isinstance(paths, dict) else ():
                for target in targets if isinstance(targets, list) else ():
                    if isinstance(target, str):
                        yield str(pattern), normpath(join(base, target))
            if "baseUrl" in options:
                yield "*", normpath(join(base, "*"))

    def export(self, path: str, name: str) -> tuple[Unit, Export] | None:
        """The file and export that an export refers to, through re-exports; None if unknown."""
        seen: set[tuple[str, str]] = set()
        waiting = [(path, name)]
        while waiting and len(seen) < _HOPS:
            here = waiting.pop(0)
            if here in seen:
                continue
            seen.add(here)
            unit = self.unit(here[0])
            if unit is None:
                continue
            found = unit.exports.get(here[1])
            if found is None and here[1] == "default":
                found = unit.exports.get("module.exports")
            if found is not None and found.node is not None:
                return unit, found
            if found is not None:
                target = self.resolve(here[0], found.source)
                if target and found.imported != "*":
                    waiting.append((target, found.imported))
                elif found.source.startswith("@"):
                    return unit, found
                continue
            for key, passed in unit.exports.items():
                if key[0] == "*" and here[1] != "default":
                    target = self.resolve(here[0], passed.source)
                    if target:
                        waiting.append((target, here[1]))
        return None


def _package_name(specifier: str) -> tuple[str, str]:
    """The name of the package that an import names, and what follows it."""
    count = 2 if specifier.startswith("@") else 1
    parts = specifier.split("/")
    return "/".join(parts[:count]), "/".join(parts[count:])


_COMMENT = re.compile(r'("(?:[^"\\\n]|\\.)*+"?)|//[^\n]*|/\*(?:.*?\*/|.*)', re.DOTALL)


def _json(text: str | None) -> dict[str, object]:
    """A JSON object with comments and trailing commas; empty if it cannot be read."""
    if text is None or len(text) > 100_000:
        return {}
    plain = _COMMENT.sub(lambda match: match[1] or " ", text)
    try:
        found = json.loads(re.sub(r",(\s*[}\]])", r"\1", plain))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
