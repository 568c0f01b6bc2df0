"""Positions in a text, and edits of it.

Lines and columns are 1-based and count characters (Unicode code points); a span's end is
exclusive. Offsets are 0-based indexes into the text.

These are named tuples rather than dataclasses, which take three times as long to define.
"""

from __future__ import annotations

from typing import NamedTuple

PathPart = str | int
YamlPath = tuple[PathPart, ...]
"""The keys and 0-based indexes that lead from the root of a document to a value."""


class Span(NamedTuple):
    """A range of the text: offsets, and the same as 1-based lines and columns."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Edit(NamedTuple):
    """Replace `span` with `text`; an empty span inserts, an empty text removes."""

    span: Span
    text: str
