"""Anchors and aliases, with the limits of Forge's parser."""

from __future__ import annotations

from itertools import pairwise

import pytest

from forgecfg.document.cursor import Cursor
from forgecfg.document.document import load
from forgecfg.document.nodes import to_data, walk

from .manifest import data_of, locations


def test_an_alias_is_a_copy_at_its_own_place() -> None:
    document = load("a: &x\n  - b: 1\nc: [ *x ]\n")
    assert document.root is not None
    assert to_data(document.root) == {"a": [{"b": 1}], "c": [[{"b": 1}]]}
    copy = Cursor(document.root).at("c")
    assert copy is not None
    (item,) = copy.items()
    assert document.text[item.node.start : item.node.end] == "*x"
    for node in walk(item.node):
        assert node.aliased
        assert (node.start, node.end) == (item.node.start, item.node.end)


def test_anchor_names_are_kept() -> None:
    document = load("a: &x.y !t 1\nb: &list\n  - 2\n")
    cursor = Cursor(document.root) if document.root is not None else None
    assert cursor is not None
    anchors = [location.node.anchor for _, location in cursor.entries()]
    starts = [document.lines.position(location.node.start) for _, location in cursor.entries()]
    assert anchors == ["x.y", "list"]
    assert starts == [(1, 12), (3, 3)]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: &x 1\nb: &x 2\nc: *x\n", {"a": 1, "b": 2, "c": 2}),
        ("a: &x\nb: *x\n", {"a": None, "b": None}),
        ("a: &b.c d\ne: *b.c\n", {"a": "d", "e": "d"}),
        ("&a a: 1\nb: *a\n", {"a": 1, "b": "a"}),
        ("a: &x [1, &x 2, *x]\nb: *x\n", {"a": [1, 2, 2], "b": 2}),
        (
            "a: &x {b: 1}\nc: &y {d: *x}\ne: *y\n",
            {"a": {"b": 1}, "c": {"d": {"b": 1}}, "e": {"d": {"b": 1}}},
        ),
    ],
)
def test_values(text: str, data: object) -> None:
    assert data_of(text) == data


@pytest.mark.parametrize("value", ["[1]", "s", "{k: v}"])
def test_ninety_nine_uses_are_fine_and_a_hundred_are_not(value: str) -> None:
    head = f"a: &x {value}\n"
    uses = [f"b{n}: *x\n" for n in range(100)]
    assert not load(head + "".join(uses[:99])).syntax
    assert locations(load(head + "".join(uses))) == [(101, 6, "too many aliases of `&x`")]


def test_uses_multiply() -> None:
    head = "a: &x [1]\nb: &y [" + ", ".join(["*x"] * 9) + "]\n"
    assert not load(head + "".join(f"c{n}: *y\n" for n in range(9))).syntax
    found = locations(load(head + "".join(f"c{n}: *y\n" for n in range(10))))
    assert found == [(12, 5, "too many aliases of `&y`")]


def test_a_bomb_is_one_finding() -> None:
    names = "abcdefghi"
    text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for before, name in pairwise(names):
        text += f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    (found,) = locations(load(text))
    assert found[2].startswith("too many aliases")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: *y\n", (1, 4, "undefined alias `*y`")),
        ("a: *y\nb: &y 1\n", (1, 4, "undefined alias `*y`")),
        ("a: &x {b: *x}\n", (1, 11, "alias `*x` is inside its own anchor")),
        ("a: &x\n  - *x\n", (2, 5, "alias `*x` is inside its own anchor")),
        ("*a : 1\n", (1, 1, "undefined alias `*a`")),
    ],
)
def test_aliases_of_nothing(text: str, expected: tuple[int, int, str]) -> None:
    document = load(text)
    assert locations(document) == [expected]
    assert document.root is None
    assert not document.readable


def test_each_alias_of_nothing_is_reported() -> None:
    found = locations(load("a: *x\nb: [*y, &z 1, *z]\nc: *x\n"))
    assert [location[:2] for location in found] == [(1, 4), (2, 5), (3, 4)]
