"""From the parser's error to the mistake that caused it.

A parser reports where it stopped and in which state; the mistake is often further up. Each kind of
parser error has its handler. The patterns match the error messages of libyaml and of ruamel's own
parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from forgecfg.document.events import YamlError
from forgecfg.document.syntax import colons, indentation
from forgecfg.document.syntax.lines import (
    Line,
    content,
    end_of_block,
    entry_of,
    line_after,
    line_at,
    line_before,
)
from forgecfg.document.syntax.problems import Diagnosis, SyntaxProblem, skip_block, skip_value
from forgecfg.document.syntax.quotes import unclosed_quote

QUOTE_IT = "put the value in quotes"
_COLLECTIONS = {"[": "list", "{": "mapping"}
_CLOSERS = {"[": "]", "{": "}"}
_BARE_RETURN = re.compile(r"\r(?!\n)")
_WORD = re.compile(r"[^\s,\[\]{}]*")


def diagnose(text: str, error: YamlError) -> Diagnosis:
    """The problem behind a parser error in `text`, and the text to skip."""
    offset = min(error.offset, len(text))
    context = min(error.context_offset, offset)
    diagnosis = _diagnose_line(text, offset, context) or _diagnose_quote(text, offset)
    if diagnosis is not None:
        return diagnosis
    for pattern, handler in _HANDLERS:
        if pattern.search(error.problem):
            return handler(text, offset, context)
    details = f": {error.problem}" if error.problem else ""
    line = line_at(text, offset)
    return skip_block(SyntaxProblem(offset, f"invalid YAML{details}"), text, line, line.indent + 1)


def _diagnose_line(text: str, offset: int, context: int) -> Diagnosis | None:
    """The mistakes that are visible in a line, whatever the parser reports."""
    line = line_at(text, offset)
    for candidate in (line, line_at(text, context)):
        bare = _BARE_RETURN.search(text, candidate.start, candidate.end)
        if bare is not None:
            return skip_block(bare_return(bare.start()), text, candidate, candidate.indent + 1)
    found = colons.look_alike_indent(text, context) or colons.look_alike_indent(text, offset)
    if found is not None:
        indented, at = found
        return skip_block(colons.look_alike(text, at), text, indented, indented.indent + 1)
    for percent in (line, line_before(text, line)):
        if percent is not None and text.startswith("%", percent.start):
            return indentation.percent_line(text, percent)
    return None


def _diagnose_quote(text: str, offset: int) -> Diagnosis | None:
    quote = unclosed_quote(text, offset)
    if quote is None:
        return None
    line = line_at(text, quote)
    if quote == line.first:
        return skip_block(unclosed(text, quote), text, line, line.indent + 1)
    return skip_value(unclosed(text, quote), text, quote)


def bare_return(offset: int) -> SyntaxProblem:
    """The problem of a carriage return without a line feed."""
    message = "bare carriage return, which Forge does not read as a line break"
    return SyntaxProblem(offset, message, "save the file with LF or CRLF line endings")


def unclosed(text: str, opener: int, detected: int | None = None) -> SyntaxProblem:
    """The problem of an unclosed quote or bracket at `opener`; the parser stopped at `detected`."""
    char = text[opener]
    related = "" if detected is None else "detected here"
    message, closer = "unterminated string", char
    if char in _COLLECTIONS:
        message, closer = f"unclosed `{char}`", _CLOSERS[char]
    return SyntaxProblem(opener, message, f"add the closing `{closer}`", detected, related)


def _quote(text: str, _offset: int, context: int) -> Diagnosis:
    return skip_value(unclosed(text, context), text, context)


def _tab(text: str, offset: int, _context: int) -> Diagnosis:
    line = line_at(text, offset)
    at = text.find("\t", line.start, max(line.first, offset + 1))
    if at < 0:
        return indentation.wrong_indentation(text, offset, offset)
    if at >= line.first:
        problem = SyntaxProblem(
            at, "tab between `-`, `?` or `:` and a nested block", "replace it with a space"
        )
        return skip_block(problem, text, line, line.indent + 1)
    last, more = line, 0
    following = line_after(text, line)
    while following is not None and "\t" in text[following.start : following.first]:
        if following.first < following.end:
            more += 1
        last = following
        following = line_after(text, following)
    if following is not None and _is_parent(text, last, following):
        last = line_at(text, end_of_block(text, last, max(following.indent, 1)))
    message = "tab used for indentation"
    if more:
        message += f", also on the next {f'{more} lines' if more > 1 else 'line'}"
    return Diagnosis(SyntaxProblem(at, message, "indent with spaces"), line.start, last.end)


def _is_parent(text: str, line: Line, following: Line) -> bool:
    """Whether a line with invalid indentation is probably the parent of the following lines."""
    is_item = text.startswith("- ", line.first) and not text.startswith("- ", following.first)
    return is_item or (entry_of(text, line) is not None and text[line.end - 1] in ":|>-")


def _token(text: str, offset: int, context: int) -> Diagnosis:
    char = text[offset : offset + 1]
    if char in ("\t", ""):
        return _tab(text, offset, context)
    display = "a backtick" if char == "`" else f"`{char}`"
    line = line_at(text, offset)
    entry = entry_of(text, line)
    is_key = entry is not None and offset == content(text, line)
    message = f"a {'key' if is_key else 'value'} cannot start with {display}"
    help_text = "put the key in quotes" if is_key else QUOTE_IT
    return Diagnosis(SyntaxProblem(offset, message, help_text), offset, offset + 1, as_word=True)


def _anchor(text: str, _offset: int, context: int) -> Diagnosis:
    at = context
    match = _WORD.match(text, at)
    end = max(match.end() if match else 0, at + 1)
    problem = SyntaxProblem(at, f"a value cannot start with `{text[at : at + 1]}`", QUOTE_IT)
    return Diagnosis(problem, at, end, as_word=True)


def _tag(text: str, offset: int, context: int) -> Diagnosis:
    at = text.rfind("!", line_at(text, context).start, max(offset, context) + 1)
    match = _WORD.match(text, max(at, context))
    problem = SyntaxProblem(max(at, 0), "invalid YAML tag", QUOTE_IT)
    return Diagnosis(problem, context, max(match.end() if match else 0, context + 1), as_word=True)


def _escape(text: str, offset: int, _context: int) -> Diagnosis:
    at = max(text.rfind("\\", 0, offset + 1), 0)
    char = text[at + 1 : at + 2]
    if char in ("x", "u", "U"):
        digits = {"x": 2, "u": 4, "U": 8}[char]
        message = f"invalid escape `\\{char}`, expected a character code of {digits} hex digits"
    else:
        message = f"unknown escape `\\{char}`"
    problem = SyntaxProblem(at, message, r"write `\\` for a backslash, or use single quotes")
    return Diagnosis(problem, at, at + 1, as_word=True)


def _block_header(text: str, _offset: int, context: int) -> Diagnosis:
    message = f"unexpected text after `{text[context : context + 1]}`"
    problem = SyntaxProblem(context, message, QUOTE_IT)
    return skip_value(problem, text, context)


def _flow(text: str, offset: int, context: int) -> Diagnosis:
    """Diagnose an error in a list or mapping in brackets that starts at `context`."""
    opening, line = line_at(text, context), line_at(text, offset)
    char = text[offset : offset + 1]
    at_end = not text[offset:].strip()
    column = content(text, opening) - opening.start
    left = line.start > opening.start and line.indent <= column
    if at_end or left or (char in ("]", "}") and char != _CLOSERS.get(text[context])):
        problem = unclosed(text, context, None if at_end else offset)
    elif text[offset - 1] in "'\"" and char not in "'\"":
        problem = indentation.trailing_text(text, offset).problem
    else:
        message = f"missing `,` in this {_COLLECTIONS.get(text[context], 'list')}"
        help_text = "separate items with `,`, or put the item in quotes"
        problem = SyntaxProblem(offset, message, help_text)
    return _skip_flow(problem, text, context)


def _skip_flow(problem: SyntaxProblem, text: str, offset: int) -> Diagnosis:
    """A diagnosis that skips the whole value in brackets around an offset."""
    line = line_at(text, offset)
    while (above := line_before(text, line)) is not None and text[above.end - 1] in "[{,":
        line = above
    entry = entry_of(text, line)
    start = entry.value if entry is not None else content(text, line)
    end = end_of_block(text, line, line.indent + 1)
    following = line_after(text, line_at(text, end))
    if following is not None and text[following.first : following.first + 1] in ("]", "}"):
        end = following.end
    return Diagnosis(problem, min(start, offset), end, as_word=True)


def _node(text: str, offset: int, context: int) -> Diagnosis:
    """Diagnose text at `offset` where a value or an item should start."""
    char = text[offset : offset + 1]
    line = line_at(text, offset)
    before = text[:offset].rstrip()
    if char == "," and before.endswith((",", "[", "{")):
        problem = SyntaxProblem(offset, "unexpected `,`", "remove it")
        return _skip_flow(problem, text, offset)
    if not text[offset:].strip() or before.endswith((",", "[", "{")):
        opener = max(text.rfind("[", 0, offset), text.rfind("{", 0, offset))
        if opener >= 0:
            return _skip_flow(unclosed(text, opener), text, opener)
    if char in ("]", "}"):
        return indentation.unmatched_closer(text, offset)
    if text.startswith("...", offset) and line.start == offset:
        problem = SyntaxProblem(
            offset, "unexpected `...`; there is no document before it", "remove it"
        )
    else:
        problem = SyntaxProblem(offset, f"a value cannot start with `{char}`", QUOTE_IT)
    if line.first >= line.end or context > offset:
        return skip_block(problem, text, line, line.indent + 1)
    return skip_value(problem, text, offset)


_HANDLERS: tuple[tuple[re.Pattern[str], Callable[[str, int, int], Diagnosis]], ...] = tuple(
    (re.compile(pattern), handler)
    for pattern, handler in (
        (r"tab character|indentation space", _tab),
        (r"cannot start any token", _token),
        (r"mapping values are not allowed", colons.unexpected_colon),
        (r"could not find expected ':'", colons.missing_colon),
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
        (r"sequence entries are not allowed", indentation.list_item),
        (r"<document start>|directive|non-alphabetical", indentation.content_after_document),
        (
            r"expected key|block end|'-' indicator|mapping keys are not allowed",
            indentation.wrong_indentation,
        ),
    )
)
