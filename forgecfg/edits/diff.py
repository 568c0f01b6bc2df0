"""Unified diffs."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

_UNFINISHED = "\n\\ No newline at end of file\n"


def unified_diff(old: str, new: str, file: str) -> str:
    """The diff between two texts, "" if they are equal.

    Lines keep their line breaks, so that `patch` and `git apply` accept it.
    """
    return "".join(_lines(old, new, file))


def _lines(old: str, new: str, file: str) -> Iterator[str]:
    # Only LF ends a line, not a lone CR or U+2028.
    before, after = _split(old), _split(new)
    old_name, new_name = (_name(f"{side}/{file.lstrip('/')}") for side in "ab")
    for line in difflib.unified_diff(before, after, old_name, new_name):
        yield line if line.endswith("\n") else line + _UNFINISHED


def _name(name: str) -> str:
    """A file name as Git writes it: quoted if necessary, with a final tab if it contains spaces."""
    escaped = "".join(map(_escaped, name))
    if escaped != name:
        return f'"{escaped}"'
    return f"{name}\t" if " " in name else name


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() or not char.isascii() else f"\\{ord(char):03o}"


def _split(text: str) -> list[str]:
    lines = text.split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last] if last else [])
