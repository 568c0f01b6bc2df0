"""How wide text is on a terminal, and text wrapped to a width.

A cell holds one Latin letter; East Asian wide characters and most emoji take two, combining
marks none. `rich` knows the same, but takes longer to import than a whole check.
"""

from __future__ import annotations

import unicodedata


def cells(text: str) -> int:
    """The width of `text`, which must hold no control characters."""
    return len(text) if text.isascii() else sum(map(_char_cells, text))


def _char_cells(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.category(char) in ("Mn", "Me") or _joins_hangul(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _joins_hangul(char: str) -> bool:
    """Whether a character is a vowel or a final that is drawn into the syllable before it."""
    return "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"


def wrap(text: str, room: int, hang: int = 0) -> list[str]:
    """`text` in lines of at most `room` cells, broken at spaces only.

    Lines after the first are indented by `hang`. A word wider than a line stays in one piece, so
    that it can be searched and copied.
    """
    lines: list[str] = []
    line = ""
    used = 0
    for number, word in enumerate(text.split(" ")):
        width = cells(word)
        if number and used + 1 + width > room:
            lines.append(line.rstrip(" "))
            line, used = " " * hang + word, hang + width
        elif number:
            line, used = f"{line} {word}", used + 1 + width
        else:
            line, used = word, width
    return [*lines, line]
