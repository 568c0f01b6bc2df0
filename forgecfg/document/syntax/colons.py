"""Lines whose `key: value` cannot be read as such."""

from __future__ import annotations

import re

from forgecfg.document.syntax.rows import (
    Row,
    content,
    entry_of,
    row_at,
    row_before,
    says_something,
    tight_colon,
)
from forgecfg.document.syntax.slip import Slip, SyntaxProblem, unlike, without_rows, without_value

MAX_KEY = 1024
_EQUALS = re.compile(r"[\w.$-]+[ \t]*(=)(?!=)")
TIGHT_DASH = re.compile(r"-(?=[^\s-])")
_ODD_LOOKS = {"\u00a0": "space", "\u3000": "space", "\u200b": "space", "\uff1a": "colon"}
_ODD_SPACES = tuple(char for char, what in _ODD_LOOKS.items() if what == "space")
_ODD = re.compile(f"[{''.join(_ODD_LOOKS)}]")
_BARE_TEXT = re.compile(
    r"[\w.$/-]+(?:[ \t]+[\[{\"'][^\n]*|[^\n\"',#\[\]{}]*)(?:#[^\n]*)?$", re.MULTILINE
)
_SMART_QUOTES = "\u201c\u201d\u201e\u2018\u2019\u201a"


def stray_colon(text: str, offset: int, _context: int) -> Slip:
    """A `:` at `offset` where no mapping can start."""
    row = row_at(text, offset)
    entry = entry_of(text, row)
    if entry is not None and entry.colon < offset and entry.value < offset:
        return _second_colon(text, offset, entry.value)
    if entry is None or entry.colon > offset:
        problem = SyntaxProblem(offset, "`:` stands where no key can end", "put the text in quotes")
        return without_rows(problem, text, row, row.indent + 1)
    if offset - entry.key > MAX_KEY:
        return _long_key(text, row, entry.key)
    bare = bare_above(text, row)
    if bare is not None:
        return no_colon_in(text, bare)
    problem = under_value(text, row) or SyntaxProblem(
        offset,
        "`:` starts a mapping where none can stand",
        "check the indent of this line and the one above",
    )
    return without_rows(problem, text, row, row.indent)


def _second_colon(text: str, offset: int, value: int) -> Slip:
    help_text = "put the whole value in quotes"
    if text[value] in _SMART_QUOTES:
        help_text = "use straight quotes: YAML takes typographic ones for text"
    problem = SyntaxProblem(offset, "a second `: ` on one line", help_text)
    return without_value(problem, text, value)


def _long_key(text: str, row: Row, key: int) -> Slip:
    message = f"a key of more than {MAX_KEY} characters"
    problem = SyntaxProblem(key, message, "Forge's parser takes no longer ones; shorten it")
    return without_rows(problem, text, row, row.indent + 1)


def no_colon(text: str, offset: int, context: int) -> Slip:
    """Something at `context` that is no `key: value`; the parser noticed at `offset`."""
    row = row_at(text, context)
    above = row_at(text, offset)
    if not says_something(text, row):
        row = above
    entry = entry_of(text, row)
    if entry is not None and entry.colon - entry.key > MAX_KEY:
        return _long_key(text, row, entry.key)
    return no_colon_in(text, bare_above(text, row) or row)


def no_colon_in(text: str, row: Row) -> Slip:
    """The slip of a line that was meant to be `key: value` or `- item`."""
    at = content(text, row)
    message = "a key without `:`"
    help_text = "write `key: value`; text that goes on from the line above must be indented"
    odd = _ODD.search(text, at, row.end)
    colon = tight_colon(text, row)
    equals = _EQUALS.match(text, at, row.end)
    if TIGHT_DASH.match(text, at):
        message, help_text = "a space is missing after the `-`", "write `- item`"
    elif text.startswith(("//", "/*"), at):
        message, help_text = "this is no YAML comment", "start a comment with `#`"
    elif odd is not None:
        return without_rows(look_alike(text, odd.start()), text, row, row.indent + 1)
    elif colon is not None:
        at = colon
        message, help_text = "a space is missing after the `:`", "write `key: value`"
    elif equals is not None:
        at = equals.start(1)
        message, help_text = "`=` stands where a `:` belongs", "write `key: value`"
    return without_rows(SyntaxProblem(at, message, help_text), text, row, row.indent + 1)


def look_alike(text: str, offset: int) -> SyntaxProblem:
    """A character that looks like one that YAML needs."""
    what = _ODD_LOOKS[text[offset]]
    message = f"U+{ord(text[offset]):04X} looks like a {what}, but is none to YAML"
    return SyntaxProblem(offset, message, f"write a plain {what}")


def odd_indent(text: str, offset: int) -> tuple[Row, int] | None:
    """The line of an offset or the one above, where a look-alike stands for its indent."""
    row: Row | None = row_at(text, offset)
    for _ in range(2):
        if row is not None and text[row.head : row.head + 1] in _ODD_SPACES:
            return row, row.head
        row = row_before(text, row) if row is not None else None
    return None


def bare_above(text: str, row: Row) -> Row | None:
    """The line above that looks like a key without a proper colon, if it holds a line's block."""
    above = row_before(text, row)
    item = text.startswith("- ", row.head)
    while above is not None and entry_of(text, above) is None:
        beside = item and above.indent == row.indent and text.startswith("- ", above.head)
        if above.indent <= row.indent and not beside:
            break
        above = row_before(text, above)
    if above is None or entry_of(text, above) is not None or _goes_on(text, above):
        return None
    column = content(text, above) - above.start
    if column > above.indent and row.indent < column:
        return None
    if tight_colon(text, above) is not None:
        return above
    return above if _BARE_TEXT.match(text, content(text, above), above.end) else None


def under_value(text: str, row: Row) -> SyntaxProblem | None:
    """The fault of a line that stands deeper than a key which has a value on its own line."""
    holder = _holder(text, row)
    owner = entry_of(text, holder) if holder is not None else None
    if holder is None or owner is None or owner.value == holder.end:
        return None
    if owner.key - holder.start >= row.indent:
        return None
    if TIGHT_DASH.match(text, owner.key):
        return SyntaxProblem(owner.key, "a space is missing after the `-`", "write `- key: value`")
    column = owner.key - holder.start
    if row.indent == column + 1 and column % 2:
        return unlike(text, holder.head, row.head)
    name = text[owner.key : owner.colon].strip()
    return SyntaxProblem(
        row.head,
        f"this line is indented under `{name[:40]}`, which already has a value",
        "line it up with the key that it belongs beside",
        owner.key,
        "the key that has a value",
    )


def _goes_on(text: str, row: Row) -> bool:
    """Whether a line without a key is the second or later line of a value."""
    holder = _holder(text, row)
    if holder is None:
        return False
    entry = entry_of(text, holder)
    return entry is not None and entry.value < holder.end


def _holder(text: str, row: Row) -> Row | None:
    """The nearest line above whose key or item stands further left than a line."""
    column = row.indent
    above = row_before(text, row)
    while above is not None:
        entry = entry_of(text, above)
        if entry is not None and entry.key - above.start < column:
            return above
        if above.indent < column:
            return above
        above = row_before(text, above)
    return None
