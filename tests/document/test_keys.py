"""Mapping keys: names, duplicates, merge keys."""

from __future__ import annotations

import pytest

from forgecfg.document.document import load
from forgecfg.document.nodes import Mapping, to_data

from .manifest import data_of


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("a", "a"),
        ("'a b'", "a b"),
        ("1", "1"),
        ("0x1F", "31"),
        ("1e3", "1000"),
        ("1.50", "1.5"),
        ("-0", "0"),
        ("true", "true"),
        ("~", ""),
        ("null", ""),
        ("yes", "yes"),
        ("[a]", "[a]"),
        ("{ b: 1 }", "{ b: 1 }"),
        ("a\u00e9", "a\u00e9"),
    ],
)
def test_names_are_strings(written: str, name: str) -> None:
    assert data_of(f"{written}: x\n") == {name: "x"}
    assert data_of(f"? {written}\n: x\n") == {name: "x"}


@pytest.mark.parametrize(
    ("text", "path", "line", "column"),
    [
        ("a: 1\na: 2\n", ("a",), 2, 1),
        ("a: 1\n'a': 2\n", ("a",), 2, 1),
        ('a: {b: 1, "b": 2}\n', ("a", "b"), 1, 11),
        ("x:\n  - y: 1\n  - y: 1\n    z: 2\n    y: 3\n", ("x", 1, "y"), 5, 5),
        ("1: a\n1.0: b\n", ("1",), 2, 1),
        ("~: 1\nnull: 2\n", ("",), 2, 1),
        ("<<: 1\n<<: 2\n", ("<<",), 2, 1),
    ],
)
def test_repeated(text: str, path: tuple[str | int, ...], line: int, column: int) -> None:
    document = load(text)
    (duplicates,) = document.duplicates
    assert duplicates.path == path
    assert duplicates.name == path[-1]
    assert document.lines.position(duplicates.duplicate.start) == (line, column)
    assert duplicates.first.start < duplicates.duplicate.start


def test_three_times_is_two_too_many() -> None:
    document = load("a: 1\nb: 0\na: 2\na: 3\n")
    assert [document.lines.position(r.duplicate.start)[0] for r in document.duplicates] == [3, 4]
    assert {r.first.start for r in document.duplicates} == {0}


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ('1: a\n"1": b\n', {"1": "b"}),
        ('"1": a\n1: b\n', {"1": "b"}),
        ('true: 1\n"true": 2\n', {"true": 2}),
        ("~: 1\n'': 2\n", {"": 2}),
        ("&a a: 1\n*a : 2\n", {"a": 2}),
    ],
)
def test_different_keys_of_one_name_overwrite(text: str, data: object) -> None:
    document = load(text)
    assert not document.duplicates
    assert isinstance(document.root, Mapping)
    assert to_data(document.root) == data
    assert len(document.root.entries) == 1


def test_collections_as_keys_are_never_duplicates() -> None:
    assert not load("? [a]\n: 1\n? [a]\n: 2\n").duplicates


def test_the_first_duplicate_counts() -> None:
    document = load("a: 1\na: 2\n")
    assert isinstance(document.root, Mapping)
    assert to_data(document.root) == {"a": 1}
    entry = document.root.get("a")
    assert entry is not None
    assert entry.key.start == 0


def test_merge_keys_are_ordinary_keys() -> None:
    document = load("a: &x {b: 1}\nc:\n  - <<: *x\n    d: 2\n")
    assert document.root is not None
    assert to_data(document.root) == {"a": {"b": 1}, "c": [{"<<": {"b": 1}, "d": 2}]}
    (merge,) = document.merge_keys
    assert merge.path == ("c", 0, "<<")
    assert document.lines.position(merge.key.start) == (3, 5)


def test_a_quoted_merge_key_means_nothing() -> None:
    assert not load("'<<': {b: 1}\n").merge_keys
