"""The line of a key or value in a TOML file, found by a simple search, for messages."""

from __future__ import annotations

import re

_PART = re.compile(r"""\s*(?:"([^"\n]*)"|'([^'\n]*)'|([\w-]+))\s*""")


def line_of(text: str, keys: tuple[str, ...], value: str | None = None) -> int | None:
    """The 1-based line of the value under these keys, None if it is not found.

    With `value`, the first line from there on that contains this string in quotes.
    """
    lines = text.split("\n")
    found, depth = None, 0
    header: tuple[str, ...] = ()
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if stripped.startswith("["):
            header, _ = _dotted(stripped.lstrip("["))
            path = header
        else:
            key, rest = _dotted(stripped)
            path = (*header, *key) if rest.startswith("=") else ()
        if len(path) > depth and keys[: len(path)] == path:
            found, depth = number, len(path)
    if found is None or value is None:
        return found
    quoted = (f'"{value}"', f"'{value}'")
    for number in range(found, len(lines) + 1):
        if any(text in lines[number - 1] for text in quoted):
            return number
    return found


def _dotted(text: str) -> tuple[tuple[str, ...], str]:
    """The dotted key at the start of a text, and the rest of the text."""
    parts: list[str] = []
    while True:
        match = _PART.match(text)
        if match is None:
            return (), text
        parts.append(next(part for part in match.groups() if part is not None))
        text = text[match.end() :]
        if not text.startswith("."):
            return tuple(parts), text
        text = text[1:]
