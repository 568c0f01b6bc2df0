"""Parents and positions in a syntax tree are those of tree-sitter, up to a depth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("tree_sitter")

from forgecfg.source.grammar import parse
from forgecfg.source.parents import Parents

if TYPE_CHECKING:
    from tree_sitter import Node

CODE = """\
import api, { route } from '@forge/api';
export class A extends B { static c = 1; async d({ e, f = 2 }, ...g) { return `x${e}y`; } }
const h = (i) => ({ i, j: [1, , 2], k() {} }), l = <M n={o} {...p}>q<r.s /></M>;
for (const t of u) { if (v) w(); else x?.y?.(z) ?? !a; } // comment
label: try { throw b as any; } catch (c) { switch (d) { case 1: break; default: } } finally {}
"""
WIDE = "".join(f"f{i}({{ a: {i} }}); /* c */\n" for i in range(150))
BROKEN = "const a = (b, => { f( ; } ]\n`${"
DEEP = "f(" * 1_000 + "a" + ")" * 1_000


def below(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from below(child)


@pytest.mark.parametrize(
    "code", [CODE, WIDE, BROKEN, CODE + BROKEN], ids=["code", "wide", "broken", "both"]
)
def test_parents_are_those_of_the_parser(code: str) -> None:
    root = parse("a.tsx", code.encode()).root_node
    parents = Parents(lambda: root)
    nodes = [*below(root)]
    assert len(nodes) > 10
    for node in nodes:
        parent = parents.of(node)
        assert parent is not None
        assert parent == node.parent
        assert not parents.is_deep(node)
    assert parents.of(root) is None


@pytest.mark.parametrize("code", [CODE, WIDE, BROKEN], ids=["code", "wide", "broken"])
def test_the_smallest_node_is_that_of_the_parser(code: str) -> None:
    root = parse("a.tsx", code.encode()).root_node
    parents = Parents(lambda: root)
    for node in below(root):
        if node.end_byte > node.start_byte:
            found = parents.smallest(node.start_byte, node.end_byte)
            expected = root.descendant_for_byte_range(node.start_byte, node.end_byte)
            assert found is not None
            assert expected is not None
            assert (found.start_byte, found.end_byte) == (expected.start_byte, expected.end_byte)


def test_what_is_too_deep_has_no_parent() -> None:
    root = parse("a.js", DEEP.encode()).root_node
    parents = Parents(lambda: root)
    at = DEEP.index("a")
    node = root.descendant_for_byte_range(at, at + 1)
    assert node is not None
    assert parents.of(node) is None
    assert parents.is_deep(node)
    assert parents.deep_until(at) > at
    assert not parents.deep_until(0)
    assert parents.smallest(at, at + 1) is None
