"""Every node has its position: exact tokens, 1-based lines and columns in characters."""

from __future__ import annotations

import pytest

from forgecfg.document.cursor import Cursor
from forgecfg.document.document import load
from forgecfg.document.lines import LineIndex
from forgecfg.document.nodes import Mapping, Node, Scalar, Sequence, kind_of, walk


def at(text: str, *path: str | int) -> Node:
    document = load(text)
    assert document.root is not None
    location: Cursor | None = Cursor(document.root)
    for part in path:
        assert location is not None
        location = location.item(part) if isinstance(part, int) else location.get(part)
    assert location is not None
    return location.node


@pytest.mark.parametrize(
    ("text", "path", "token"),
    [
        ("a: b # c\n", ("a",), "b"),
        ("a: b c  \n", ("a",), "b c"),
        ("a: 'b c' # d\n", ("a",), "'b c'"),
        ('a: "b\\"c"\n', ("a",), '"b\\"c"'),
        ("a: b\n  c\n", ("a",), "b\n  c"),
        ("a: &x b\n", ("a",), "b"),
        ("a: !t &x b\n", ("a",), "b"),
        ("a: &x !t\n  b\n", ("a",), "b"),
        ("a: &x # c\n  b\n", ("a",), "b"),
        ("a: !!str 1\n", ("a",), "1"),
        ("a: [b, 'c']\n", ("a",), "[b, 'c']"),
        ("a: [b, 'c']\n", ("a", 1), "'c'"),
        ("a: &x [b]\n", ("a",), "[b]"),
        ("a: &x[b]\n", ("a",), "[b]"),
        ("a: {b: {c: d}}\n", ("a", "b"), "{c: d}"),
        ("a: [\n  b,\n]\n", ("a",), "[\n  b,\n]"),
        ("a: [b: c]\n", ("a", 0), "b: c"),
        ("a: |\n  x\n  y\n\n\nb: 1\n", ("a",), "|\n  x\n  y"),
        ("a: >-  # c\n  x\n# d\n", ("a",), ">-  # c\n  x"),
        ("a: |+\n  x\n\n", ("a",), "|+\n  x"),
        ("a: |", ("a",), "|"),
        ("a:\n  b: c\n\n  # d\ne: f\n", ("a",), "b: c"),
        ("a:\n  b: c\n  d:\n  # e\n\n", ("a",), "b: c\n  d:"),
        ("a:\n- b\n- c # d\n# e\nf: g\n", ("a",), "- b\n- c"),
        ("a:\n  - b:\n      - c\n  # d\n  - e\n", ("a", 0), "b:\n      - c"),
        ("a:\n  - - b\n    - c\n", ("a", 0), "- b\n    - c"),
        ("# x\n\na: 1\n# y\n", (), "a: 1"),
        ("---\n- a\n...\n", (), "- a"),
        ("a: &x\n  b: c\n", ("a",), "b: c"),
        ("a: 1\nb: \U0001f600x\n", ("b",), "\U0001f600x"),
        ("a: b", ("a",), "b"),
        ("a: &x\nb: 1\n", ("a",), "&x"),
        ("a: !!null # c\nb: 1\n", ("a",), "!!null"),
        ("a: ...x\r\nb: c\r\n", ("a",), "...x"),
    ],
)
def test_tokens(text: str, path: tuple[str | int, ...], token: str) -> None:
    node = at(text, *path)
    assert text[node.start : node.end] == token
    assert not node.aliased


@pytest.mark.parametrize(
    ("text", "path", "offset"),
    [
        ("a:\n", ("a",), 2),
        ("a:   # c\nb: 1\n", ("a",), 2),
        ("a :\n", ("a",), 3),
        ("'a: b':\n", ("a: b",), 7),
        ("- \n- # c\n- x\n", (0,), 1),
        ("- \n- # c\n- x\n", (1,), 4),
        ("- \n# - c\n-\n", (1,), 10),
        ("a:\n- x\n-\n", ("a", 1), 8),
        ("{a: , b: }\n", ("a",), 3),
        ("{a, b}\n", ("a",), 2),
        ("? a\n", ("a",), 3),
        ("a:", ("a",), 2),
    ],
)
def test_what_is_written_as_nothing(text: str, path: tuple[str | int, ...], offset: int) -> None:
    node = at(text, *path)
    assert isinstance(node, Scalar)
    assert node.value is None
    assert (node.start, node.end) == (offset, offset)


