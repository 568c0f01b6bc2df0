"""One syntax error in the words of somebody who writes manifests, and how to read on behind it.

A parser says where it gave up and in what state. What is reported is the slip that a person would
mend, which is often further up. Each kind of complaint has its function; the patterns fit the
words of libyaml and of ruamel's own parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from forgecfg.document.events import YamlError
from forgecfg.document.syntax import colons, misfits
from forgecfg.document.syntax.quotes import unclosed_quote
from forgecfg.document.syntax.rows import (
    Row,
    content,
    entry_of,
    row_after,
    row_at,
    row_before,
    rows_below,
)
from forgecfg.document.syntax.slip import Slip, SyntaxProblem, without_rows, without_value

QUOTE_IT = "put the value in quotes"
_NAMES = {"[": "list", "{": "mapping"}
_CLOSERS = {"[": "]", "{": "}"}
_BARE_RETURN = re.compile(r"\r(?!\n)")
_WORD = re.compile(r"[^\s,\[\]{}]*")


def find_slip(text: str, error: YamlError) -> Slip:
    """What an error means and what to pass over; `text` is what was read when it came up."""
    offset = min(error.offset, len(text))
    context = min(error.context_offset, offset)
    slip = _slip_of_line(text, offset, context) or _slip_of_quote(text, offset)
    if slip is not None:
        return slip
    for pattern, handler in _HANDLERS:
        if pattern.search(error.problem):
            return handler(text, offset, context)
    said = f": {error.problem}" if error.problem else ""
    row = row_at(text, offset)
    return without_rows(SyntaxProblem(offset, f"this is not YAML{said}"), text, row, row.indent + 1)


def _slip_of_line(text: str, offset: int, context: int) -> Slip | None:
    """What is wrong with a line by its looks, whatever the parser says."""
    row = row_at(text, offset)
    for near in (row, row_at(text, context)):
        bare = _BARE_RETURN.search(text, near.start, near.end)
        if bare is not None:
            return without_rows(bare_return(bare.start()), text, near, near.indent + 1)
    odd = colons.odd_indent(text, context) or colons.odd_indent(text, offset)
    if odd is not None:
        return without_rows(colons.look_alike(text, odd[1]), text, odd[0], odd[0].indent + 1)
    for percent in (row, row_before(text, row)):
        if percent is not None and text.startswith("%", percent.start):
            return misfits.percent_line(text, percent)
    return None


def _slip_of_quote(text: str, offset: int) -> Slip | None:
    quote = unclosed_quote(text, offset)
    if quote is None:
        return None
    row = row_at(text, quote)
    if quote == row.head:
        return without_rows(unclosed(text, quote), text, row, row.indent + 1)
    return without_value(unclosed(text, quote), text, quote)


def bare_return(offset: int) -> SyntaxProblem:
    """A carriage return without a line feed, where a line was to end."""
    message = "a bare carriage return, which is no line break for Forge"
    return SyntaxProblem(offset, message, "save the file with LF or CRLF line ends")


def unclosed(text: str, opener: int, noticed: int | None = None) -> SyntaxProblem:
    """A quote or bracket at `opener` that is not closed; the parser noticed at `noticed`."""
    char = text[opener]
    related = "" if noticed is None else "noticed here"
    if char in _NAMES:
        message = f"the {_NAMES[char]} opened with `{char}` is not closed"
        return SyntaxProblem(opener, message, f"add the `{_CLOSERS[char]}`", noticed, related)
    return SyntaxProblem(opener, "the quote is not closed", f"add a `{char}`", noticed, related)


def _quote(text: str, _offset: int, context: int) -> Slip:
    return without_value(unclosed(text, context), text, context)


def _tab(text: str, offset: int, _context: int) -> Slip:
    row = row_at(text, offset)
    at = text.find("\t", row.start, max(row.head, offset + 1))
    if at < 0:
        return misfits.misfit(text, offset, offset)
    if at >= row.head:
        problem = SyntaxProblem(
            at, "a tab after a `-`, `?` or `:` with a block behind it", "use a space"
        )
        return without_rows(problem, text, row, row.indent + 1)
    last, more = row, 0
    following = row_after(text, row)
    while following is not None and "\t" in text[following.start : following.head]:
        if following.head < following.end:
            more += 1
        last = following
        following = row_after(text, following)
    if following is not None and _holds(text, last, following):
        last = row_at(text, rows_below(text, last, max(following.indent, 1)))
    message = "a tab used as indentation"
    if more:
        message += f", here and on {more} more line{'s' if more > 1 else ''}"
    return Slip(SyntaxProblem(at, message, "indent with spaces"), row.start, last.end)


def _holds(text: str, row: Row, following: Row) -> bool:
    """Whether a line with an unusable indent is likely to hold the lines that follow it."""
    is_item = text.startswith("- ", row.head) and not text.startswith("- ", following.head)
    return is_item or (entry_of(text, row) is not None and text[row.end - 1] in ":|>-")


def _token(text: str, offset: int, context: int) -> Slip:
    char = text[offset : offset + 1]
    if char in ("\t", ""):
        return _tab(text, offset, context)
    shown = "a backtick" if char == "`" else f"`{char}`"
    row = row_at(text, offset)
    entry = entry_of(text, row)
    is_key = entry is not None and offset == content(text, row)
    message = f"a {'key' if is_key else 'value'} cannot start with {shown}"
    help_text = "put the key in quotes" if is_key else QUOTE_IT
    return Slip(SyntaxProblem(offset, message, help_text), offset, offset + 1, as_word=True)


def _anchor(text: str, _offset: int, context: int) -> Slip:
    at = context
    match = _WORD.match(text, at)
    end = max(match.end() if match else 0, at + 1)
    problem = SyntaxProblem(at, f"a value cannot start with `{text[at : at + 1]}`", QUOTE_IT)
    return Slip(problem, at, end, as_word=True)


def _tag(text: str, offset: int, context: int) -> Slip:
    at = text.rfind("!", row_at(text, context).start, max(offset, context) + 1)
    match = _WORD.match(text, max(at, context))
    message = "a value that starts with `!` is a YAML tag, and this is none that Forge knows"
    problem = SyntaxProblem(max(at, 0), message, QUOTE_IT)
    return Slip(problem, context, max(match.end() if match else 0, context + 1), as_word=True)


def _escape(text: str, offset: int, _context: int) -> Slip:
    at = max(text.rfind("\\", 0, offset + 1), 0)
    char = text[at + 1 : at + 2]
    if char in ("x", "u", "U"):
        digits = {"x": 2, "u": 4, "U": 8}[char]
        message = f"`\\{char}` needs {digits} hexadecimal digits of a character"
    else:
        message = f"`\\{char}` is no escape that YAML knows"
    problem = SyntaxProblem(at, message, r"write `\\` for a backslash, or use single quotes")
    return Slip(problem, at, at + 1, as_word=True)


def _block_header(text: str, _offset: int, context: int) -> Slip:
    message = f"`{text[context : context + 1]}` starts text on the next lines, but text follows it"
    problem = SyntaxProblem(context, message, QUOTE_IT)
    return without_value(problem, text, context)


def _flow(text: str, offset: int, context: int) -> Slip:
    """A list or mapping in brackets that was opened at `context` and does not go on properly."""
    opening, row = row_at(text, context), row_at(text, offset)
    char = text[offset : offset + 1]
    at_end = not text[offset:].strip()
    column = content(text, opening) - opening.start
    left = row.start > opening.start and row.indent <= column
    if at_end or left or (char in ("]", "}") and char != _CLOSERS.get(text[context])):
        problem = unclosed(text, context, None if at_end else offset)
    elif text[offset - 1] in "'\"" and char not in "'\"":
        problem = misfits.trailing_text(text, offset).problem
    else:
        message = f"a `,` is missing in this {_NAMES.get(text[context], 'list')}"
        problem = SyntaxProblem(offset, message, "separate items by `,`, or put the item in quotes")
    return _without_flow(problem, text, context)


def _without_flow(problem: SyntaxProblem, text: str, offset: int) -> Slip:
    """A slip that takes the whole value in brackets around an offset."""
    row = row_at(text, offset)
    while (above := row_before(text, row)) is not None and text[above.end - 1] in "[{,":
        row = above
    entry = entry_of(text, row)
    start = entry.value if entry is not None else content(text, row)
    end = rows_below(text, row, row.indent + 1)
    following = row_after(text, row_at(text, end))
    if following is not None and text[following.head : following.head + 1] in ("]", "}"):
        end = following.end
    return Slip(problem, min(start, offset), end, as_word=True)


def _node(text: str, offset: int, context: int) -> Slip:
    """Something at `offset` where a value or an item should start."""
    char = text[offset : offset + 1]
    row = row_at(text, offset)
    before = text[:offset].rstrip()
    if char == "," and before.endswith((",", "[", "{")):
        problem = SyntaxProblem(offset, "a `,` with nothing before it", "remove it")
        return _without_flow(problem, text, offset)
    if not text[offset:].strip() or before.endswith((",", "[", "{")):
        opener = max(text.rfind("[", 0, offset), text.rfind("{", 0, offset))
        if opener >= 0:
            return _without_flow(unclosed(text, opener), text, opener)
    if char in ("]", "}"):
        return misfits.stray_closer(text, offset)
    if text.startswith("...", offset) and row.start == offset:
        problem = SyntaxProblem(
            offset, "`...` ends a document, and there is none above it", "remove it"
        )
    else:
        problem = SyntaxProblem(offset, f"a value cannot start with `{char}`", QUOTE_IT)
    if row.head >= row.end or context > offset:
        return without_rows(problem, text, row, row.indent + 1)
    return without_value(problem, text, offset)


_HANDLERS: tuple[tuple[re.Pattern[str], Callable[[str, int, int], Slip]], ...] = tuple(
    (re.compile(pattern), handler)
    for pattern, handler in (
        (r"tab character|indentation space", _tab),
        (r"cannot start any token", _token),
        (r"mapping values are not allowed", colons.stray_colon),
        (r"could not find expected ':'", colons.no_colon),
        (r"',' or|found unexpected ':'", _flow),
        (r"expected (the )?node content", _node),
        (r"unexpected end of stream|document (separator|indicator)", _quote),
        (r"unknown escape", _escape),
        (r"hexdecimal|hexadecimal|Unicode character escape|not in range", _escape),
        (r"alphabetic or numeric character", _anchor),
        (r"tag|expected whitespace|expected '!'|URI", _tag),
        (
            r"comment or line break|comment or a line break|chomping|indentation indicator",
            _block_header,
        ),
        (r"sequence entries are not allowed", misfits.list_item),
        (r"<document start>|directive|non-alphabetical", misfits.second_start),
        (r"expected key|block end|'-' indicator|mapping keys are not allowed", misfits.misfit),
    )
)
