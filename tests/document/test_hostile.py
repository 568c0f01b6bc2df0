"""Texts made to hurt: each is read without an exception, in bounded time and depth."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from forgecfg.document.document import Document, load
from forgecfg.document.nodes import walk
from forgecfg.document.syntax.search import MAX_PROBLEMS

MANY = 45_000
# No measure of speed: what is quadratic takes minutes here.
GUARD = 30.0

HOSTILE: dict[str, str | bytes] = {
    "open lists": "[" * MANY,
    "closed lists": "[" * 10_000 + "]" * 10_000,
    "open mappings": "{a: " * MANY,
    "lists on lines": "[\n " * MANY,
    "dashes": "- " * MANY,
    "questions": "? " * MANY,
    "nested keys": "".join(" " * level + "a:\n" for level in range(2_000)),
    "anchors": "".join(f"k{n}: &a{n} v\n" for n in range(MANY)),
    "aliases": "a: &a 1\nb: [" + "*a, " * MANY + "]\n",
    "aliases of nothing": "".join(f"k{n}: *a{n}\n" for n in range(20_000)),
    "large anchor": "a: &a\n" + "  - x\n" * 20_000 + "".join(f"b{n}: *a\n" for n in range(99)),
    "alias chain": "a0: &a0 [x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}]\n" for n in range(500)),
    "duplicate keys": "a: 1\n" * MANY,
    "duplicate flow keys": "{" + "a: 1, " * MANY + "}",
    "duplicate lists as keys": "? [a]\n: 1\n" * 20_000,
    "merge keys": "<<: 1\n" * 20_000,
    "large key in keys": "? " * 90 + "[" + "x, " * MANY + "]\n",
    "long line": "a: " + "x" * 1_000_000,
    "long key": "x" * 1_000_000 + ": 1\n",
    "long quote": 'a: "' + "x y " * 250_000 + '"\n',
    "long slip": "a: " + "x" * 1_000_000 + ": y\n",
    "colons": ":" * 1_000_000,
    "colons and spaces": ": " * 500_000,
    "quotes": '"' * 1_000_001,
    "apostrophes": "'" * 1_000_001,
    "spaces": "a:\n" + " " * 1_000_000 + "@",
    "tabs": "a:\n" + "\t" * 1_000_000 + "b",
    "tabbed lines": "a:\n" + "\tb: 1\n" * MANY,
    "backslashes": 'a: "' + "\\" * 1_000_000,
    "digits": "a: "
    + "1" * 1_000_000
    + "\nb: 0x"
    + "f" * 1_000_000
    + "\n? 0x"
    + "f" * 5000
    + "\n: 1",
    "versions": "%YAML 1.1\n" * MANY + "---\na: 1\n",
    "directives": "%FOO\n" * MANY,
    "documents": "---\n" * MANY,
    "tags": "!a " * MANY,
    "NUL": "\0" * 1_000_000,
    "no UTF-8": b"a\xff" * 500_000,
    "surrogates": "".join(map(chr, range(0xD800, 0xE000))) * 20,
    "private use": "".join(map(chr, range(0xF0000, 0xFFFFE))) + "\1\r\u2028x",
    "returns": "a: 1\r" * MANY,
    "line separators": "a: x\u2028b\n" * 20_000,
    "syntax errors": "a: @\n" * 20_000,
    "sections with errors": "".join(f"k{n}: @\n" for n in range(20_000)),
    "one section of errors": "m:\n" + "".join(f"  k{n}: a: b\n" for n in range(20_000)),
    "last line": "".join(f"k{n}: v\n" for n in range(MANY)) + "x: @\n",
    "unclosed quotes": "m:\n" + "".join(f'  k{n}: "a\n' for n in range(20_000)),
    "unclosed lists": "m:\n" + "".join(f"  k{n}: [a\n" for n in range(20_000)),
    "conflicts": "<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n" * 5_000,
    "half conflicts": "<<<<<<< a\n=======\n" * 50_000 + "x: @\n",
    "zigzag": "".join(" " * (n % 7) + "a: 1\n" for n in range(MANY)),
    "blank lines above": "a:\n" + "\n" * 500_000 + "  b: c\n d: e\n",
    "comments above": "a:\n" + "#\n" * 300_000 + "  b: c\n d: e\n",
    "addresses in a list": "a: [" + "http://x:1/y?z=1, " * 50_000 + "]\n",
    "lines in a list": "a: [\n" + "#\n\n" * MANY + "]\n",
    "tabs behind text": "".join(f"k{n}: |\n  x\n\t\n" for n in range(20_000)),
    "variables": "a: " + "${X}" * MANY + "\n",
    "almost fits": "a: {x:[b]}\n" + "k: v\n" * 5_000,
}


@contextmanager
def guarded() -> Iterator[None]:
    started = time.monotonic()
    yield
    assert time.monotonic() - started < GUARD


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    with guarded():
        document = load(HOSTILE[name])
    check(document)


def check(document: Document) -> None:
    """The promises that hold for every document."""
    length = len(document.text)
    assert len(document.syntax) <= MAX_PROBLEMS
    assert not (document.syntax and document.root is not None)
    for problem in document.syntax:
        assert 0 <= problem.offset <= length
        assert problem.message
        assert "\n" not in problem.message
    if document.root is not None:
        assert all(0 <= node.start <= node.end <= length for node in walk(document.root))


def test_nesting_is_one_finding() -> None:
    for text in (
        "[" * MANY,
        "{a: " * MANY,
        "- " * MANY,
        "".join(" " * n + "a:\n" for n in range(500)),
    ):
        (problem,) = load(text).syntax
        assert problem.message == "nested more than 100 levels deep"


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("a: [" + "x, " * 99_996 + "\n y]\n", None),
        ("a: [" + "x, " * 99_996 + "\n y, z]\n", (2, 5)),
        ("".join(f"k{n}: v\n" for n in range(50_001)), (50_000, 9)),
    ],
)
def test_the_number_of_values_is_limited(text: str, position: tuple[int, int] | None) -> None:
    document = load(text)
    if position is None:
        assert document.root is not None
        assert not document.syntax
        return
    (problem,) = document.syntax
    assert problem.message == "more than 100,000 keys and values"
    assert document.lines.position(problem.offset) == position


def test_syntax_errors_are_limited() -> None:
    assert len(load(HOSTILE["syntax errors"]).syntax) == MAX_PROBLEMS


def test_the_last_line_is_found() -> None:
    document = load(HOSTILE["last line"])
    (problem,) = document.syntax
    assert document.lines.position(problem.offset) == (MANY + 1, 4)


def test_copies_are_limited() -> None:
    text = HOSTILE["large anchor"]
    document = load(text)
    (problem,) = document.syntax
    assert problem.message == "too many aliases of `&a`"


@pytest.mark.parametrize("size", [1_000, 8_000])
def test_nodes_grow_with_the_text_only(size: int) -> None:
    root = load("a:\n" + "  - b: c\n" * size).root
    assert root is not None
    assert sum(1 for _ in walk(root)) == 3 * size + 3
