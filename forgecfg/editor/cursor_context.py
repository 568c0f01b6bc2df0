"""What is being typed at a position of a manifest, read from the lines around it.

The text needs not be valid YAML, as it rarely is while one types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from forgecfg.document.lines import LineIndex
from forgecfg.document.positions import PathPart, YamlPath
from forgecfg.editor.cursor_flow import flow_position
from forgecfg.editor.cursor_lines import Line, in_comment, read_line

# Each alternative begins with a space only where none precedes it, so that it is tried once.
_VALUE_END = re.compile(r"(?<![ \t])[ \t]+(?:#|$)|$")
_FLOW_END = re.compile(r"[,\]}]|(?<![ \t])[ \t]+(?:#|$)|:[ \t]|$")


class Kind(Enum):
    """What is typed: a key of the mapping at the path, or the value at the path.

    ITEM is the first word after a dash: a value, or the first key of a mapping. NEW_ITEM is an
    empty line in a list, where a dash is missing.
    """

    KEY = "key"
    VALUE = "value"
    ITEM = "item"
    NEW_ITEM = "new item"


class CursorContext(NamedTuple):
    """What is typed at a position. Offsets are 0-based into the text.

    `path` is the path of the mapping for keys, of the value otherwise. `start` and `end` are the
    range of the token, `prefix` its text before the cursor. `present` are the other keys of the
    mapping. `quote` is the quote that opens the token. `has_colon`: a colon follows the key.
    `column` is the 0-based column of the token, `line` its 1-based line.
    """

    kind: Kind
    path: YamlPath
    start: int
    end: int
    prefix: str
    present: frozenset[str]
    quote: str
    has_colon: bool
    in_flow: bool
    column: int
    line: int


class _Owner(NamedTuple):
    """The path that leads to a column, and the keys of the mapping there."""

    path: YamlPath
    present: frozenset[str]
    in_list: bool


def cursor_context(lines: LineIndex, offset: int) -> CursorContext | None:
    """What is typed at an offset of a text; None in comments and in scalars of several lines."""
    number, column = lines.position(offset)
    column -= 1
    line = read_line(lines.line(number))
    column = min(column, len(line.text))
    if in_comment(line.text, line.content, column) or "\t" in line.text[: line.indent + 1]:
        return None
    if column == line.key_end + 1 == len(line.text.rstrip()):
        # After `read:` the next word may follow: without a space, the colon ends no key yet.
        line = line._replace(key=None, key_end=-1, value=-1)
    if line.key is not None and column > line.key_end:
        return _value(lines, number, line, column) if column >= line.value else None
    if column < line.content:
        # Before the text of a line nothing can be typed, only on an empty line or after a dash.
        if line.text[column:].strip() or any(column <= dash for dash in line.dashes):
            return None
        line = line._replace(content=column)
    return _key_or_item(lines, number, line, column)


def _value(lines: LineIndex, number: int, line: Line, column: int) -> CursorContext | None:
    assert line.key is not None
    owner = _owner(lines, number, line, line.content, (line.key,))
    if owner is None:
        return None
    if line.text[line.value : line.value + 1] in ("[", "{"):
        return _flow(lines, number, line, column, owner.path, line.value)
    start = lines.start(number)
    end = _VALUE_END.search(line.text, line.value)
    stop = max(end.start() if end else len(line.text), column)
    return _token(
        lines, number, line, line.value, column, start + stop, Kind.VALUE, owner.path, frozenset()
    )


def _key_or_item(lines: LineIndex, number: int, line: Line, column: int) -> CursorContext | None:
    start = lines.start(number)
    if line.dashes and line.key is None:
        owner = _owner(lines, number, line._replace(dashes=line.dashes[:-1]), line.dashes[-1], ())
        if owner is None:
            return None
        path = _as_item(lines, number, line)
        if path is None:
            return None
        if line.text[line.content : line.content + 1] in ("[", "{"):
            return _flow(lines, number, line, column, path, line.content)
        stop = _VALUE_END.search(line.text, line.content)
        end = start + max(stop.start() if stop else len(line.text), column)
        below = frozenset(_keys_below(lines, number, line.content))
        return _token(lines, number, line, line.content, column, end, Kind.ITEM, path, below)
    owner = _owner(lines, number, line, line.content, ())
    if owner is None:
        return None
    stop = _VALUE_END.search(line.text, line.content)
    end = line.key_end if line.key is not None else (stop.start() if stop else len(line.text))
    present = owner.present | frozenset(_keys_below(lines, number, line.content))
    kind = Kind.NEW_ITEM if owner.in_list else Kind.KEY
    return _token(
        lines, number, line, line.content, column, start + max(end, column), kind, owner.path,
        present, line.key is not None,
    )  # fmt: skip


def _token(
    lines: LineIndex,
    number: int,
    line: Line,
    start: int,
    column: int,
    end: int,
    kind: Kind,
    path: YamlPath,
    present: frozenset[str],
    has_colon: bool = False,
    in_flow: bool = False,
) -> CursorContext:
    quote = line.text[start : start + 1]
    quote = quote if quote in ("'", '"') and start < column else ""
    begin = start + len(quote)
    offset = lines.start(number)
    if quote and end > offset + begin and line.text[end - offset - 1] == quote:
        end -= 1
    return CursorContext(
        kind, path, offset + begin, max(end, offset + column), line.text[begin:column], present,
        quote, has_colon, in_flow, start, number,
    )  # fmt: skip


def _flow(
    lines: LineIndex, number: int, line: Line, column: int, path: YamlPath, start: int
) -> CursorContext | None:
    found = flow_position(line.text, start, column)
    if found is None:
        return None
    stop = _FLOW_END.search(line.text, column)
    end = stop.start() if stop else len(line.text)
    return _token(
        lines, number, line, found.start, column, lines.start(number) + end,
        Kind.KEY if found.is_key else Kind.VALUE, (*path, *found.path), found.present,
        line.text[end : end + 1] == ":", in_flow=True,
    )  # fmt: skip


def _as_item(lines: LineIndex, number: int, line: Line) -> YamlPath | None:
    """The path of the item that the last dash of a line starts."""
    walk = _Walk(line.dashes[-1], (), is_item=True)
    return walk.run(lines, number, line.dashes[:-1])


def _owner(
    lines: LineIndex, number: int, line: Line, column: int, parts: tuple[PathPart, ...]
) -> _Owner | None:
    walk = _Walk(column, parts)
    path = walk.run(lines, number, line.dashes)
    if path is None:
        return None
    return _Owner(path, frozenset(walk.present), walk.in_list)


class _Walk:
    """Goes up from a column to the root and collects the path, innermost part first."""

    def __init__(self, column: int, parts: tuple[PathPart, ...], is_item: bool = False) -> None:
        self.column = column
        self.parts: list[PathPart] = list(parts)
        self.is_item = is_item
        self.index = 0
        self.present: set[str] = set()
        self.in_list = False
        self._collects = not parts and not is_item
        self._first = True

    def run(self, lines: LineIndex, number: int, dashes: tuple[int, ...]) -> YamlPath | None:
        """The path from the root; None if the position is inside the text of a scalar."""
        for dash in reversed(dashes):
            self._dash(dash)
        for line in range(number - 1, 0, -1):
            text = lines.line(line)
            # Deeper lines belong to siblings; skipping them early keeps long files quick.
            indent = len(text) - len(text.lstrip(" "))
            if indent > self.column or not text[indent:] or text[indent] == "#":
                continue
            parsed = read_line(text)
            if not self._entries(parsed):
                return None
            if self.column == 0 and not self.is_item and not self._collects:
                break
        if self.is_item:
            self.parts.append(self.index)
        return tuple(reversed(self.parts))

    def _entries(self, line: Line) -> bool:
        if line.key is not None:
            if self.is_item and line.content <= self.column and not line.dashes:
                self._leave_item()
                return self._parent(line)
            if not self.is_item and line.content < self.column:
                if not self._parent(line):
                    return False
            elif not self.is_item and line.content == self.column and self._collects:
                self.present.add(line.key)
            elif self.is_item and line.content < self.column:
                self._leave_item()
                if not self._parent(line):
                    return False
        elif not line.dashes and line.content < self.column:
            # Text without a key: the position is in a scalar of several lines.
            return not self._first
        for dash in reversed(line.dashes):
            self._dash(dash)
        return True

    def _parent(self, line: Line) -> bool:
        """Add the key of a line, whose value this is; False if the value is a scalar there."""
        assert line.key is not None
        if line.starts_block_scalar or not line.is_open:
            return False
        self.parts.append(line.key)
        self.column = line.content
        self._collects = self._first = False
        return True

    def _leave_item(self) -> None:
        self.parts.append(self.index)
        self.is_item = False
        self.index = 0

    def _dash(self, dash: int) -> None:
        if self.is_item and dash == self.column:
            self.index += 1
        elif dash < self.column:
            if self.is_item:
                self._leave_item()
            self.is_item, self.index, self.column = True, 0, dash
            self._collects = self._first = False
        elif dash == self.column and self._collects and not self.present:
            # An empty line in a list.
            self.is_item, self.index, self.in_list = True, 1, True
            self._collects = False


def _keys_below(lines: LineIndex, number: int, column: int) -> Iterator[str]:
    """The keys of the same mapping on the lines below."""
    for below in range(number + 1, len(lines) + 1):
        text = lines.line(below)
        indent = len(text) - len(text.lstrip(" "))
        if not text[indent:] or text[indent] == "#" or indent > column:
            continue
        line = read_line(text)
        if indent < column or line.dashes:
            return
        if line.key is not None:
            yield line.key
