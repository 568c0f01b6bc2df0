"""Checks of a built site: links, headings, and pages that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit


class _Page(HTMLParser):
    """The links of a page, and the names that links can lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the link and the name of an element."""
        found = dict(attrs)
        if found.get("id"):
            self.names.add(found["id"] or "")
        for attribute in ("href", "src"):
            if found.get(attribute):
                self.links.append(found[attribute] or "")


@cache
def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def _pages(site: Path) -> Iterator[tuple[str, Path]]:
    """Each page: its path in the site, and its file."""
    for path in sorted(site.rglob("*.html")):
        if path.name != "404.html":
            yield path.relative_to(site).as_posix(), path


def _target(site: Path, page: str, link: str) -> tuple[Path, str] | None:
    """The file and the heading that a link leads to; None for another host."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    inside = (
        page
        if not path
        else normpath(join("" if path[0] == "/" else dirname(page), path.lstrip("/")))
    )
    file = site / inside
    return (file / "index.html" if file.is_dir() else file), unquote(parts.fragment)


def dead_links(site: Path) -> Iterator[str]:
    """A line for each link to a file or a heading that does not exist."""
    for page, path in _pages(site):
        for link in _read(path).links:
            target = _target(site, page, link)
            if target is None:
                continue
            file, heading = target
            if not file.is_file():
                yield f"{page}: dead link {link}"
            elif heading and file.suffix == ".html" and heading not in _read(file).names:
                yield f"{page}: no heading {link}"


def orphans(site: Path) -> Iterator[str]:
    """A line for each page that no links from the home page lead to."""
    start = site / "index.html"
    seen = {start}
    waiting = [start]
    while waiting:
        path = waiting.pop()
        page = path.relative_to(site).as_posix()
        for link in _read(path).links:
            target = _target(site, page, link)
            if target is not None and target[0].suffix == ".html" and target[0] not in seen:
                seen.add(target[0])
                if target[0].is_file():
                    waiting.append(target[0])
    for page, path in _pages(site):
        if path not in seen:
            yield f"{page}: no link leads to this page"
