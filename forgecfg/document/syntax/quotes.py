"""Unclosed quotes.

A parser reads `title: "Hello` up to the next quote on a later line, and reports what follows it.
If the lines in between look like YAML, the real error is the missing closing quote.
"""

from __future__ import annotations

import re

from forgecfg.document.syntax.lines import end_of_block, line_at

_QUOTED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL),
    "'": re.compile(r"'(?:[^']|'')*'", re.DOTALL),
}
_KEY = (
    r'(?:"(?:[^"\\\n]|\\.)*"[ \t]*:|'
    + r"'(?:[^'\n]|'')*'[ \t]*:|"
    + r"[^\s\"'#\[{][^\n]{0,1023}?:)"
)
# The start of a multiline value, item or key. A key has at most 1024 characters, and a value at
# most one anchor and one tag.
_OPENING = re.compile(
    rf"^[ \t]*+(?:[-?][ \t]+)*+(?:{_KEY}[ \t]+)?(?:[&!]\S*[ \t]+){{0,2}}(?P<open>[\"'\[{{|>])",
    re.MULTILINE,
)
_FLOW_QUOTE = re.compile(r"(?<=[\s,:\[{])[\"']")
_LOOKS_LIKE_YAML = re.compile(
    r"^[ \t]*(?:#|-[ \t]+\S|(?:-[ \t]+)?[\w$./-]+:(?:[ \t]|\r?$))", re.MULTILINE
)


def unclosed_quote(text: str, offset: int) -> int | None:
    """The 0-based offset of the unclosed quote that caused a parser error at `offset`, if any."""
    at = 0
    while (match := _OPENING.search(text, at)) and match.start("open") <= offset:
        start = match.start("open")
        line = line_at(text, start)
        if text[start] in "|>":
            at = end_of_block(text, line, line.indent + 1)
            continue
        at = line.end
        if text[start] in "\"'":
            quote = start
        else:
            inner = _FLOW_QUOTE.search(text, start, line.end)
            quote = inner.start() if inner else -1
        while 0 <= quote < line.end:
            closed = _QUOTED[text[quote]].match(text, quote)
            if closed is None:
                return quote
            if closed.end() > line.end and _is_cause(text, quote, closed.end(), offset):
                return quote
            at = max(at, closed.end())
            inner = _FLOW_QUOTE.search(text, closed.end(), line.end)
            quote = inner.start() if inner and text[start] in "[{" else -1
    return None


def _is_cause(text: str, quote: int, end: int, offset: int) -> bool:
    """Whether the error at `offset` is in or after multiline quoted text that looks like YAML."""
    below = text.find("\n", quote) + 1
    return below <= offset <= line_at(text, end).end and bool(
        _LOOKS_LIKE_YAML.search(text, below, max(end, offset))
    )
