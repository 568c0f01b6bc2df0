"""Untrusted text, made safe to show.

A manifest or a file name may contain escape sequences, direction overrides and invisible
characters. They are shown as Python escapes: `\\x1b`, `\\u202e`.
"""

from __future__ import annotations

import re

# Printable by Unicode category but invisible: joiners, fillers, variation selectors.
_INVISIBLE = (
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# Commands anywhere in a line of a CI log: of GitHub Actions, and of Azure Pipelines.
_LOG_COMMANDS = ("##[", "##vso[")
# A command of GitHub Actions at the start of a line, where wrapping can put any word.
_LINE_COMMAND = re.compile(r"(?<!\S)::")
_SHORT = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}


def escape(text: str) -> str:
    """`text` for one line of output, without control characters and CI log commands."""
    return _LINE_COMMAND.sub(r"\\x3a:", "".join(visible_chars(text)))


def escape_for_ci_log(line: str) -> str:
    """The line unchanged, unless it contains a CI log command: then escaped."""
    # A carriage return ends a line of a log, and leading spaces are ignored.
    starts = any(part.lstrip().startswith("::") for part in re.split(r"[\r\n]", line))
    return escape(line) if starts or any(command in line for command in _LOG_COMMANDS) else line


def visible_chars(text: str) -> list[str]:
    """Each character of `text`, or its escape if it is not visible.

    `::`, a command only at the start of a line, stays.
    """
    parts = list(text)
    if not text.isprintable() or not text.isascii():
        parts = [c if c.isprintable() and not re.match(_INVISIBLE, c) else code(c) for c in parts]
    for command in _LOG_COMMANDS:
        at = text.find(command)
        while at >= 0:
            parts[at] = code("#")
            at = text.find(command, at + 1)
    return parts


def code(char: str) -> str:
    """The escape sequence of a character."""
    number = ord(char)
    if number < 0x100:
        return _SHORT.get(char, f"\\x{number:02x}")
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
