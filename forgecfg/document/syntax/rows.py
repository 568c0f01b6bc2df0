"""Lines of a text that may not be YAML: what a person sees in them."""

from __future__ import annotations

import re
from typing import NamedTuple

_QUOTED = r'"(?:[^"\\\n]|\\.)*"|' + r"'(?:[^'\n]|'')*'"
_LEAD = re.compile(r"[ \t]*(?:[-?][ \t]+)*")
_ENTRY = re.compile(
    rf"(?:{_QUOTED}|[^\s#\"'\[\]{{}}][^\n]*?)(?P<colon>[ \t]?:)(?=[ \t\r\n]|$)[ \t]*"
)
_TIGHT = re.compile(r"(?P<key>[\w.$-]+):(?=[^\s:/])")
_LOOK_BACK = 1000
_HEAD = re.compile(r"[ \t]*")


class Row(NamedTuple):
    """A line: 0-based offsets of its start, of its first visible character, and of its end."""

    start: int
    head: int
    end: int

    @property
    def indent(self) -> int:
        """How many characters of white space lead the line."""
        return self.head - self.start


class Entry(NamedTuple):
    """A line's `key: value`: 0-based offsets; `value` is the end of the line where it is empty."""

    key: int
    colon: int
    value: int


def row_at(text: str, offset: int) -> Row:
    """The line that holds a 0-based offset."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    if end > start and text[end - 1] == "\r":
        end -= 1
    match = _HEAD.match(text, start, end)
    return Row(start, match.end() if match else start, end)


def row_after(text: str, row: Row) -> Row | None:
    """The next line, None after the last."""
    following = text.find("\n", row.start)
    return None if following < 0 else row_at(text, following + 1)


def says_something(text: str, row: Row) -> bool:
    """Whether a line holds more than white space or a comment."""
    return row.head < row.end and text[row.head] != "#"


def row_before(text: str, row: Row) -> Row | None:
    """The nearest line above that says something; nobody looks further up than a few screens."""
    for _ in range(_LOOK_BACK):
        if row.start == 0:
            break
        row = row_at(text, row.start - 1)
        if says_something(text, row):
            return row
    return None


def rows_below(text: str, row: Row, indent: int) -> int:
    """The 0-based offset at which the lines below that are indented by `indent` or more end."""
    end = row.end
    following = row_after(text, row)
    while following is not None:
        if says_something(text, following):
            if following.indent < indent:
                break
            end = following.end
        following = row_after(text, following)
    return end


def content(text: str, row: Row) -> int:
    """The 0-based offset of what follows the indent and the dashes of a line."""
    match = _LEAD.match(text, row.start, row.end)
    return match.end() if match else row.head


def entry_of(text: str, row: Row) -> Entry | None:
    """The `key: value` of a line, behind its dashes; None where it is none."""
    key = content(text, row)
    match = _ENTRY.match(text, key, row.end)
    if match is None:
        return None
    value = match.end()
    if text.startswith("#", value, row.end):
        value = row.end
    return Entry(key, match.end("colon") - 1, value)


def tight_colon(text: str, row: Row) -> int | None:
    """The colon of `key:value`, where a space is missing; None where the line is no such thing."""
    match = _TIGHT.match(text, content(text, row), row.end)
    return match.end() - 1 if match else None
