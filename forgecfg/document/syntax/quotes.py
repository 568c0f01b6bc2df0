"""Quotes that are opened on one line and closed by accident on a later one.

A parser reads `title: "Hello` on until the next quote, and complains about what comes after that.
Where the lines between look like YAML, the missing quote is what must be mended.
"""

from __future__ import annotations

import re

from forgecfg.document.syntax.rows import row_at, rows_below

_QUOTED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL),
    "'": re.compile(r"'(?:[^']|'')*'", re.DOTALL),
}
_KEY = r'(?:"(?:[^"\\\n]|\\.)*"[ \t]*:|' + r"'(?:[^'\n]|'')*'[ \t]*:|" + r"[^\s\"'#\[{][^\n]*?:)"
# What opens text over several lines, as a value, an item or a key.
_OPENING = re.compile(
    rf"^[ \t]*(?:[-?][ \t]+)*(?:{_KEY}[ \t]+)?(?:[&!]\S*[ \t]+)*(?P<open>[\"'\[{{|>])", re.MULTILINE
)
_FLOW_QUOTE = re.compile(r"(?<=[\s,:\[{])[\"']")
_LOOKS_LIKE_YAML = re.compile(
    r"^[ \t]*(?:#|-[ \t]+\S|(?:-[ \t]+)?[\w$./-]+:(?:[ \t]|\r?$))", re.MULTILINE
)


def unclosed_quote(text: str, offset: int) -> int | None:
    """The 0-based offset of the quote that made a parser stumble at `offset`, if one did."""
    at = 0
    while (match := _OPENING.search(text, at)) and match.start("open") <= offset:
        start = match.start("open")
        row = row_at(text, start)
        if text[start] in "|>":
            at = rows_below(text, row, row.indent + 1)
            continue
        at = row.end
        if text[start] in "\"'":
            quote = start
        else:
            inner = _FLOW_QUOTE.search(text, start, row.end)
            quote = inner.start() if inner else -1
        while 0 <= quote < row.end:
            closed = _QUOTED[text[quote]].match(text, quote)
            if closed is None:
                return quote
            if closed.end() > row.end and _caused(text, quote, closed.end(), offset):
                return quote
            at = max(at, closed.end())
            inner = _FLOW_QUOTE.search(text, closed.end(), row.end)
            quote = inner.start() if inner and text[start] in "[{" else -1
    return None


def _caused(text: str, quote: int, end: int, offset: int) -> bool:
    """Whether quoted text over several lines looks like YAML, with the trouble in or behind it."""
    below = text.find("\n", quote) + 1
    return below <= offset <= row_at(text, end).end and bool(
        _LOOKS_LIKE_YAML.search(text, below, max(end, offset))
    )
