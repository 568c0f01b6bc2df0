"""Paths that a build creates, so that they are missing in a fresh checkout."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from posixpath import dirname, join, normpath

from forgecfg.files.app_files import Kind, ProjectFiles

_BUILT = re.compile(
    r"(?:build|dist|bundle)(?:[-_.\d].*)?|.+[-_.](?:build|dist|bundle)"
    r"|builds|out|output|public|lib|target|artifacts?|generated|www|\.(?:next|output|nuxt)",
    re.IGNORECASE,
)
_CONFIG = re.compile(
    r"package\.json|project\.json|angular\.json|workspace\.json|makefile"
    r"|(?:vite|webpack|rollup|rspack|rsbuild|craco|esbuild|parcel|tsup|next|gulpfile|gruntfile"
    r"|build|bundle)[\w.-]*\.(?:[cm]?[jt]s|json|sh)",
    re.IGNORECASE,
)
_BUILD_SCRIPT = re.compile(r"build|bundle|compile", re.IGNORECASE)
_PATH = re.compile(r"[\w@.-]+(?:/[\w@.-]+)*")
_ENDING = re.compile(r"\.[a-zA-Z]\w*$")
# More than any app needs; limits the time for large repositories.
_MAX_FILES = 3_000
_MAX_CONFIGS = 60
_MAX_LEVELS = 4


def is_build_output(files: ProjectFiles, path: str) -> bool:
    """Whether a missing path seems to be created by a build, see `Builds`."""
    return Builds(files).create(path)


class Builds:
    """What the builds of an app create; their configuration is read once, if it is needed."""

    def __init__(self, files: ProjectFiles) -> None:
        self._files = files

    def create(self, path: str) -> bool:
        """Whether a missing path seems to be created by a build.

        Git ignores it, it is in a directory with a usual name such as `build` or `dist`, the
        configuration of a build names it, or the app has a package with a build script that may
        create it. False if a directory above the output is missing too, since that would have the
        source, and for a file, which has no other source.
        """
        path = normpath(path)
        first = first_missing(self._files, path)
        if any(_BUILT.fullmatch(name) for name in first.split("/")):
            return True
        if self._files.is_ignored(first):
            return True
        if _ENDING.search(path):
            return False
        if any(_names(folder, text, path, first) for folder, text in self._configs.values()):
            return True
        if any(_BUILT.fullmatch(name) for name in path.removeprefix(first).split("/")):
            return False
        return any(
            file.endswith("package.json") and _has_build(text)
            for file, (_, text) in self._configs.items()
        )

    @cached_property
    def _configs(self) -> dict[str, tuple[str, str]]:
        return dict(islice(_configs(self._files), _MAX_CONFIGS))


def first_missing(files: ProjectFiles, path: str) -> str:
    """The path itself, or the first directory above it that does not exist."""
    first = path = normpath(path)
    while (parent := dirname(first)) and not parent.endswith(".."):
        if files.kind(parent) is not Kind.MISSING:
            break
        first = parent
    return first


def _configs(files: ProjectFiles) -> Iterator[tuple[str, tuple[str, str]]]:
    """The files that may configure a build: their directory and text by path."""
    above = [join(*[".."] * level, "package.json") for level in range(1, _MAX_LEVELS)]
    for file in (*above, *islice(files.below("."), _MAX_FILES)):
        if _CONFIG.fullmatch(file.rpartition("/")[2]):
            text = files.text(file)
            if text is not None:
                yield file, (dirname(file), text)


def _names(folder: str, text: str, path: str, first: str) -> bool:
    """Whether the configuration of a build in a directory names a path, or one above it."""
    wanted = {path}
    while path != first:
        path = dirname(path)
        wanted.add(path)
    last = {one.rpartition("/")[2] for one in wanted}
    return any(
        normpath(join(folder, found[0])) in wanted
        for found in _PATH.finditer(text)
        if found[0].rpartition("/")[2] in last
    )


def _has_build(text: str) -> bool:
    """Whether a package has a script that builds something."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return False
    scripts = data.get("scripts") if isinstance(data, dict) else None
    return isinstance(scripts, dict) and any(_BUILD_SCRIPT.search(name) for name in scripts)
