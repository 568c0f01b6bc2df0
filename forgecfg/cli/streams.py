"""The encoding of standard output and standard error.

In a pipe and in a file, both are UTF-8, whatever the locale or the code page. A terminal keeps its
encoding; characters that it does not have are replaced.
"""

from __future__ import annotations

import codecs
import sys

_FALLBACK = "forgecfg"

# Characters of frames and punctuation, and what is shown for them on a terminal without them.
_ASCII = {
    "│": "|",
    "├": "|",
    "└": "`",
    "─": "-",
    "…": "~",
    "→": ">",
}


def prepare_streams() -> None:
    """Set the encodings, so that no output ever fails because of a character."""
    codecs.register_error(_FALLBACK, _replace)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors=_FALLBACK)
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _replace(error: UnicodeError) -> tuple[str | bytes, int]:
    """The replacement of the characters that cannot be encoded: of the same width, or an escape."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    failed = error.object[error.start : error.end]
    pieces = []
    for index, char in enumerate(failed):
        escaped = UnicodeEncodeError(error.encoding, failed, index, index + 1, error.reason)
        pieces.append(_ASCII.get(char) or str(codecs.backslashreplace_errors(escaped)[0]))
    return "".join(pieces), error.end
