"""Bytes to text, as far as Forge can read it: UTF-8, with or without a byte order mark."""

from __future__ import annotations

import codecs
from typing import NamedTuple

BYTE_ORDER_MARK = "\ufeff"

_WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


class BadBytes(NamedTuple):
    """A place that is not UTF-8: the 0-based character offset in the decoded text, and why."""

    offset: int
    message: str


class Decoded(NamedTuple):
    """`text` without its byte order mark; `readable` is false where the text means nothing."""

    text: str
    bad: tuple[BadBytes, ...] = ()
    readable: bool = True


def decode(data: bytes) -> Decoded:
    """Decode a manifest. Never raises.

    What is not UTF-8 becomes U+FFFD, as Forge does it; only the first such place is reported.
    """
    for mark, name in _WIDE:
        if data.startswith(mark):
            return _unreadable(f"the file is {name}; Forge reads only UTF-8")
    # Without a mark, UTF-16 shows as a zero byte beside each of the first letters.
    if len(data) >= 4 and data[0] != data[1] and 0 in data[:2] and data[:4].count(0) == 2:
        return _unreadable("the file looks like UTF-16; Forge reads only UTF-8")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        at, hole = error.start, data[error.start : error.end]
    offset = len(data[:at].decode("utf-8"))
    shown = " ".join(f"0x{byte:02x}" for byte in hole)
    bad = BadBytes(offset, f"byte {shown} is not UTF-8")
    return Decoded(data.decode("utf-8", errors="replace"), (bad,))


def _unreadable(message: str) -> Decoded:
    return Decoded("", (BadBytes(0, message),), readable=False)
