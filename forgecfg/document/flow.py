"""Flow collections and quoted text: the indentation of their lines, and comments in them.

libyaml accepts their lines at any column. Forge's parser requires each line to be indented with
spaces more than the block around it, except that a closing bracket may have the block's column; it
also requires a space before a comment after a quote, a bracket or a comma (verified with npm `yaml`
2.9.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from forgecfg.document.events import YamlError
from forgecfg.document.nodes import Collection, Mapping, Node, Scalar, Sequence, walk

UNINDENTED_LINE = "line of a flow node too far left"
COMMENT_WITHOUT_SPACE = "comment without a space before it"

_COMMENT_AFTER_SIGN = re.compile(r"[\[{,]#")


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


def misplaced_comments(text: str, root: Node | None) -> list[YamlError]:
    """An error for each comment directly after a bracket or comma, which only libyaml accepts."""
    if root is None or not _COMMENT_AFTER_SIGN.search(text):
        return []
    found: list[int] = []
    for node in walk(root):
        if not isinstance(node, Scalar) and node.flow and not node.aliased:
            found += filter(None, (_comment(text, *gap) for gap in _gaps(node)))
    return [YamlError(COMMENT_WITHOUT_SPACE, offset) for offset in found]


def _gaps(node: Collection) -> Iterator[tuple[int, int]]:
    """The start and end of each text between the parts of a flow collection."""
    at = node.start + 1
    for part in node.items if isinstance(node, Sequence) else _keys_and_values(node):
        yield at, part.start
        at = max(at, part.end)
    yield at, node.end


def _keys_and_values(node: Mapping) -> Iterator[Node]:
    for entry in node.entries:
        yield entry.key
        yield entry.value


def _comment(text: str, start: int, end: int) -> int:
    """The 0-based offset of a comment without a space before it, 0 if there is none."""
    while (at := text.find("#", start, end)) >= 0:
        if text[at - 1] in ",[{":
            return at
        start = text.find("\n", at, end)
        if start < 0:
            break
    return 0
