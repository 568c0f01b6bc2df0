"""Diagnoses for lines that do not match the block around them."""

from __future__ import annotations

import re

from forgecfg.document.display import counted
from forgecfg.document.syntax.colons import (
    DASH_WITHOUT_SPACE,
    key_without_colon_above,
    missing_colon_in,
    nested_under_value,
)
from forgecfg.document.syntax.lines import (
    Line,
    content,
    end_of_block,
    entry_of,
    has_content,
    line_after,
    line_at,
    line_before,
)
from forgecfg.document.syntax.problems import (
    Diagnosis,
    SyntaxProblem,
    inconsistent_indentation,
    skip_block,
    skip_value,
)

_DASH = re.compile(r"-(?=[ \t\r\n]|$)")


def wrong_indentation(text: str, offset: int, context: int) -> Diagnosis:
    """Diagnose a token at `offset` that does not match the block that starts at `context`."""
    line = line_at(text, offset)
    if text[offset : offset + 1] in ("]", "}"):
        return unmatched_closer(text, offset)
    is_item, in_list = bool(_DASH.match(text, offset)), bool(_DASH.match(text, context))
    if offset > content(text, line) or (offset > line.first and not is_item):
        return trailing_text(text, offset)
    start = line_at(text, context)
    expected, found = context - start.start, offset - line.start
    if found == expected and is_item != in_list and not DASH_WITHOUT_SPACE.match(text, context):
        return _mixed_items_and_keys(text, offset, context, is_item)
    bare = key_without_colon_above(text, line)
    if bare is not None:
        return missing_colon_in(text, bare)
    problem = nested_under_value(text, line) if found > expected else None
    if problem is not None:
        return skip_block(problem, text, line, max(found, 1))
    if DASH_WITHOUT_SPACE.match(text, context):
        return Diagnosis(missing_colon_in(text, start).problem, start.start, line.start)
    deeper = _block_above(text, line)
    if not found % 2:
        # Several lines could be wrong; an odd number of spaces is the likelier mistake.
        if expected % 2:
            end = end_of_block(text, line, found) if in_list else line.start
            return Diagnosis(inconsistent_indentation(text, context, offset), start.start, end)
        if deeper is not None and deeper.indent % 2:
            return Diagnosis(
                inconsistent_indentation(text, deeper.first, offset), deeper.start, line.start
            )
    sibling = deeper.first if deeper is not None else context
    return skip_block(inconsistent_indentation(text, offset, sibling), text, line, max(found, 1))


def _block_above(text: str, line: Line) -> Line | None:
    """The first line of the more deeply indented block right above a line."""
    first: Line | None = None
    above = line_before(text, line)
    while above is not None and above.indent > line.indent:
        if first is None or above.indent <= first.indent:
            first = above
        above = line_before(text, above)
    return first


def _mixed_items_and_keys(text: str, offset: int, context: int, is_item: bool) -> Diagnosis:
    if is_item:
        message = "unexpected list item in a mapping"
        help_text = "indent it under its key, or remove the `- `"
    else:
        message = "unexpected key in a list"
        help_text = "indent it under its item, start an item with `- `, or indent it less"
    start = f"the {'mapping' if is_item else 'list'} starts here"
    problem = SyntaxProblem(offset, message, help_text, context, start)
    line = line_at(text, offset)
    return Diagnosis(problem, line.start, _end_of_similar_lines(text, line, is_item))


def _end_of_similar_lines(text: str, line: Line, are_items: bool) -> int:
    """The 0-based end of a line, its block, and the following lines with the same mistake.

    These are the lines with the same indentation that are list items too, or keys too.
    """
    end = end_of_block(text, line, line.indent + 1)
    following = line_after(text, line_at(text, end))
    while following is not None:
        if has_content(text, following):
            is_item = bool(_DASH.match(text, following.first))
            if following.indent != line.indent or is_item != are_items:
                break
            end = end_of_block(text, following, line.indent + 1)
            following = line_at(text, end)
        following = line_after(text, following)
    return end


def trailing_text(text: str, offset: int) -> Diagnosis:
    """Diagnose text at `offset` after a complete value."""
    line = line_at(text, offset)
    before = text[line.start : offset].rstrip()
    message, help_text = "unexpected text after a value", "put the whole value in quotes"
    if text.startswith(",", offset):
        message, help_text = "unexpected `,` after a value", "remove it"
    elif before.endswith("'"):
        message = "unexpected text after the closing quote"
        help_text = "write `''` for a quote inside `'…'`"
    elif before.endswith('"'):
        message = "unexpected text after the closing quote"
        help_text = 'write `\\"` for a quote inside `"…"`'
    elif before.endswith(("]", "}")):
        message = f"unexpected text after the closing `{before[-1]}`"
    return Diagnosis(SyntaxProblem(offset, message, help_text), offset, line.end)


def unmatched_closer(text: str, offset: int) -> Diagnosis:
    """Diagnose a `]` or `}` at `offset` without an opening bracket."""
    problem = SyntaxProblem(offset, f"unmatched `{text[offset]}`", "remove it, or put it in quotes")
    return Diagnosis(problem, offset, line_at(text, offset).end)


def list_item(text: str, offset: int, context: int) -> Diagnosis:
    """Diagnose a `- ` at `offset` where no list can start."""
    line = line_at(text, offset)
    entry = entry_of(text, line)
    if entry is not None and entry.colon < offset:
        problem = SyntaxProblem(
            offset, "list starts on the line of its key", "move the `- ` to the next line"
        )
        return skip_value(problem, text, offset)
    return wrong_indentation(text, offset, context)


def percent_line(text: str, line: Line) -> Diagnosis:
    """Diagnose a line that starts with `%` and is not a directive followed by `---`."""
    if line_before(text, line) is None:
        problem = SyntaxProblem(line.start, "missing `---` after a `%` line", "remove the `%` line")
        return Diagnosis(problem, line.start, line.end)
    problem = SyntaxProblem(line.start, "a line cannot start with `%`", "put the key in quotes")
    return skip_block(problem, text, line, 1)


def content_after_document(text: str, offset: int, _context: int) -> Diagnosis:
    """Diagnose text at `offset` after the end of the document."""
    line = line_at(text, offset)
    first = line
    while (above := line_before(text, first)) is not None:
        if text.startswith(("---", "..."), above.start):
            break
        first = above
    if 0 == line.indent < first.indent and entry_of(text, first) is not None:
        problem = SyntaxProblem(
            first.first,
            f"inconsistent indentation ({counted(first.indent, 'space')}, siblings have 0)",
            "align it with its siblings",
            line.first,
            "this sibling is not indented",
        )
        return Diagnosis(problem, first.start, line.start)
    if first is not line or line.start == 0:
        return trailing_text(text, offset) if offset > line.first else missing_colon_in(text, first)
    problem = SyntaxProblem(
        offset, "unexpected text after the end of the document", "remove the `...`"
    )
    return Diagnosis(problem, offset, end_of_block(text, line, 0))
