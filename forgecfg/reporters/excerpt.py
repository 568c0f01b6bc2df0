"""A piece of the source with the place of a finding marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from forgecfg.findings import Finding
from forgecfg.reporters.cells import cells, wrap
from forgecfg.reporters.escape import code, escape, shown
from forgecfg.reporters.style import SEVERITY_ROLES, Line

_NUMBER_WIDTH = 5
_TAB = "    "
_CUT = "…"


class View(NamedTuple):
    """A source line as it is shown: its text, and where its marked part is, in cells."""

    text: str
    mark: int
    mark_width: int


class _Glyph(NamedTuple):
    """What one place on the screen shows: a character with its combining marks, or an escape."""

    text: str
    width: int


def excerpt(finding: Finding, lines: Mapping[int, str], width: int) -> Iterator[Line]:
    """The line of the finding with carets and its hint below, and the line before it.

    `lines` maps 1-based numbers to source lines; nothing comes where the finding's is not among
    them. Lines that do not fit in `width` cells are cut, those of the hint are wrapped.
    """
    span = finding.span
    source = lines.get(span.line)
    if source is None:
        return
    number_width = max(_NUMBER_WIDTH, len(str(span.line)))
    room = width - number_width - 3
    before = lines.get(span.line - 1, "")
    if before.strip():
        yield _numbered(span.line - 1, number_width, clip(before, 0, 0, room))
    last_line = span.end_line if span.end_column > 1 else span.end_line - 1
    goes_on = last_line > span.line
    end = len(source.rstrip()) if span.end_line > span.line else span.end_column - 1
    view = clip(source, span.column - 1, end, room)
    yield _numbered(span.line, number_width, view)
    label = escape(finding.hint)
    if goes_on:
        label = f"to line {last_line}: {label}" if label else f"to line {last_line}"
    role = SEVERITY_ROLES[finding.severity]
    for text in _marked(view, label, room):
        yield [(f"{'':{number_width}} │ ", "source"), (text, role)]


def _numbered(number: int, number_width: int, view: View) -> Line:
    return [(f"{number:>{number_width}} │ ", "source"), (view.text, "plain")]


def _marked(view: View, label: str, room: int) -> list[str]:
    """Carets and label: beside each other, else below each other at the carets, else wrapped."""
    indent = " " * view.mark
    carets = indent + "^" * view.mark_width
    if not label:
        return [carets]
    width = cells(label)
    if len(carets) + 1 + width <= room:
        return [f"{carets} {label}"]
    if view.mark + width <= room:
        return [carets, indent + label]
    return [carets, *wrap(label, room)]


def clip(source: str, start: int, end: int, room: int) -> View:
    """A source line in at most `room` cells, cut so that the marked part is seen.

    `start` and `end` are 0-based and count characters; the mark is at least one cell wide, and may
    be just behind the text. Only the neighbourhood of the mark is looked at: a line may be long.
    """
    start = min(start, len(source))
    end = max(start + 1, end)
    reach = 4 * room
    low, high = max(0, start - reach), start + reach
    glyphs, locations = _glyphs(source[low:high])
    first_mark = locations[start - low] if start < len(source) else len(glyphs)
    last_mark = locations[min(end, high, len(source)) - 1 - low] if first_mark < len(glyphs) else -1
    if first_mark == len(glyphs):
        glyphs.append(_Glyph(" ", 1))
        last_mark = first_mark
    first, last = _window(
        [glyph.width for glyph in glyphs],
        first_mark,
        last_mark,
        room,
        low > 0,
        high < len(source),
    )
    head = _CUT if first > 0 or low > 0 else ""
    tail = _CUT if last < len(glyphs) or high < len(source) else ""
    text = "".join(glyph.text for glyph in glyphs[first:last])
    mark = len(head) + sum(glyph.width for glyph in glyphs[first:first_mark])
    marked = sum(glyph.width for glyph in glyphs[first_mark : min(last_mark + 1, last)])
    return View((head + text + tail).rstrip(" "), mark, marked)


def _glyphs(source: str) -> tuple[list[_Glyph], list[int]]:
    """The glyphs of a text, and for each character the index of its glyph."""
    glyphs: list[_Glyph] = []
    locations: list[int] = []
    for char, text in zip(source, shown(source), strict=True):
        if char == "\t":
            text = _TAB
        width = cells(text)
        if width == 0 and not glyphs:
            # Nothing to combine with, so it would change what stands before the line.
            text = code(char)
            width = len(text)
        if width == 0:
            glyphs[-1] = _Glyph(glyphs[-1].text + text, glyphs[-1].width)
        else:
            glyphs.append(_Glyph(text, width))
        locations.append(len(glyphs) - 1)
    return glyphs, locations


def _window(
    widths: list[int], first_mark: int, last_mark: int, room: int, before: bool, after: bool
) -> tuple[int, int]:
    """Which glyphs to show: from the first index up to the second.

    `before` and `after` say that the line goes on where the glyphs end. Each end that is cut
    leaves one cell for the sign of it.
    """
    count = len(widths)
    if not before and not after and sum(widths) <= room:
        return 0, count
    first = 0
    if before or sum(widths[: last_mark + 1]) > room - 1:
        # As much before the mark as after it, or a little before a mark that is too long itself.
        spare = room - 2 - sum(widths[first_mark : last_mark + 1])
        first = _back(widths, first_mark, spare // 2 if spare >= 0 else room // 8)
        if not after:
            # No room is left unused at the end of the line.
            first = min(first, _back(widths, count, room - 1))
    used = 1 if before or first > 0 else 0
    last = first
    while last < count and used + widths[last] <= room - 1:
        used += widths[last]
        last += 1
    if last == count - 1 and not after and used + widths[last] <= room:
        last = count
    return first, last


def _back(widths: list[int], index: int, room: int) -> int:
    """The first index from which the glyphs up to `index` fit in `room` cells."""
    while index > 0 and widths[index - 1] <= room:
        index -= 1
        room -= widths[index]
    return index
