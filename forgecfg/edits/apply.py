"""Apply edits to a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from forgecfg.document.positions import Edit
from forgecfg.edits.errors import OverlapError


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """The edits sorted by position, without duplicates; insertions at one offset keep their order.

    An insertion comes before a replacement that starts at its offset. Raises OverlapError if two
    edits change the same characters, or if one inserts inside a range that another replaces.
    """
    ordered = sorted(dict.fromkeys(edits), key=lambda edit: (edit.span.start, edit.span.end))
    end = 0
    for edit in ordered:
        if edit.span.start < end:
            raise OverlapError(f"two edits at {edit.span.line}:{edit.span.column}")
        end = max(end, edit.span.end)
    return ordered


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits, whose offsets are those of `text`.

    Raises OverlapError, see `in_order`.
    """
    parts: list[str] = []
    at = 0
    for edit in in_order(edits):
        parts += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    return "".join((*parts, text[at:]))


def choose(sets: Sequence[Sequence[Edit]]) -> tuple[int, ...]:
    """The indexes of the sets of edits that can be applied together; earlier sets win.

    A set is skipped as a whole if one of its edits touches an edit of a chosen set, even only at an
    end, because the two were planned independently. A set equal to a chosen one is chosen too.
    """
    chosen: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    seen: set[tuple[Edit, ...]] = set()
    for index, edits in enumerate(sets):
        if tuple(edits) not in seen:
            spans = [(edit.span.start, edit.span.end) for edit in edits]
            if any(_touches(starts, ends, start, end) for start, end in spans):
                continue
            for start, end in spans:
                at = bisect_right(starts, start)
                starts.insert(at, start)
                ends.insert(at, end)
            seen.add(tuple(edits))
        chosen.append(index)
    return tuple(chosen)


def _touches(starts: list[int], ends: list[int], start: int, end: int) -> bool:
    at = bisect_right(starts, end)
    return at > 0 and ends[at - 1] >= start
