"""Lines of a text that may be invalid YAML, read with simple patterns instead of a parser."""

from __future__ import annotations

import re
from typing import NamedTuple

_QUOTED = r'"(?:[^"\\\n]|\\.)*"|' + r"'(?:[^'\n]|'')*'"
_INDENT_AND_DASHES = re.compile(r"[ \t]*(?:[-?][ \t]+)*")
_ENTRY = re.compile(
    rf"(?:{_QUOTED}|[^\s#\"'\[\]{{}}][^\n]*?)(?P<colon>[ \t]?:)(?=[ \t\r\n]|$)[ \t]*"
)
_COLON_WITHOUT_SPACE = re.compile(r"(?P<key>[\w.$-]+):(?=[^\s:/])")
_MAX_LINES_BACK = 1000
_INDENT = re.compile(r"[ \t]*")


class Line(NamedTuple):
    """A line: 0-based offsets of its start, its first visible character, and its end."""

    start: int
    first: int
    end: int

    @property
    def indent(self) -> int:
        """The number of leading white-space characters."""
        return self.first - self.start


class Entry(NamedTuple):
    """A line's `key: value`: 0-based offsets; `value` is the end of the line where it is empty."""

    key: int
    colon: int
    value: int


def line_at(text: str, offset: int) -> Line:
    """The line that contains a 0-based offset."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    if end > start and text[end - 1] == "\r":
        end -= 1
    match = _INDENT.match(text, start, end)
    return Line(start, match.end() if match else start, end)


def line_after(text: str, line: Line) -> Line | None:
    """The next line, None after the last one."""
    following = text.find("\n", line.start)
    return None if following < 0 else line_at(text, following + 1)


def has_content(text: str, line: Line) -> bool:
    """Whether a line contains more than white space or a comment."""
    return line.first < line.end and text[line.first] != "#"


def line_before(text: str, line: Line) -> Line | None:
    """The nearest line with content above, within a limited number of lines; None if none."""
    for _ in range(_MAX_LINES_BACK):
        if line.start == 0:
            break
        line = line_at(text, line.start - 1)
        if has_content(text, line):
            return line
    return None


def end_of_block(text: str, line: Line, indent: int) -> int:
    """The 0-based end of a line and of the lines below it with `indent` or more spaces."""
    end = line.end
    following = line_after(text, line)
    while following is not None:
        if has_content(text, following):
            if following.indent < indent:
                break
            end = following.end
        following = line_after(text, following)
    return end


def content(text: str, line: Line) -> int:
    """The 0-based offset after the indentation and the dashes of a line."""
    match = _INDENT_AND_DASHES.match(text, line.start, line.end)
    return match.end() if match else line.first


def entry_of(text: str, line: Line) -> Entry | None:
    """The `key: value` of a line after its dashes; None if it has none."""
    key = content(text, line)
    match = _ENTRY.match(text, key, line.end)
    if match is None:
        return None
    value = match.end()
    if text.startswith("#", value, line.end):
        value = line.end
    return Entry(key, match.end("colon") - 1, value)


def colon_without_space(text: str, line: Line) -> int | None:
    """The 0-based offset of the colon of `key:value`; None if the line is not of that form."""
    match = _COLON_WITHOUT_SPACE.match(text, content(text, line), line.end)
    return match.end() - 1 if match else None
