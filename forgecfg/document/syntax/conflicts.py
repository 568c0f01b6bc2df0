"""Unresolved merge conflicts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARKER = re.compile(r"^([<=>])\1{6}(?=[ \t\r\n]|\Z)[^\n]*", re.MULTILINE)


class Conflict(NamedTuple):
    """A conflict: the 0-based start and end offsets of its three marker lines."""

    start: tuple[int, int]
    middle: tuple[int, int]
    end: tuple[int, int]


def find_conflicts(text: str) -> Iterator[Conflict]:
    """The conflicts of a text, in order."""
    start = middle = None
    for match in _MARKER.finditer(text):
        kind = match[1]
        if kind == "<":
            start, middle = match.span(), None
        elif kind == "=" and middle is None:
            middle = match.span()
        elif kind == ">" and start is not None and middle is not None:
            yield Conflict(start, middle, match.span())
            start = middle = None


def without_conflicts(text: str, conflicts: list[Conflict]) -> str:
    """The text with only the first side of each conflict; length and lines stay the same."""
    pieces: list[str] = []
    at = 0
    for start, middle, end in conflicts:
        pieces += text[at : start[0]], _blank(text[slice(*start)]), text[start[1] : middle[0]]
        pieces.append(_blank(text[middle[0] : end[1]]))
        at = end[1]
    return "".join((*pieces, text[at:]))


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
