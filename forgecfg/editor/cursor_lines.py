"""The parts of one line of YAML in block style: indent, dashes, key, and the start of the value."""

from __future__ import annotations

import re
from typing import NamedTuple

# Longer lines are not written by hand, and searching them could take long.
_LONGEST = 2_000

_KEY = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"\[\]{},&*!|>%@`][^#]*?)[ \t]*:(?=\s|$)"""
)
_BLOCK_SCALAR = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
_PROPERTIES = re.compile(r"(?:[&!]\S*(?:\s+|$))*+(?:#.*)?$")


class Line(NamedTuple):
    """One line. Columns are 0-based.

    `dashes` are the columns of its dashes, `content` the column after them. `key` is the text of a
    key without quotes, None if there is none; `key_end` is the column after it, `value` that of the
    value's first character, both -1 without a key.
    """

    indent: int
    dashes: tuple[int, ...]
    content: int
    key: str | None
    key_end: int
    value: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing on the line but spaces or a comment."""
        return self.text[self.indent : self.indent + 1] in ("", "#")

    @property
    def starts_block_scalar(self) -> bool:
        """Whether the lines below are text, as after `description: |`."""
        return self.key is not None and _BLOCK_SCALAR.match(self.text, self.value) is not None

    @property
    def is_open(self) -> bool:
        """Whether the value is on the lines below."""
        return self.key is not None and _PROPERTIES.match(self.text, self.value) is not None


def read_line(text: str) -> Line:
    """The parts of a line without its line break."""
    column = indent = len(text) - len(text.lstrip(" "))
    dashes: list[int] = []
    while text.startswith("- ", column) or text[column:] == "-":
        dashes.append(column)
        column += 1
        while text.startswith(" ", column):
            column += 1
    match = _KEY.match(text, column) if len(text) <= _LONGEST else None
    if match is None:
        return Line(indent, tuple(dashes), column, None, -1, -1, text)
    value = match.end()
    while text.startswith((" ", "\t"), value):
        value += 1
    return Line(indent, tuple(dashes), column, unquoted(match[1]), match.end(1), value, text)


def unquoted(token: str) -> str:
    """The text of a key or value without its quotes."""
    if len(token) > 1 and token[0] == token[-1] and token[0] in "'\"":
        return token[1:-1]
    return token


def in_comment(text: str, start: int, column: int) -> bool:
    """Whether a column is in a comment of a line whose content starts at `start`."""
    quote = ""
    for index in range(start, min(column, len(text))):
        char = text[index]
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"" and (index == start or text[index - 1] in " \t[{,:"):
            quote = char
        elif char == "#" and (index == start or text[index - 1] in " \t"):
            return True
    return False
