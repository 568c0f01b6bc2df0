"""What holds for every document, with libyaml and without."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forgecfg.document import events
from forgecfg.document.document import Document, load
from forgecfg.document.nodes import Mapping, Node, Scalar, Sequence, to_data, walk

from .documents import Piece, documents
from .test_hostile import check

MORE = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def read(text: str) -> tuple[Document, Node]:
    document = load(text)
    assert not document.syntax
    assert not document.duplicates
    assert document.root is not None
    return document, document.root


def alike(one: object, other: object) -> bool:
    """Equality that tells true from 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return type(one) is type(other) and one == other


@MORE
@given(documents())
def test_data(piece: Piece) -> None:
    _, root = read(piece.text)
    assert alike(to_data(root), piece.value)


@MORE
@given(documents())
def test_scalars_read_alone_mean_the_same(piece: Piece) -> None:
    document, root = read(piece.text)
    for node in walk(root):
        if not isinstance(node, Scalar):
            continue
        token = document.text[node.start : node.end]
        assert token == token.strip()
        if node.style in ("|", ">"):
            assert token[0] == node.style
            continue
        alone = load(token).root
        assert (alone.value if isinstance(alone, Scalar) else None) == node.value


@MORE
@given(documents())
def test_children_lie_in_their_parents_in_order(piece: Piece) -> None:
    document, root = read(piece.text)
    for node in walk(root):
        children: list[Node] = []
        if isinstance(node, Mapping):
            children = [part for entry in node.entries for part in (entry.key, entry.value)]
        elif isinstance(node, Sequence):
            children = node.items
        at = node.start
        for child in children:
            assert at <= child.start <= child.end <= node.end
            at = child.end
        if not isinstance(node, Scalar) and not node.flow:
            # No comment or blank line behind the last child belongs to the block.
            assert node.end == children[-1].end
            first = document.text[node.start]
            assert (first == "-") is isinstance(node, Sequence)


@MORE
@given(documents())
def test_places_lead_back(piece: Piece) -> None:
    document, root = read(piece.text)
    for node in walk(root):
        span = document.lines.span(node.start, node.end)
        line = document.lines.line(span.line)
        assert document.lines.start(span.line) + span.column - 1 == node.start
        if node.start < node.end:
            assert line[span.column - 1] == document.text[node.start]


Shape = tuple[object, ...]


def shape(node: Node) -> Shape:
    """All that is known of a node."""
    location = (node.start, node.end, node.anchor, node.aliased)
    if isinstance(node, Scalar):
        return (*location, node.value, node.text, node.style)
    if isinstance(node, Sequence):
        return (*location, node.flow, *map(shape, node.items))
    pairs = ((entry.name, shape(entry.key), shape(entry.value)) for entry in node.entries)
    return (*location, node.flow, *pairs)


@settings(MORE, max_examples=60)
@given(documents())
def test_without_libyaml_the_tree_is_the_same(piece: Piece) -> None:
    _, root = read(piece.text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "CParser", None)
        _, other = read(piece.text)
    assert shape(other) == shape(root)


ODD = st.lists(
    st.sampled_from(
        ["a", "b: ", "- ", "? ", ": ", '"', "'", "[", "]", "{", "}", ",", "# c", "&a ", "*a", "!t ",
         "|", ">", "\n", "\n  ", "\n    ", "\t", "  ", "---\n", "...", "%", "@", "`", "a:b", "<<: ",
         "\\", "\r", "\r\n", "\u00e9", "\U0001f600", "\0", "${X}", "\u2028", "\ufeff", "\ud800",
         "=", "<<<<<<< ", "=======\n", ">>>>>>> ", "1", "a: b\n", "- a\n", "\u00a0", "\uff1a"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@settings(MORE, max_examples=500)
@given(ODD)
def test_nothing_raises(text: str) -> None:
    check(load(text))


@settings(MORE, max_examples=200)
@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes) -> None:
    check(load(data))


@settings(MORE, max_examples=150)
@given(ODD)
def test_nothing_raises_without_libyaml(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "CParser", None)
        check(load(text))


@settings(MORE, max_examples=150)
@given(documents(), ODD, st.data())
def test_a_broken_document_still_reads(piece: Piece, odd: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(piece.text)))
    check(load(piece.text[:at] + odd + piece.text[at:]))
