"""One reading of a text, as close to Forge's parser as the parsers at hand allow."""

from __future__ import annotations

import re

from forgecfg.document.events import LimitError, YamlError
from forgecfg.document.flow import misplaced_lines
from forgecfg.document.nodes import Node, Scalar, walk
from forgecfg.document.shield import Sanitizer
from forgecfg.document.tabs import misplaced_tabs
from forgecfg.document.tree import Tree, build

# ruamel's own parser takes a few rare things that libyaml refuses, 25 times slower.
MAX_PURE = 64 * 1024

BARE_RETURN = "a bare carriage return after a colon"
# Forge's parser takes CR as content of a text, but as a space after `:`, and then gives up.
_COLON_RETURN = re.compile(r":\r(?!\n)")

# libyaml ends the name of an anchor at `:`, Forge's parser does not.
_ANCHOR_COLON = re.compile(r"(?<![^\s\[{,])&[\w-]+:(?![\s,\]}]|$)")


def read(text: str) -> Tree:
    """The tree of a text, with all errors among its `faults` that let the parser go on.

    Raises YamlError at the first error that does not.
    """
    tree = _attempts(text)
    tree.problems.extend(misplaced_lines(text, tree.broad))
    tree.problems.extend(misplaced_tabs(text, tree.root))
    if _COLON_RETURN.search(text) and tree.root is not None:
        tree.problems.extend(_bare_returns(text, tree.root))
    tree.problems.sort(key=lambda error: error.offset)
    return tree


def _attempts(text: str) -> Tree:
    shield = Sanitizer(text)
    short = len(text) <= MAX_PURE
    try:
        return build(text, shield, pure=short and "&" in text and bool(_ANCHOR_COLON.search(text)))
    except LimitError:
        raise
    except YamlError as error:
        refusal = error
    if shield.relax():
        try:
            return build(text, shield)
        except YamlError as error:
            refusal = error
    if short:
        try:
            return build(text, shield, pure=True)
        except YamlError:
            pass
    raise refusal


def _bare_returns(text: str, root: Node) -> list[YamlError]:
    """The plain scalars that hold a colon with a bare carriage return behind it."""
    return [
        YamlError(BARE_RETURN, text.find(":\r", node.start) + 1)
        for node in walk(root)
        if isinstance(node, Scalar) and not node.style and _COLON_RETURN.search(node.text)
    ]
