"""Flow collections and quoted text over several lines must be indented for Forge's parser.

libyaml takes their lines at any column; Forge's parser wants each of them further in than the
block around it, in spaces, and allows only a closing bracket at the block's own column (measured
on npm `yaml` 2.9.1). It also wants a space before a comment that follows a quote or a bracket.
"""

from __future__ import annotations

from collections.abc import Iterable

from forgecfg.document.events import YamlError
from forgecfg.document.nodes import Node, Scalar

TOO_FAR_LEFT = "line of a flow node too far left"
TIGHT_COMMENT = "comment without a space before it"


def misplaced_lines(text: str, broad: Iterable[tuple[int, Node]]) -> list[YamlError]:
    """The first line of each given node that stands too far left, if any.

    `broad` pairs each node with the 0-based column of the block around it.
    """
    errors: list[YamlError] = []
    for indent, node in broad:
        at = _first_misplaced(text, indent, node)
        if at is not None:
            errors.append(YamlError(TOO_FAR_LEFT, at, node.start))
    return errors


def _first_misplaced(text: str, indent: int, node: Node) -> int | None:
    quoted = isinstance(node, Scalar)
    line_end = text.find("\n", node.start, node.end)
    while line_end >= 0:
        first = line_end + 1
        while first < node.end and text[first] == " ":
            first += 1
        column = first - line_end - 1
        if column <= indent and not _may_stand(text, first, node, column == indent, quoted):
            return first
        line_end = text.find("\n", first, node.end)
    return None


def _may_stand(text: str, first: int, node: Node, aligned: bool, quoted: bool) -> bool:
    """Whether what begins at `first`, after the spaces of a line, may be so far left.

    `aligned`: it stands at the column of the block around.
    """
    at = first
    while at < node.end and text[at] == "\t":
        at += 1
    char = text[at] if at < node.end else "\n"
    if quoted:
        return char in "\r\n" and at == first
    return char in "\r\n#" or (aligned and at == node.end - 1)
