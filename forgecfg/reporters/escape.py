"""Text that others wrote, made safe to show.

A manifest or a file name may hold escape sequences, direction overrides and characters that
nobody sees. They are shown as Python would write them: `\\x1b`, `\\u202e`.
"""

from __future__ import annotations

import re

# Printable by their Unicode category, and yet invisible: joiners, fillers, variation selectors.
# A string: compiling it takes half a millisecond, and most text is ASCII.
_UNSEEN = (
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# CI services obey these anywhere in a line of a log: GitHub the first, Azure Pipelines the second.
_LOG_COMMANDS = ("##[", "##vso[")
# GitHub obeys this at the start of a line, which any word may be once a message is wrapped.
_LINE_COMMAND = re.compile(r"(?<!\S)::")
_SHORT = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}


def escape(text: str) -> str:
    """`text` for one line of output: nothing in it acts on a terminal or a CI log."""
    return _LINE_COMMAND.sub(r"\\x3a:", "".join(shown(text)))


def escape_for_ci_log(line: str) -> str:
    """A line for whoever takes it byte for byte, unless a CI log would obey it: then escaped."""
    # A carriage return ends a line of a log, and spaces in front do not count.
    starts = any(part.lstrip().startswith("::") for part in re.split(r"[\r\n]", line))
    return escape(line) if starts or any(command in line for command in _LOG_COMMANDS) else line


def shown(text: str) -> list[str]:
    """What to show for each character of `text`: itself, or its code where it is not visible.

    Words that are commands at the start of a line only are left as they are.
    """
    parts = list(text)
    if not text.isprintable() or not text.isascii():
        parts = [c if c.isprintable() and not re.match(_UNSEEN, c) else code(c) for c in parts]
    for command in _LOG_COMMANDS:
        at = text.find(command)
        while at >= 0:
            parts[at] = code("#")
            at = text.find(command, at + 1)
    return parts


def code(char: str) -> str:
    """The escape sequence that stands for a character."""
    number = ord(char)
    if number < 0x100:
        return _SHORT.get(char, f"\\x{number:02x}")
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
