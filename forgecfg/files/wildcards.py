"""Translate the wildcards of a `.gitignore` pattern to a regular expression.

`*` and `?` match anything but a slash, `**` as a whole segment any number of segments, brackets one
character, and a backslash escapes the next character.
"""

from __future__ import annotations

import re

_CLASSES = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": r" \t",
    "digit": "0-9",
    "lower": "a-z",
    "space": r" \t\n\r\f\v",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}


def translate(glob: str) -> str | None:
    """The regular expression for a pattern without slashes at its ends.

    None for a pattern that can never match: an open bracket, a backslash at the end, no text.
    """
    segments = glob.split("/")
    # The runs of segments between those that are `**`.
    runs: list[list[str]] = [[]]
    for segment in segments:
        if len(segments) > 1 and len(segment) > 1 and not segment.strip("*"):
            if runs[-1] or len(runs) == 1:
                runs.append([])
            continue
        piece = _segment(segment)
        if piece is None:
            return None
        runs[-1].append(piece)
    first, *others = ["/".join(run) for run in runs]
    if not others:
        return first
    # As in a segment, `**` matches as little as lets the next run match, without backtracking.
    *middle, end = others
    regex = first + "/" if first else ""
    regex += "".join(f"(?>(?:[^/]*/)*?{run}/)" for run in middle)
    return regex + (f"(?:[^/]*/)*{end}" if end else ".+")


def _segment(glob: str) -> str | None:
    """One segment: pieces between stars.

    A star matches as little as lets the next piece match, without backtracking. This still finds
    every match, in linear time for any number of stars.
    """
    pieces = [""]
    at = 0
    while at < len(glob):
        char = glob[at]
        at += 1
        if char == "*":
            if pieces[-1] or len(pieces) == 1:
                pieces.append("")
        elif char == "?":
            pieces[-1] += "[^/]"
        elif char == "[":
            found = _bracket(glob, at)
            if found is None:
                return None
            piece, at = found
            pieces[-1] += piece
        elif char == "\\":
            if at == len(glob):
                return None
            pieces[-1] += re.escape(glob[at])
            at += 1
        else:
            pieces[-1] += re.escape(char)
    first, *others = pieces
    if not others:
        return first or None
    *middle, end = others
    return first + "".join(f"(?>[^/]*?{piece})" for piece in middle) + f"[^/]*{end}"


def _bracket(glob: str, at: int) -> tuple[str, int] | None:
    """The expression for a bracket whose content starts at `at`, and the offset after it."""
    negated = glob[at : at + 1] in ("!", "^")
    at += negated
    parts: list[str] = []
    start = at
    while at < len(glob) and (glob[at] != "]" or at == start):
        if glob.startswith("[:", at):
            end = glob.find(":]", at)
            named = _CLASSES.get(glob[at + 2 : end]) if end >= 0 else None
            if named is None:
                return None
            parts.append(named)
            at = end + 2
            continue
        low, at = _character(glob, at)
        high = low
        if glob.startswith("-", at) and glob[at + 1 : at + 2] not in ("]", ""):
            high, at = _character(glob, at + 1)
        if low <= high:
            parts.append(f"{re.escape(low)}-{re.escape(high)}")
    if at >= len(glob):
        return None
    at += 1
    content = "".join(parts)
    if negated:
        return f"[^/{content}]", at
    return (f"(?!/)[{content}]" if content else "(?!)"), at


def _character(glob: str, at: int) -> tuple[str, int]:
    """The character at an offset in a bracket, and the offset after it."""
    if glob[at] == "\\" and at + 1 < len(glob):
        at += 1
    return glob[at], at + 1
