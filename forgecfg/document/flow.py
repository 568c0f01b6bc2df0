"""The indentation of multiline flow collections and quoted text.

libyaml accepts their lines at any column. Forge's parser requires each line to be indented with
spaces more than the block around it, except that a closing bracket may have the block's column; it
also requires a space between a quote or bracket and a comment (verified with npm `yaml` 2.9.1).
"""

from __future__ import annotations

from collections.abc import Iterable

from forgecfg.document.events import YamlError
from forgecfg.document.nodes import Node, Scalar

UNINDENTED_LINE = "line of a flow node too far left"
COMMENT_WITHOUT_SPACE = "comment without a space before it"


def misplaced_lines(text: str, multiline: Iterable[tuple[int, Node]]) -> list[YamlError]:
    """An error for the first line of each node that is not indented enough.

    `multiline` are pairs of the 0-based column of the block around a node, and the node.
    """
    errors: list[YamlError] = []
    for indent, node in multiline:
        at = _first_misplaced(text, indent, node)
        if at is not None:
            errors.append(YamlError(UNINDENTED_LINE, at, node.start))
    return errors


def _first_misplaced(text: str, indent: int, node: Node) -> int | None:
    quoted = isinstance(node, Scalar)
    line_end = text.find("\n", node.start, node.end)
    while line_end >= 0:
        first = line_end + 1
        while first < node.end and text[first] == " ":
            first += 1
        column = first - line_end - 1
        if column <= indent and not _is_allowed(text, first, node, column == indent, quoted):
            return first
        line_end = text.find("\n", first, node.end)
    return None


def _is_allowed(text: str, first: int, node: Node, aligned: bool, quoted: bool) -> bool:
    """Whether Forge accepts a line whose text starts at `first`, although it is not indented.

    `aligned`: its column is that of the block around it.
    """
    at = first
    while at < node.end and text[at] == "\t":
        at += 1
    char = text[at] if at < node.end else "\n"
    if quoted:
        return char in "\r\n" and at == first
    return char in "\r\n#" or (aligned and at == node.end - 1)
