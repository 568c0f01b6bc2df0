"""Diagnoses for lines that are not a valid `key: value`."""

from __future__ import annotations

import re

from forgecfg.document.syntax.lines import (
    Line,
    colon_without_space,
    content,
    entry_of,
    has_content,
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

MAX_KEY = 1024
_EQUALS = re.compile(r"[\w.$-]+[ \t]*(=)(?!=)")
DASH_WITHOUT_SPACE = re.compile(r"-(?=[^\s-])")
_LOOK_ALIKES = {"\u00a0": "space", "\u3000": "space", "\u200b": "space", "\uff1a": "colon"}
_SPACE_LOOK_ALIKES = tuple(char for char, what in _LOOK_ALIKES.items() if what == "space")
_LOOK_ALIKE = re.compile(f"[{''.join(_LOOK_ALIKES)}]")
_KEY_WITHOUT_COLON = re.compile(
    r"[\w.$/-]+(?:[ \t]+[\[{\"'][^\n]*|[^\n\"',#\[\]{}]*)(?:#[^\n]*)?$", re.MULTILINE
)
_SMART_QUOTES = "\u201c\u201d\u201e\u2018\u2019\u201a"


def unexpected_colon(text: str, offset: int, _context: int) -> Diagnosis:
    """Diagnose a `:` at `offset` where no mapping can start."""
    line = line_at(text, offset)
    entry = entry_of(text, line)
    if entry is not None and entry.colon < offset and entry.value < offset:
        return _second_colon(text, offset, entry.value)
    if entry is None or entry.colon > offset:
        problem = SyntaxProblem(offset, "unexpected `:`", "put the text in quotes")
        return skip_block(problem, text, line, line.indent + 1)
    if offset - entry.key > MAX_KEY:
        return _long_key(text, line, entry.key)
    bare = key_without_colon_above(text, line)
    if bare is not None:
        return missing_colon_in(text, bare)
    problem = nested_under_value(text, line) or SyntaxProblem(
        offset,
        "unexpected `:`; a mapping cannot start here",
        "check the indentation of this line and the line above",
    )
    return skip_block(problem, text, line, line.indent)


def _second_colon(text: str, offset: int, value: int) -> Diagnosis:
    help_text = "put the whole value in quotes"
    if text[value] in _SMART_QUOTES:
        help_text = "use straight quotes; YAML treats typographic quotes as text"
    problem = SyntaxProblem(offset, "unexpected second `: ` on one line", help_text)
    return skip_value(problem, text, value)


def _long_key(text: str, line: Line, key: int) -> Diagnosis:
    message = f"key is longer than {MAX_KEY} characters"
    problem = SyntaxProblem(key, message, "shorten it; Forge's parser rejects longer keys")
    return skip_block(problem, text, line, line.indent + 1)


def missing_colon(text: str, offset: int, context: int) -> Diagnosis:
    """Diagnose text at `context` that is not `key: value`; the parser stopped at `offset`."""
    line = line_at(text, context)
    above = line_at(text, offset)
    if not has_content(text, line):
        line = above
    entry = entry_of(text, line)
    if entry is not None and entry.colon - entry.key > MAX_KEY:
        return _long_key(text, line, entry.key)
    return missing_colon_in(text, key_without_colon_above(text, line) or line)


def missing_colon_in(text: str, line: Line) -> Diagnosis:
    """Diagnose a line that was probably intended as `key: value` or `- item`."""
    at = content(text, line)
    message = "missing `:` after a key"
    help_text = "write `key: value`, or indent the line if it continues the value above"
    similar = _LOOK_ALIKE.search(text, at, line.end)
    colon = colon_without_space(text, line)
    equals = _EQUALS.match(text, at, line.end)
    if DASH_WITHOUT_SPACE.match(text, at):
        message, help_text = "missing space after `-`", "write `- item`"
    elif text.startswith(("//", "/*"), at):
        message, help_text = "invalid comment", "start a comment with `#`"
    elif similar is not None:
        return skip_block(look_alike(text, similar.start()), text, line, line.indent + 1)
    elif colon is not None:
        at = colon
        message, help_text = "missing space after `:`", "write `key: value`"
    elif equals is not None:
        at = equals.start(1)
        message, help_text = "unexpected `=`, expected `:`", "write `key: value`"
    return skip_block(SyntaxProblem(at, message, help_text), text, line, line.indent + 1)


def look_alike(text: str, offset: int) -> SyntaxProblem:
    """The problem of a character that looks like a space or colon but is a different one."""
    what = _LOOK_ALIKES[text[offset]]
    message = f"invalid character U+{ord(text[offset]):04X}, which looks like a {what}"
    return SyntaxProblem(offset, message, f"replace it with a plain {what}")


def look_alike_indent(text: str, offset: int) -> tuple[Line, int] | None:
    """The line of an offset or the one above if it is indented with look-alike spaces.

    Returns the line and the 0-based offset of the first such space.
    """
    line: Line | None = line_at(text, offset)
    for _ in range(2):
        if line is not None and text[line.first : line.first + 1] in _SPACE_LOOK_ALIKES:
            return line, line.first
        line = line_before(text, line) if line is not None else None
    return None


def key_without_colon_above(text: str, line: Line) -> Line | None:
    """The parent line above if it looks like a key without a valid colon, None otherwise."""
    above = line_before(text, line)
    item = text.startswith("- ", line.first)
    while above is not None and entry_of(text, above) is None:
        on_same_line = item and above.indent == line.indent and text.startswith("- ", above.first)
        if above.indent <= line.indent and not on_same_line:
            break
        above = line_before(text, above)
    if above is None or entry_of(text, above) is not None or _is_continuation(text, above):
        return None
    column = content(text, above) - above.start
    if column > above.indent and line.indent < column:
        return None
    if colon_without_space(text, above) is not None:
        return above
    return above if _KEY_WITHOUT_COLON.match(text, content(text, above), above.end) else None


def nested_under_value(text: str, line: Line) -> SyntaxProblem | None:
    """The problem of a line that is nested under a key with a value on the same line."""
    parent = _parent(text, line)
    parent_entry = entry_of(text, parent) if parent is not None else None
    if parent is None or parent_entry is None or parent_entry.value == parent.end:
        return None
    if parent_entry.key - parent.start >= line.indent:
        return None
    if DASH_WITHOUT_SPACE.match(text, parent_entry.key):
        return SyntaxProblem(parent_entry.key, "missing space after `-`", "write `- key: value`")
    column = parent_entry.key - parent.start
    if line.indent == column + 1 and column % 2:
        return inconsistent_indentation(text, parent.first, line.first)
    name = text[parent_entry.key : parent_entry.colon].strip()
    return SyntaxProblem(
        line.first,
        f"unexpected indentation under `{name[:40]}`, which already has a value",
        "align it with its siblings",
        parent_entry.key,
        "this key already has a value",
    )


def _is_continuation(text: str, line: Line) -> bool:
    """Whether a line without a key continues the value of a line above."""
    parent = _parent(text, line)
    if parent is None:
        return False
    entry = entry_of(text, parent)
    return entry is not None and entry.value < parent.end


def _parent(text: str, line: Line) -> Line | None:
    """The nearest line above whose key or item is indented less."""
    column = line.indent
    above = line_before(text, line)
    while above is not None:
        entry = entry_of(text, above)
        if entry is not None and entry.key - above.start < column:
            return above
        if above.indent < column:
            return above
        above = line_before(text, above)
    return None
