"""Find keys with too many parts in a TOML file, before it is parsed.

`tomllib` needs memory in the square of the number of parts of a dotted key: 1.6 GB for 40 KB.
"""

from __future__ import annotations

import re

MAX_PARTS = 32
"""The most parts of a dotted key; a key of a configuration has at most four."""

_PART = r"""(?:[\w-]++|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')"""
# Strings of several lines, comments, dotted keys (and other values), what is between them. A quote
# that is left is an unterminated string. Nothing is read twice.
_TOKEN = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}'
    r"|'''(?:[^']++|'(?!''))*+'{3,5}"
    r"|\"\"\"|'''|#[^\n]*+"
    rf"|(?P<key>{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)"
    r"""|[^\w"'#-]++|.""",
    re.DOTALL,
)
_PARTS = re.compile(_PART)


def find_deep_key(text: str) -> int | None:
    """The 1-based line of the first key with more than MAX_PARTS parts, None if there is none."""
    if text.count(".") < MAX_PARTS:
        return None
    for match in _TOKEN.finditer(text):
        token = match["key"]
        if token is None:
            if match[0] in ('"', "'", '"""', "'''"):
                return None  # the parser stops here
        elif len(token) > 2 * MAX_PARTS and len(_PARTS.findall(token)) > MAX_PARTS:
            return text.count("\n", 0, match.start()) + 1
    return None
