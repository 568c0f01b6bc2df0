"""Markdown whose paragraphs are joined to one line, or wrapped to a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.reporters.display_width import wrap

_ITEM = re.compile(r"(?:[-*]|\d+\.) +")
_UNBROKEN = ("#", "|", "    ")


def reflow(text: str, width: int | None) -> str:
    """`text` with each paragraph and list item in lines of at most `width` cells.

    None means that each is one line. Code blocks, tables and headings stay as they are.
    """
    return "\n".join(line for block in _blocks(text) for line in _lines(block, width))


def _blocks(text: str) -> Iterator[str | list[str]]:
    """The lines of each paragraph and list item, and all other lines as they are."""
    paragraph: list[str] = []
    fenced = False
    for line in text.split("\n"):
        fence = line.startswith("```")
        kept = fenced or fence or not line or line.startswith(_UNBROKEN)
        if paragraph and (kept or _ITEM.match(line)):
            yield paragraph
            paragraph = []
        if kept:
            yield line
        else:
            paragraph.append(line)
        fenced ^= fence
    if paragraph:
        yield paragraph


def _lines(block: str | list[str], width: int | None) -> list[str]:
    if isinstance(block, str):
        return [block]
    item = _ITEM.match(block[0])
    text = " ".join([block[0], *(line.strip() for line in block[1:])])
    return [text] if width is None else wrap(text, width, hang=len(item[0]) if item else 0)
