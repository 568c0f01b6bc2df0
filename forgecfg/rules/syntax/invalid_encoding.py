"""FC009."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.document.locations import Location
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")


@rule(
    Severity.ERROR,
    good=(
        Good("app:\n  name: Grüße\n".encode()),
        Good(b"\xef\xbb\xbfapp: {}\r\n", why="A byte order mark is fine."),
    ),
    bad=(
        Bad(b"app:\n  name: Gr\xfc\xdfe\n", at=(2, 11), says="invalid UTF-8: byte 0xfc"),
        Bad("app: {}\n".encode("utf-16"), at=(1, 1), says="file is UTF-16"),
        Bad(
            "app:\n  name: a\x00b\n",
            at=(2, 10),
            says="control character U+0000",
            severity=Severity.WARNING,
        ),
    ),
)
def invalid_encoding(context: Context) -> Iterator[Violation]:
    """The file is not valid UTF-8 text, or contains control characters.

    Forge reads UTF-8, with or without a byte order mark. It silently replaces characters of any
    other encoding with wrong ones. Control characters are allowed in a value but invisible in most
    editors; they are reported as a warning.

    How to fix:
    Save the file as UTF-8: most editors have this in their "Save as" dialog or status bar. Remove
    control characters.
    """
    text = context.document.text
    for bad in context.document.bad_bytes:
        # A file in another encoding has no text to point into.
        location = Location(bad.offset, min(bad.offset + 1, len(text)))
        yield Violation(location, bad.message, help="save the file as UTF-8")
    for match in _CONTROL.finditer(text):
        yield Violation(
            Location(match.start(), match.end()),
            f"unexpected control character U+{ord(match.group()[0]):04X}",
            help="remove it",
            severity=Severity.WARNING,
        )
