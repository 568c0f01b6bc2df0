"""Where a cursor is inside `[…]` or `{…}` on one line."""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.document.positions import PathPart
from forgecfg.editor.cursor_lines import unquoted


class FlowPosition(NamedTuple):
    """The path from the value to the cursor; `start` is the 0-based column of the token there.

    `is_key`: the token is a key of a mapping, whose other keys are `present`.
    """

    path: tuple[PathPart, ...]
    is_key: bool
    start: int
    present: frozenset[str]


class _Frame:
    """One open bracket."""

    def __init__(self, is_list: bool) -> None:
        self.is_list = is_list
        self.index = 0
        self.key: str | None = None
        self.keys: set[str] = set()


def flow_position(text: str, start: int, column: int) -> FlowPosition | None:
    """The position of a column in the flow collection that starts at `start`, None outside of it.

    Columns are 0-based.
    """
    frames: list[_Frame] = []
    token = start
    quote = ""
    for at in range(start, column):
        char = text[at]
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"" and not text[token:at].strip():
            quote = char
        elif char in "[{":
            frames.append(_Frame(char == "["))
            token = at + 1
        elif char in "]}":
            if frames:
                frames.pop()
            if not frames:
                return None
            token = at + 1
        elif char == ",":
            if frames:
                frames[-1].index += 1
                frames[-1].key = None
            token = at + 1
        elif char == ":" and text[at + 1 : at + 2] in (" ", "") and _expects_key(frames):
            frames[-1].key = unquoted(text[token:at].strip())
            frames[-1].keys.add(frames[-1].key)
            token = at + 1
    if not frames:
        return None
    while token < column and text[token] == " ":
        token += 1
    path = tuple(
        frame.index if frame.is_list else frame.key
        for frame in frames
        if frame.is_list or frame.key is not None
    )
    last = frames[-1]
    return FlowPosition(
        tuple(part for part in path if part is not None),
        _expects_key(frames),
        token,
        frozenset(last.keys),
    )


def _expects_key(frames: list[_Frame]) -> bool:
    """Whether a key comes next in the innermost bracket."""
    return bool(frames) and not frames[-1].is_list and frames[-1].key is None
