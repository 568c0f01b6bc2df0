"""Lines that do not fit into the block around them: indentation, dashes, what follows a value."""

from __future__ import annotations

import re

from forgecfg.document.syntax.colons import TIGHT_DASH, bare_above, no_colon_in, under_value
from forgecfg.document.syntax.rows import (
    Row,
    content,
    entry_of,
    row_after,
    row_at,
    row_before,
    rows_below,
    says_something,
)
from forgecfg.document.syntax.slip import Slip, SyntaxProblem, unlike, without_rows, without_value

_DASH = re.compile(r"-(?=[ \t\r\n]|$)")


def misfit(text: str, offset: int, context: int) -> Slip:
    """A token at `offset` that does not fit into the block that began at `context`."""
    row = row_at(text, offset)
    if text[offset : offset + 1] in ("]", "}"):
        return stray_closer(text, offset)
    is_item, in_list = bool(_DASH.match(text, offset)), bool(_DASH.match(text, context))
    if offset > content(text, row) or (offset > row.head and not is_item):
        return trailing_text(text, offset)
    start = row_at(text, context)
    expected, found = context - start.start, offset - row.start
    if found == expected and is_item != in_list and not TIGHT_DASH.match(text, context):
        return _mixed(text, offset, context, is_item)
    bare = bare_above(text, row)
    if bare is not None:
        return no_colon_in(text, bare)
    problem = under_value(text, row) if found > expected else None
    if problem is not None:
        return without_rows(problem, text, row, max(found, 1))
    if TIGHT_DASH.match(text, context):
        return Slip(no_colon_in(text, start).problem, start.start, row.start)
    deeper = _block_above(text, row)
    if not found % 2:
        # More than one line may be the one to move; an odd indent is the likelier slip.
        if expected % 2:
            end = rows_below(text, row, found) if in_list else row.start
            return Slip(unlike(text, context, offset), start.start, end)
        if deeper is not None and deeper.indent % 2:
            return Slip(unlike(text, deeper.head, offset), deeper.start, row.start)
    other = deeper.head if deeper is not None else context
    return without_rows(unlike(text, offset, other), text, row, max(found, 1))


def _block_above(text: str, row: Row) -> Row | None:
    """The first line of the block that ends above a line because that stands further left."""
    first: Row | None = None
    above = row_before(text, row)
    while above is not None and above.indent > row.indent:
        if first is None or above.indent <= first.indent:
            first = above
        above = row_before(text, above)
    return first


def _mixed(text: str, offset: int, context: int, is_item: bool) -> Slip:
    if is_item:
        message = "a list item among the keys of a mapping"
        help_text = "indent it below the key that it belongs to, or remove the `- `"
    else:
        message = "a key among the items of a list"
        help_text = "indent it below its item, start an item with `- `, or move it further left"
    problem = SyntaxProblem(offset, message, help_text, context, "the block starts here")
    row = row_at(text, offset)
    return Slip(problem, row.start, _alike_below(text, row, is_item))


def _alike_below(text: str, row: Row, are_items: bool) -> int:
    """The end of a line, what is below it, and the lines after it that do not fit in the same way.

    They are the lines of the same indent that are (or are not) items of a list as well.
    """
    end = rows_below(text, row, row.indent + 1)
    following = row_after(text, row_at(text, end))
    while following is not None:
        if says_something(text, following):
            is_item = bool(_DASH.match(text, following.head))
            if following.indent != row.indent or is_item != are_items:
                break
            end = rows_below(text, following, row.indent + 1)
            following = row_at(text, end)
        following = row_after(text, following)
    return end


def trailing_text(text: str, offset: int) -> Slip:
    """Text at `offset` behind a value that is complete."""
    row = row_at(text, offset)
    before = text[row.start : offset].rstrip()
    message, help_text = "text after the end of a value", "put the whole value in quotes"
    if text.startswith(",", offset):
        message, help_text = "a `,` after the end of a value", "remove it"
    elif before.endswith("'"):
        message = "text after the closing quote"
        help_text = "write `''` for a quote inside `'…'`"
    elif before.endswith('"'):
        message = "text after the closing quote"
        help_text = 'write `\\"` for a quote inside `"…"`'
    elif before.endswith(("]", "}")):
        message = f"text after the closing `{before[-1]}`"
    return Slip(SyntaxProblem(offset, message, help_text), offset, row.end)


def stray_closer(text: str, offset: int) -> Slip:
    """A `]` or `}` at `offset` that closes nothing."""
    problem = SyntaxProblem(
        offset, f"`{text[offset]}` closes nothing", "remove it, or put it in quotes"
    )
    return Slip(problem, offset, row_at(text, offset).end)


def list_item(text: str, offset: int, context: int) -> Slip:
    """A `- ` at `offset` where no list can start."""
    row = row_at(text, offset)
    entry = entry_of(text, row)
    if entry is not None and entry.colon < offset:
        problem = SyntaxProblem(
            offset, "a list cannot start on the line of its key", "put the `- ` on the next line"
        )
        return without_value(problem, text, offset)
    return misfit(text, offset, context)


def percent_line(text: str, row: Row) -> Slip:
    """A line that starts with `%`, as only directives above a `---` do."""
    if row_before(text, row) is None:
        message = "a line that starts with `%` needs a `---` line below it"
        return Slip(SyntaxProblem(row.start, message, "remove it"), row.start, row.end)
    problem = SyntaxProblem(row.start, "a line cannot start with `%`", "put the key in quotes")
    return without_rows(problem, text, row, 1)


def second_start(text: str, offset: int, _context: int) -> Slip:
    """Text at `offset` where the document has come to its end."""
    row = row_at(text, offset)
    first = row
    while (above := row_before(text, first)) is not None:
        if text.startswith(("---", "..."), above.start):
            break
        first = above
    if 0 == row.indent < first.indent and entry_of(text, first) is not None:
        problem = SyntaxProblem(
            first.head,
            "this line is indented, the ones that it belongs beside are not",
            "start it in the first column",
            row.head,
            "not indented",
        )
        return Slip(problem, first.start, row.start)
    if first is not row or row.start == 0:
        return trailing_text(text, offset) if offset > row.head else no_colon_in(text, first)
    problem = SyntaxProblem(offset, "text after the end of the document", "remove the `...`")
    return Slip(problem, offset, rows_below(text, row, 0))
