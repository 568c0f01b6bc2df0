"""The width of text on a terminal, and text wrapped to a width.

A cell holds one Latin letter; East Asian wide characters and most emoji are two cells wide,
combining marks none.
"""

from __future__ import annotations


def display_width(text: str) -> int:
    """The width of `text` in cells; it must hold no control characters."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def wrap(text: str, width: int, hang: int = 0) -> list[str]:
    """`text` in lines of at most `width` cells, broken at spaces only.

    Lines after the first are indented by `hang`. A word wider than a line stays in one piece, so
    that it can be searched and copied.
    """
    lines: list[str] = []
    line = ""
    used = 0
    for number, word in enumerate(text.split(" ")):
        word_width = display_width(word)
        if number and used + 1 + word_width > width:
            lines.append(line.rstrip(" "))
            line, used = " " * hang + word, hang + word_width
        elif number:
            line, used = f"{line} {word}", used + 1 + word_width
        else:
            line, used = word, word_width
    return [*lines, line]