def test_keys() -> None:
    text = "'a' : 1\n? b\n: 2\n&x c: 3\n"
    root = at(text)
    assert isinstance(root, Mapping)
    keys = [text[entry.key.start : entry.key.end] for entry in root.entries]
    assert keys == ["'a'", "b", "c"]


@pytest.mark.parametrize("head", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_columns_count_characters(head: str, line_end: str) -> None:
    flow = "[\u0301x, \U0001f468\u200d\U0001f469, b]"
    source = f"{head}# \U0001f600{line_end}\U0001f600\u00e9: {flow}{line_end}"
    document = load(source.encode())
    assert document.root is not None
    values = [node for node in walk(document.root) if isinstance(node, Scalar)]
    found = sorted(document.lines.position(node.start) for node in values)
    assert found == [(2, 1), (2, 6), (2, 10), (2, 15)]


def test_flow_and_style() -> None:
    text = "a: [x]\nb:\n  - 'x'\nc: {d: |\n   x\n"
    root = at(text.replace("{d: |\n   x", "\n  d: |\n   x"))
    assert isinstance(root, Mapping)
    assert not root.flow
    first, second, third = (entry.value for entry in root.entries)
    assert isinstance(first, Sequence)
    assert first.flow
    assert isinstance(second, Sequence)
    assert not second.flow
    assert [n.style for n in walk(third) if isinstance(n, Scalar)] == ["|", ""]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("x", "a string"),
        ("''", "a string"),
        ("1", "a number"),
        ("1.5", "a number"),
        ("true", "a boolean"),
        ("", "empty"),
        ("~", "empty"),
        ("[]", "a list"),
        ("{}", "a mapping"),
    ],
)
def test_kinds(value: str, kind: str) -> None:
    assert kind_of(at(f"a: {value}\n", "a")) == kind


def test_lines() -> None:
    lines = LineIndex("ab\r\n\nc\u2028d\re")
    assert len(lines) == 3
    assert [lines.line(number) for number in (1, 2, 3)] == ["ab", "", "c\u2028d\re"]
    assert [lines.start(number) for number in (1, 2, 3)] == [0, 4, 5]
    assert [lines.position(offset) for offset in (0, 2, 3, 4, 5, 10)] == [
        (1, 1),
        (1, 3),
        (1, 4),
        (2, 1),
        (3, 1),
        (3, 6),
    ]
    assert lines.position(99) == (3, 6)
    assert lines.position(-1) == (1, 1)
    span = lines.span(5, 2)
    assert (span.start, span.end, span.line, span.end_column) == (5, 5, 3, 1)
    assert LineIndex("").position(0) == (1, 1)
    assert LineIndex("").line(1) == ""
    assert LineIndex("a\n").line(2) == ""


def test_cursors_tolerate_anything() -> None:
    document = load("a: [1, {b: }]\nc: x\n")
    assert document.root is not None
    root = Cursor(document.root)
    assert root.at("a", "b") is None
    assert root.at("c", "d", "e") is None
    listed = root.get("a")
    assert listed is not None
    items = list(listed.items())
    assert [item.path for item in items] == [("a", 0), ("a", 1)]
    empty = items[1].get("b")
    assert empty is not None
    assert empty.is_null
    assert empty.token is empty.key
    assert empty.key_or_node is empty.key
    assert items[0].key_or_node is items[0].node
    assert list(items[0].items()) == []
    assert list(items[0].entries()) == []
    assert items[0].text is None
    assert items[0].value == 1
    assert items[1].value is None
