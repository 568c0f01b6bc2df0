"""Files that the pages of an app load from other hosts: scripts, style sheets, images, frames.

Only what is plain to see: attributes with a whole address in the page of a resource, and in JSX.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from posixpath import join

from forgecfg.document.lines import LineIndex
from forgecfg.files.app_files import Kind
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Manifest
from forgecfg.source.app import App
from forgecfg.source.facts import Asset, Shown, SourceSpan
from forgecfg.source.unit import Unit

_KINDS = {
    "script": "scripts",
    "link": "styles",
    "img": "images",
    "Image": "images",
    "iframe": "frames",
    "video": "media",
    "audio": "media",
}
"""The list of `permissions.external` for each element."""

# A tag ends at the next `<` at the latest, so each character is looked at once.
_TAG = re.compile(r"<(script|link|img|iframe|video|audio)\b([^<>]*)", re.IGNORECASE)
_ADDRESS = re.compile(r"""(?:^|[\s"'])(?:src|href)\s*=\s*["']?((?:https?:)?//[^\s"'<>]+)""")
_STYLE_SHEET = re.compile(r"""\brel\s*=\s*["']?stylesheet\b""", re.IGNORECASE)
_ELEMENT = re.compile(rb"""<(img|Image|iframe|video|audio|script)\b([^<>]*)""")
_SOURCE = re.compile(rb"""\bsrc=\{?["'](https?://[^"'\s<>]+)["']""")
_LARGEST_PAGE = 1_000_000


def find_pages(app: App, manifest: Manifest, certain: Container[str]) -> dict[str, LineIndex]:
    """The `index.html` of each resource that a module shows, by its path.

    It is in the directory of the resource. If a build writes it there, it is the page that the
    build starts from, for the resources whose source is `certain`. UI Kit has no page.
    """
    shown = {ref.name for ref in manifest.references[Target.RESOURCE] if not ref.before}
    found: dict[str, LineIndex] = {}
    for item in manifest.items("resources"):
        key, path = item.get("key"), item.get("path")
        if key is None or path is None or not path.text:
            continue
        if key.text not in shown and key.text not in certain:
            continue
        if app.files.kind(path.text) is Kind.FILE:
            continue
        folder = app.package_folder(join(path.text, "x"))
        built_from = (folder, join(folder, "public")) if key.text in certain else ()
        places = (path.text, *(built_from if folder != "." else ()))
        for place in places:
            page = join(place, "index.html")
            text = app.files.text(page) if app.files.kind(page) is Kind.FILE else None
            if text is not None and len(text) <= _LARGEST_PAGE:
                found[page] = LineIndex(text)
                break
    return found


def assets_of_pages(pages: Mapping[str, LineIndex]) -> Iterator[Asset]:
    """What the pages load from other hosts."""
    for page, index in pages.items():
        text = _without_comments(index.text)
        for tag in _TAG.finditer(text):
            name = tag[1].lower()
            address = _ADDRESS.search(text, tag.start(2), tag.end(2))
            if address is None or (name == "link" and not _STYLE_SHEET.search(tag[2])):
                continue
            span = SourceSpan(page, address.start(1), address.end(1))
            yield Asset(_KINDS[name], address[1], span)


def _without_comments(text: str) -> str:
    """The text with HTML comments replaced with as many spaces."""
    parts: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start)
        end = len(text) if end < 0 else end + 3
        parts += (text[position:start], " " * (end - start))
        position = end
    return "".join(parts) + text[position:]


def assets_of_code(units: Iterable[Unit], shown: Mapping[str, Shown]) -> Iterator[Asset]:
    """What the elements of front ends load from other hosts."""
    for unit in units:
        if unit.path not in shown or "src=" not in unit.text:
            continue
        for element in _ELEMENT.finditer(unit.data):
            source = _SOURCE.search(unit.data, element.start(2), element.end(2))
            if source is None or not _is_attribute(unit, source.start(1), source.end(1)):
                continue
            kind = _KINDS[element[1].decode()]
            start, end = unit.offsets(source.start(1), source.end(1))
            yield Asset(kind, unit.text[start:end], SourceSpan(unit.path, start, end))


def _is_attribute(unit: Unit, start: int, end: int) -> bool:
    node = unit.at(start, end)
    for _ in range(4):
        if node is None:
            return False
        if node.type == "jsx_attribute":
            return True
        node = unit.parents.of(node)
    return False
