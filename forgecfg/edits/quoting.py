"""When a string needs quotes, and how to quote it."""

from __future__ import annotations

import re

from forgecfg.document.scalars import resolve

_INDICATORS = frozenset(",[]{}#&*!|>'\"%@`?:")
# Forge accepts `?`, but libyaml ends the text there.
_FLOW = re.compile(r"[,\[\]{}?]")
# Text that ends a plain scalar, starts a comment or makes a key.
_BREAKS = re.compile(
    r":[ \t]|:$|[ \t]#|^[ \t]|[ \t]$|^-(?:[ \t,\[\]{}]|$)|^(?:---|\.\.\.)|^(?:<<|=)$"
)
# Not printable in YAML, a line break for some parsers, or a byte order mark.
_ESCAPED = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0", '"': '\\"', "\\": "\\\\"}


def must_quote(text: str, *, flow: bool, colons: bool = True) -> bool:
    """Whether Forge's YAML 1.2 parser would read the plain text as something else.

    `flow`: the text is inside `[…]` or `{…}`. `colons`: a colon inside a word may stay plain there
    (Forge accepts it, libyaml may not).
    """
    if not text or text[0] in _INDICATORS or _BREAKS.search(text) or _ESCAPED.search(text):
        return True
    if flow and (_FLOW.search(text) or (":" in text and not colons)):
        return True
    return not isinstance(resolve(text), str)


def quoted(text: str, quote: str) -> str:
    """The text in the given quotes, or in double quotes if it needs escapes."""
    if quote == "'" and not _ESCAPED.search(text):
        return "'" + text.replace("'", "''") + "'"
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _ESCAPED.sub(lambda match: _escape(match.group()), plain) + '"'


def _escape(char: str) -> str:
    code = ord(char)
    short = _SHORT.get(char)
    if short is not None:
        return short
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
