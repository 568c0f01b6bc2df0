"""Links of a manifest: paths of resources, handlers, skills, and base URLs."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import join
from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.document.nodes import Scalar
from forgecfg.editor.snapshot import Snapshot
from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.manifest.analysis.handlers import handlers, source_directory, source_path
from forgecfg.manifest.paths import is_absolute, is_outside, named_paths

_ENTRIES = ("index.html", "SKILL.md", "index.jsx", "index.tsx", "index.js", "index.ts")


class Link(NamedTuple):
    """A link at a 0-based range: to a `file` relative to the manifest, or to a `url`."""

    start: int
    end: int
    file: str = ""
    url: str = ""


def links(snapshot: Snapshot) -> list[Link]:
    """The links to files that exist, and to base URLs without variables."""
    return [*_urls(snapshot), *_files(snapshot)]


def _urls(snapshot: Snapshot) -> Iterator[Link]:
    for remote in snapshot.outline.remotes:
        for _, cursor in remote.urls():
            text = cursor.text
            if text is not None and text.startswith("https://") and "${" not in text:
                yield from _link(cursor, url=text)


def _files(snapshot: Snapshot) -> Iterator[Link]:
    manifest, files = snapshot.outline, snapshot.files
    if files is None:
        return
    skills = [m.cursor.at("source", "dir") for m in manifest.modules if m.type == "rovo:skill"]
    for cursor in (*named_paths(manifest), *(path for path in skills if path is not None)):
        path = cursor.text
        if path and not is_absolute(path) and not is_outside(path):
            file = _file_at(files, path)
            if file:
                yield from _link(cursor, file=file)
    folder = source_directory(manifest)
    for handler in handlers(manifest) if folder is not None else ():
        found = source_path(files, folder or "", handler)
        if found is not None:
            yield from _link(handler.location, file=found)


def _file_at(files: ProjectFiles, path: str) -> str:
    """The file to open for a path: the file itself, or the entry of a directory; "" for none."""
    kind = files.kind(path)
    if kind is Kind.FILE:
        return path
    if kind is Kind.FOLDER:
        names = files.names(path)
        return next((join(path, name) for name in _ENTRIES if name in names), "")
    return ""


def _link(cursor: Cursor, file: str = "", url: str = "") -> Iterator[Link]:
    node = cursor.node
    if isinstance(node, Scalar) and not node.aliased and node.start < node.end:
        quote = 1 if node.style in ("'", '"') else 0
        yield Link(node.start + quote, node.end - quote, file, url)
