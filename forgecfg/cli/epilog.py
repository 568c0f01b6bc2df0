"""The examples at the end of each `--help`."""

from __future__ import annotations


def epilog(examples: str) -> str:
    """The end of a help text. `examples` are indented lines, one command each."""
    # Click keeps the line breaks of a paragraph that starts with this character.
    return f"\b\nExamples:\n{examples.strip(chr(10))}"
