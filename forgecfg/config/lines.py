"""On which line of a TOML file something is: a guess by its look, for messages."""

from __future__ import annotations

import re

_PART = re.compile(r"""\s*(?:"([^"\n]*)"|'([^'\n]*)'|([\w-]+))\s*""")


def line_of(text: str, keys: tuple[str, ...], value: str | None = None) -> int | None:
    """The 1-based line where the value under these keys is written, None where it is not found.

    With `value`, the first line from there on that holds this string in quotes.
    """
    lines = text.split("\n")
    found, depth = None, 0
    header: tuple[str, ...] = ()
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if stripped.startswith("["):
            header, _ = _dotted(stripped.lstrip("["))
            here = header
        else:
            key, rest = _dotted(stripped)
            here = (*header, *key) if rest.startswith("=") else ()
        if len(here) > depth and keys[: len(here)] == here:
            found, depth = number, len(here)
    if found is None or value is None:
        return found
    quoted = (f'"{value}"', f"'{value}'")
    for number in range(found, len(lines) + 1):
        if any(each in lines[number - 1] for each in quoted):
            return number
    return found


def _dotted(text: str) -> tuple[tuple[str, ...], str]:
    """A dotted key at the start of a text, and what follows it."""
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
