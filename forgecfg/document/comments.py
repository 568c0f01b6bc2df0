"""Comments of a manifest, found by line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.document.nodes import Node, Scalar, walk


class Comment(NamedTuple):
    """A comment: 0-based offset of its `#`, text without line break, alone on its line or not."""

    start: int
    text: str
    alone: bool


def find_comments(text: str, root: Node | None, needle: str) -> Iterator[Comment]:
    """The comments that contain `needle`, in order. A `#` inside a scalar starts no comment."""
    if needle not in text:
        return
    nodes = walk(root) if root is not None else iter(())
    scalars = sorted((n.start, n.end) for n in nodes if isinstance(n, Scalar) and not n.aliased)
    at = text.find("#")
    while at >= 0:
        index = bisect_right(scalars, (at, len(text)))
        if index and at < scalars[index - 1][1]:
            at = text.find("#", scalars[index - 1][1])
        elif at and not text[at - 1].isspace():
            at = text.find("#", at + 1)
        else:
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            comment = text[at:end].rstrip()
            if needle in comment:
                line_start = text.rfind("\n", 0, at) + 1
                yield Comment(at, comment, not text[line_start:at].strip())
            at = text.find("#", end)
