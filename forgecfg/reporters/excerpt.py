"""An excerpt of the source with the location of a finding marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from forgecfg.findings import Finding
from forgecfg.reporters.display_width import display_width, wrap
from forgecfg.reporters.escape import code, escape, visible_chars
from forgecfg.reporters.style import SEVERITY_ROLES, Line

_NUMBER_WIDTH = 5
_TAB = "    "
_CUT = "…"
# Longer source lines are cut even if the width is not limited.
_MAX_SOURCE = 200


class View(NamedTuple):
    """The display of a source line: its text, and the position of its marked part in cells."""

    text: str
    mark: int
    mark_width: int


class _Glyph(NamedTuple):
    """One unit on the screen: a character with its combining marks, or an escape."""

    text: str
    width: int


def excerpt(finding: Finding, lines: Mapping[int, str], width: int) -> Iterator[Line]:
    """The line before the finding, and its line with carets and hint below.

    `lines` maps 1-based numbers to source lines; without the line of the finding there is no
    excerpt. Lines longer than `width` cells are cut, hints are wrapped.
    """
    span = finding.span
    source = lines.get(span.line)
    if source is None:
        return
    number_width = max(_NUMBER_WIDTH, len(str(span.line)))
    source_width = min(width, _MAX_SOURCE) - number_width - 3
    before = lines.get(span.line - 1, "")
    if before.strip():
        yield _numbered(span.line - 1, number_width, clip(before, 0, 0, source_width))
    last_line = span.end_line if span.end_column > 1 else span.end_line - 1
    continues = last_line > span.line
    end = len(source.rstrip()) if span.end_line > span.line else span.end_column - 1
    view = clip(source, span.column - 1, end, source_width)
    yield _numbered(span.line, number_width, view)
    label = escape(finding.hint)
    if continues:
        label = f"to line {last_line}: {label}" if label else f"to line {last_line}"
    role = SEVERITY_ROLES[finding.severity]
    for text in _marked(view, label, width - number_width - 3):
        yield [(f"{'':{number_width}} │ ", "source"), (text, role)]


def _numbered(number: int, number_width: int, view: View) -> Line:
    return [(f"{number:>{number_width}} │ ", "source"), (view.text, "plain")]


def _marked(view: View, label: str, width: int) -> list[str]:
    """Carets and label: on one line, else the label below the carets, else wrapped."""
    indent = " " * view.mark
    carets = indent + "^" * view.mark_width
    if not label:
        return [carets]
    label_width = display_width(label)
    if len(carets) + 1 + label_width <= width:
        return [f"{carets} {label}"]
    if view.mark + label_width <= width:
        return [carets, indent + label]
    return [carets, *wrap(label, width)]


def clip(source: str, start: int, end: int, width: int) -> View:
    """A source line in at most `width` cells, cut so that the marked part is visible.

    `start` and `end` are 0-based and count characters; the mark is at least one cell wide, and may
    be just after the text. Only the text near the mark is read, because a line may be long.
    """
    start = min(start, len(source))
    end = max(start + 1, end)
    reach = 4 * width
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
        width,
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
    for char, text in zip(source, visible_chars(source), strict=True):
        if char == "\t":
            text = _TAB
        width = display_width(text)
        if width == 0 and not glyphs:
            # Without a base character it would combine with the text before the line.
            text = code(char)
            width = len(text)
        if width == 0:
            glyphs[-1] = _Glyph(glyphs[-1].text + text, glyphs[-1].width)
        else:
            glyphs.append(_Glyph(text, width))
        locations.append(len(glyphs) - 1)
    return glyphs, locations


def _window(
    widths: list[int], first_mark: int, last_mark: int, width: int, before: bool, after: bool
) -> tuple[int, int]:
    """The range of glyphs to show: from the first index up to the second.

    `before` and `after`: the line continues beyond the glyphs. Each cut end needs one cell for the
    ellipsis.
    """
    count = len(widths)
    if not before and not after and sum(widths) <= width:
        return 0, count
    first = 0
    if before or sum(widths[: last_mark + 1]) > width - 1:
        # Center the mark, or show a little before a mark that is longer than the line.
        spare = width - 2 - sum(widths[first_mark : last_mark + 1])
        first = _back(widths, first_mark, spare // 2 if spare >= 0 else width // 8)
        if not after:
            # Leave no space unused at the end of the line.
            first = min(first, _back(widths, count, width - 1))
    used = 1 if before or first > 0 else 0
    last = first
    while last < count and used + widths[last] <= width - 1:
        used += widths[last]
        last += 1
    if last == count - 1 and not after and used + widths[last] <= width:
        last = count
    return first, last


def _back(widths: list[int], index: int, width: int) -> int:
    """The first index from which the glyphs up to `index` fit in `width` cells."""
    while index > 0 and widths[index - 1] <= width:
        index -= 1
        width -= widths[index]
    return index
