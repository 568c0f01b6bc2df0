"""Completions from the files of an app: handlers and paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from forgecfg.document.positions import YamlPath
from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.manifest.analysis.handlers import EXTENSIONS, source_directory
from forgecfg.manifest.sites import matches
from forgecfg.manifest.view import Manifest

# An editor waits for the answer.
_MOST_FILES = 200
_MOST_NAMES = 500

_EXPORTS = re.compile(
    r"^export\s+(?:default\s+)?(?:async\s+)?(?:const|let|var|function\*?|class)\s+([\w$]+)"
    r"|^(?:module\.)?exports\.([\w$]+)\s*=",
    re.MULTILINE,
)
_EXPORT_LIST = re.compile(r"^export\s*\{([^}]{0,5000})\}", re.MULTILINE)
_NAMED = re.compile(r"[\w-]+")

PATH_SITES = (
    "resources[].path",
    "translations.resources[].path",
    "app.package.path",
    "app.package.extraFiles[]",
    "modules.rovo:skill[].source.dir",
)


def is_path(path: YamlPath) -> bool:
    """Whether the value at a path of a manifest is the path of a file or directory."""
    return any(matches(site, path) for site in PATH_SITES)


def handlers_on_disk(manifest: Manifest, files: ProjectFiles) -> Iterator[tuple[str, str]]:
    """The possible handlers, `file.export`, and the path of the file of each."""
    folder = source_directory(manifest)
    if folder is None:
        return
    for path in islice(files.below(folder), _MOST_FILES):
        stem, _, extension = path.rpartition(".")
        name = stem.removeprefix(f"{folder}/")
        if extension not in EXTENSIONS or not all(map(_NAMED.fullmatch, name.split("/"))):
            continue
        for export in exported_names(files.text(path) or ""):
            yield f"{name}.{export}", path


def exported_names(text: str) -> list[str]:
    """The names that a file exports, as far as its text shows them without parsing."""
    names = [a or b for a, b in _EXPORTS.findall(text)]
    for listed in _EXPORT_LIST.findall(text):
        for part in listed.split(","):
            words = part.split()
            if words and words[-1] != "default":
                names.append(words[-1])
    return [name for name in dict.fromkeys(names) if _NAMED.fullmatch(name)]


def paths_on_disk(files: ProjectFiles, prefix: str) -> Iterator[tuple[str, bool]]:
    """The paths that begin with a prefix, one level deep, and whether each is a directory."""
    folder, slash, _ = prefix.rpartition("/")
    if folder.startswith("/") or ".." in folder.split("/"):
        return
    names = [name for name in files.names(folder or ".") if not name.startswith(".")]
    for name in names[:_MOST_NAMES]:
        if name == "node_modules":
            continue
        path = f"{folder}{slash}{name}"
        yield path, files.kind(path) is Kind.FOLDER
