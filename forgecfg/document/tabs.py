"""Lines of only tabs, which Forge's parser sometimes rejects.

It rejects them after a key without a value, and within or after a block scalar if they are left
of its text (verified with npm `yaml` 2.9.1). libyaml accepts some of these.
"""

from __future__ import annotations

import re

from forgecfg.document.events import YamlError
from forgecfg.document.nodes import Mapping, Node, Scalar, walk

BLANK_TAB = "a line of nothing but tabs"

_TABBED = re.compile(r"^[ ]*\t[ \t]*\r?$", re.MULTILINE)
_AFTER_EMPTY = re.compile(r"[ \t]*(?:#[^\n]*)?\r?\n(?:[ ]*\r?\n)*[ ]*(?=\t[ \t]*\r?(?:\n|\Z))")
_NOTHING_MORE = re.compile(r"\s*\n\Z")
_BLANK_LINES = re.compile(r"(?:\r?\n[ \t]*(?=\r?\n|\Z))*")
_FIRST_TEXT = re.compile(r"\n([ ]*)(?=[^\s])")


def misplaced_tabs(text: str, root: Node | None) -> list[YamlError]:
    """An error for each line of only tabs that Forge's parser rejects; `root` is the tree."""
    if "\t" not in text or root is None or not _TABBED.search(text):
        return []
    errors: list[YamlError] = []
    for node in walk(root):
        if isinstance(node, Mapping) and not node.flow and not node.aliased:
            for entry in node.entries:
                _check_empty(text, entry.value, errors)
        elif isinstance(node, Scalar) and node.style in ("|", ">") and not node.aliased:
            _check_block(text, node, errors)
    return errors


def _check_empty(text: str, value: Node, errors: list[YamlError]) -> None:
    match = _AFTER_EMPTY.match(text, value.end) if value.start == value.end else None
    # Such a line is accepted at the very end of a file.
    if match is not None and not _NOTHING_MORE.match(text, match.end()):
        errors.append(YamlError(BLANK_TAB, match.end()))


def _check_block(text: str, node: Scalar, errors: list[YamlError]) -> None:
    blank = _BLANK_LINES.match(text, node.end)
    end = blank.end() if blank else node.end
    first = _FIRST_TEXT.search(text, node.start, end)
    if first is None:
        return
    for match in _TABBED.finditer(text, node.start, end):
        if text.find("\t", match.start()) - match.start() < len(first.group(1)):
            errors.append(YamlError(BLANK_TAB, match.start()))
            return
