"""Parsing of a text with the available parsers, as close to Forge's parser as possible."""

from __future__ import annotations

import re

from forgecfg.document.events import LimitError, YamlError
from forgecfg.document.flow import misplaced_comments, misplaced_lines
from forgecfg.document.nodes import Node, Scalar, walk
from forgecfg.document.sanitizer import Sanitizer
from forgecfg.document.tabs import misplaced_tabs
from forgecfg.document.tree import Tree, build

# ruamel's own parser accepts some rare syntax that libyaml rejects, but is 25 times slower.
MAX_PURE = 64 * 1024

BARE_RETURN = "a bare carriage return after a colon"
# Forge's parser reads CR as text, but after `:` as a space, and then fails.
_COLON_RETURN = re.compile(r":\r(?!\n)")

# libyaml ends the name of an anchor at `:`, Forge's parser does not.
_ANCHOR_COLON = re.compile(r"(?<![^\s\[{,])&[\w-]+:(?![\s,\]}]|$)")


def read(text: str) -> Tree:
    """The tree of a text; its `problems` are the errors that did not stop the parser.

    Raises YamlError for the first error that stopped it.
    """
    tree = _attempts(text)
    tree.problems.extend(misplaced_lines(text, tree.multiline))
    tree.problems.extend(misplaced_comments(text, tree.root))
    tree.problems.extend(misplaced_tabs(text, tree.root))
    if _COLON_RETURN.search(text) and tree.root is not None:
        tree.problems.extend(_bare_returns(text, tree.root))
    tree.problems.sort(key=lambda error: error.offset)
    return tree


def _attempts(text: str) -> Tree:
    sanitizer = Sanitizer(text)
    if sanitizer.differs():
        sanitizer.loosen()
    short = len(text) <= MAX_PURE
    try:
        return build(
            text, sanitizer, pure=short and "&" in text and bool(_ANCHOR_COLON.search(text))
        )
    except LimitError:
        raise
    except YamlError as error:
        rejection = error
    if sanitizer.loosen():
        try:
            return build(text, sanitizer)
        except YamlError as error:
            rejection = error
    if short:
        sanitizer.loosen(pure=True)
        try:
            return build(text, sanitizer, pure=True)
        except YamlError:
            pass
    raise rejection


def _bare_returns(text: str, root: Node) -> list[YamlError]:
    """An error for each plain scalar with a colon before a bare carriage return."""
    return [
        YamlError(BARE_RETURN, text.find(":\r", node.start) + 1)
        for node in walk(root)
        if isinstance(node, Scalar) and not node.style and _COLON_RETURN.search(node.text)
    ]
