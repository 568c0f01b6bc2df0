"""The edits that lead from one text to another, line by line."""

from __future__ import annotations

from difflib import SequenceMatcher

from forgecfg.document.lines import LineIndex
from forgecfg.document.positions import Edit

# Above this, matching lines takes longer than an editor waits: one edit replaces all between.
_LONGEST = 2_000


def text_edits(old: str, new: str) -> tuple[Edit, ...]:
    """Edits that turn `old` into `new`; only changed lines are replaced."""
    if old == new:
        return ()
    before, after = old.split("\n"), new.split("\n")
    first = _common(before, after)
    last = _common(before[first:][::-1], after[first:][::-1])
    index = LineIndex(old)
    old_part = before[first : len(before) - last]
    new_part = after[first : len(after) - last]
    if len(old_part) + len(new_part) > _LONGEST:
        return (_edit(index, before, first, len(before) - last, new_part),)
    matcher = SequenceMatcher(None, old_part, new_part, autojunk=False)
    return tuple(
        _edit(index, before, first + i, first + j, new_part[k:m])
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    )


def _common(one: list[str], other: list[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _edit(index: LineIndex, lines: list[str], start: int, end: int, new: list[str]) -> Edit:
    """Replace the lines from index `start` to `end` (exclusive) with other ones."""
    text = "\n".join(new)
    begin = sum(map(len, lines[:start])) + start
    stop = sum(map(len, lines[:end])) + end
    total = len(index.text)
    if end == len(lines):
        # The last line has no line break: the one before the first line is replaced instead.
        if start and not new:
            return Edit(index.span(begin - 1, total), "")
        if start == end:
            return Edit(index.span(total, total), f"\n{text}")
        return Edit(index.span(begin, total), text)
    if new:
        text += "\n"
    return Edit(index.span(begin, stop), text)
