"""Decoding as Forge does it: UTF-8, with or without a byte order mark."""

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
    """Invalid UTF-8: the 0-based character offset in the decoded text, and a message."""

    offset: int
    message: str


class Decoded(NamedTuple):
    """`text` without its byte order mark; `readable` is false if the encoding is not UTF-8."""

    text: str
    bad: tuple[BadBytes, ...] = ()
    readable: bool = True


def decode(data: bytes) -> Decoded:
    """Decode a manifest. Never raises.

    Invalid bytes become U+FFFD, as in Forge; only the first one is reported.
    """
    for mark, name in _WIDE:
        if data.startswith(mark):
            return _unreadable(f"file is {name}, but Forge only reads UTF-8")
    # UTF-16 without a mark has a zero byte next to each of the first letters.
    if len(data) >= 4 and data[0] != data[1] and 0 in data[:2] and data[:4].count(0) == 2:
        return _unreadable("file looks like UTF-16, but Forge only reads UTF-8")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        at, invalid = error.start, data[error.start : error.end]
    offset = len(data[:at].decode("utf-8"))
    codes = " ".join(f"0x{byte:02x}" for byte in invalid)
    bad = BadBytes(offset, f"invalid UTF-8: byte {codes}")
    return Decoded(data.decode("utf-8", errors="replace"), (bad,))


def _unreadable(message: str) -> Decoded:
    return Decoded("", (BadBytes(0, message),), readable=False)
