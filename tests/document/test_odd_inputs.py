"""Odd inputs: what Forge's parser takes and what it refuses (measured), and where."""

from __future__ import annotations

import codecs

import pytest

from forgecfg.document.document import load
from forgecfg.document.limits import FORGE_SIZE_LIMIT, SAFETY_SIZE_LIMIT
from forgecfg.document.nodes import Scalar, to_data

from .manifest import MANIFEST, data_of, locations

ACCEPTED: dict[str, tuple[str, object]] = {
    "empty": ("", None),
    "spaces": ("  \n \n", None),
    "comment": ("# c\n", None),
    "null": ("~\n", None),
    "false": ("false\n", False),
    "list": ("- a\n", ["a"]),
    "start mark": ("---\na: 1\n", {"a": 1}),
    "end mark": ("a: 1\n...\n", {"a": 1}),
    "end mark and comment": ("a: 1\n... # c\n", {"a": 1}),
    "crlf": ("a: 1\r\nb:\r\n  - c\r\n", {"a": 1, "b": ["c"]}),
    "crlf in text": ("a: |\r\n  x\r\n  y\r\n", {"a": "x\ny\n"}),
    "bom": ("\ufeffa: 1\n", {"a": 1}),
    "no line end": ("a: b", {"a": "b"}),
    "block text without a line end": ("a: |\n  x", {"a": "x\n"}),
    "long key": ("x" * 1024 + ": 1\n", {"x" * 1024: 1}),
    "tab after colon": ("a:\tb\n", {"a": "b"}),
    "tab before comment": ("a: b\t# c\n", {"a": "b"}),
    "tab and comment": ("\t# c\na: 1\n", {"a": 1}),
    "tab on a blank line": ("a:\n\t\n  b: 1\n", {"a": {"b": 1}}),
    "tab between items": ("a:\n  - 1\n\t\n  - 2\n", {"a": [1, 2]}),
    "tab between keys": ("a: 1\n\t\nb: 2\n", {"a": 1, "b": 2}),
    "tab at the end": ("a: 1\n\t\n", {"a": 1}),
    "tab at the end, no value": ("a:\n\t\n", {"a": None}),
    "tab after a dash": ("- \tb\n", ["b"]),
    "tab right after a dash": ("-\t[b]\n-\tc\n", [["b"], "c"]),
    "tab before quotes with a colon": ('- -\t"b: c"\n', [["b: c"]]),
    "tab before a comment with a colon": ("- -\tb # c: d\n", [["b"]]),
    "tab before a surrogate pair": ('a:\t"\\ud83d\\ude00"\n', {"a": "\U0001f600"}),
    "surrogate pair and tab after a quoted key": (
        '"b":\t\na: "\\ud83d\\ude00"\n',
        {"a": "\U0001f600", "b": None},
    ),
    "surrogate pair and tab before a comment": (
        'a: "\\ud83d\\ude00"\nb: x\t# c\n',
        {"a": "\U0001f600", "b": "x"},
    ),
    "prefix of a tag with colons, and a tab": (
        "%TAG !e! tag:e:\n---\na: &b []\n  \nc: 1\n\t\n",
        {"a": [], "c": 1},
    ),
    "comment signs in a comment": ("a: [b, # c,#d [#\n  d]\n", {"a": ["b", "d"]}),
    "comment signs in text": ("a: [\"b,#c\", 'd[#e', x]\n", {"a": ["b,#c", "d[#e", "x"]}),
    "question mark at the start of a flow value": (
        "a: [?b, {?c: d}]\n",
        {"a": ["?b", {"?c": "d"}]},
    ),
    "tab after a question mark": ("?\tb\n", {"b": None}),
    "tab in front of text": ("a: |\n  \tb\n", {"a": "\tb\n"}),
    "tab in brackets": ("a: [b,\n \tc]\n", {"a": ["b", "c"]}),
    "tab before a bracket": ("a: [\n\t]\n", {"a": []}),
    "tab in quotes": ("a: 'x\n \ty'\n", {"a": "x y"}),
    "brackets at the key": ("a: [\n  b\n]\n", {"a": ["b"]}),
    "comment in brackets": ("a: [\n# c\n  b]\n", {"a": ["b"]}),
    "brackets in a flush list": ("a:\n- [\n  b\n]\n", {"a": [["b"]]}),
    "json": ('{\n"a": {"b": [1, 2]},\n"c": "d"\n}\n', {"a": {"b": [1, 2]}, "c": "d"}),
    "return in quotes": ("a: 'x\r\ry'\n", {"a": "x\r\ry"}),
    "return in a comment": ("# x\ry\na: 1\n", {"a": 1}),
    "return in text": ("a: x\ry\nb: 1\n", {"a": "x\ry", "b": 1}),
    "double return": ("a: x\r\r\n", {"a": "x\r"}),
    "next line": ("a: x\u0085y\u0085\n", {"a": "x\u0085y\u0085"}),
    "non-breaking space": ("a:\u00a0b\n", "a:\u00a0b"),
    "explicit key": ("? a\n: b\n", {"a": "b"}),
    "flush list": ("a:\n- b\nc: d\n", {"a": ["b"], "c": "d"}),
    "key on several lines of brackets": ("{a?: 1, [b]: 2}\n", {"a?": 1, "[b]": 2}),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted(name: str) -> None:
    text, data = ACCEPTED[name]
    assert data_of(text) == data


REFUSED: dict[str, tuple[str, int, int, str]] = {
    "end of no document": ("...\n", 1, 1, "unexpected `...`"),
    "tab as indent": ("a:\n\tb: 1\n", 2, 1, "tab used for indentation"),
    "tab after spaces": ("a:\n  b: 1\n \tc: 2\n", 3, 2, "tab used for indentation"),
    "tab in brackets": ("a: [b,\n\tc]\n", 2, 1, "tab used for indentation inside b"),
    "tab in quotes": ("a: 'x\n\ty'\n", 2, 1, "tab used for indentation inside q"),
    "line of a tab in quotes": ("a: 'x\n\t\n y'\n", 2, 1, "tab used for indentation inside"),
    "tab before a key in an item": ("-\ta: 1\n", 1, 2, "tab between"),
    "tab before a key with a comment mark": ("-\ta#b: 1\n", 1, 2, "tab between"),
    "directive with a bad version": ("%YAML 1,2\n---\na: 1\n", 1, 1, "invalid version"),
    "directive without a version": ("# c\n%YAML # 1.2\n---\na: 1\n", 2, 1, "invalid version"),
    "comment after a comma": ("a: [b,#c\n  d]\n", 1, 7, "missing space before the comment"),
    "comment after a bracket": ("a: {b: [#c\n  d]}\n", 1, 9, "missing space before the comment"),
    "tab before an item in an item": ("-\t- a\n", 1, 2, "tab between"),
    "tab after a key without value": ("a: \t\n\t\nb: 1\n", 2, 1, "line contains only tabs"),
    "tab behind block text": ("a: |\n  x\n\t\nb: 1\n", 3, 1, "line contains only tabs"),
    "tab in block text": ("a: |\n  x\n\ty\n", 3, 1, "tab used for indentation"),
    "returns only": ("app:\r  id: 1\r", 1, 5, "bare carriage return"),
    "return after a colon": ("a:\r  b: 1\n", 1, 3, "bare carriage return"),
    "quote too far left": ('a: "x\nb"\n', 2, 1, "line inside quotes"),
    "quote that looks like a key": ('a: "x\nb: y"\n', 1, 4, "unterminated string"),
    "quote as far as its key": ("a:\n  b: 'x\n  y'\n", 3, 3, "line inside quotes"),
    "brackets too far left": ("a:\n  b: [\n  1,\n  ]\n", 3, 3, "line inside brackets"),
    "bracket left of its item": ("- - [\n ]\n", 2, 2, "line inside brackets"),
    "long key": ("x" * 1025 + ": 1\n", 1, 1, "key is longer than 1024 characters"),
    "long key below": ("a: 1\n" + "x" * 1025 + ": 1\n", 2, 1, "key is longer than 1024"),
    "two colons for one key": ("a:\n  : b:\n    c: d\n", 2, 3, "missing key before `:`"),
    "anchor for a key": ("a:\n  b: c\n  &d: e\n", 3, 3, "a key cannot start with `&`"),
    "comment at a quote": ("a: 'b'# c\n", 1, 7, "missing space before the comment"),
    "comment at a bracket": ("a: [b]# c\n", 1, 7, "missing space before the comment"),
    "comment at a bar": ("a: |# c\n x\n", 1, 5, "missing space before the comment"),
    "directive alone": ("%YAML 1.1\na: yes\n", 1, 1, "missing `---` after a `%` line"),
    "comma alone": ("a: [,]\n", 1, 5, "unexpected `,`"),
    "two commas": ("a: [1,,2]\n", 1, 7, "unexpected `,`"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    text, line, column, message = REFUSED[name]
    (found,) = locations(load(text))
    assert found[:2] == (line, column)
    assert found[2].startswith(message)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\n---\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
        ("a: 1\n...\nb: 2\n", 3),
        ("---\n---\na: 1\n", 2),
        ("# c\n---\na: 1\n--- # d\n", 4),
        ("a: 1\n---\n@", 2),
    ],
)
def test_a_second_document(text: str, line: int) -> None:
    document = load(text)
    assert not document.syntax
    assert document.second_document is not None
    assert document.lines.position(document.second_document) == (line, 1)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings(encoding: str) -> None:
    document = load(MANIFEST.encode(encoding))
    (bad,) = document.bad_bytes
    assert encoding[:6].upper() in bad.message
    assert document.root is None
    assert not document.readable
    assert not document.syntax


def test_bytes_that_are_not_utf_8() -> None:
    document = load("é: 1\n".encode() + b"a: x\xffy\xfe\n")
    (bad,) = document.bad_bytes
    assert document.lines.position(bad.offset) == (2, 5)
    assert "0xff" in bad.message
    assert document.readable
    assert document.root is not None
    assert to_data(document.root) == {"é": 1, "a": "x\ufffdy\ufffd"}


def test_a_mark_is_no_character() -> None:
    document = load(codecs.BOM_UTF8 + b"a: 1\n")
    assert document.text == "a: 1\n"
    assert document.root is not None
    assert document.root.start == 0
    assert document.size == 8


def test_surrogates_in_a_string() -> None:
    document = load("a: \ud800\n'\udfff': 1\n")
    assert not document.syntax
    assert document.root is not None


def test_sizes() -> None:
    assert SAFETY_SIZE_LIMIT > FORGE_SIZE_LIMIT
    document = load(b"#" * (SAFETY_SIZE_LIMIT + 1))
    assert document.size == SAFETY_SIZE_LIMIT + 1
    assert not document.readable
    assert document.root is None
    assert load("é" * 10).size == 20
    assert not load("é" * (SAFETY_SIZE_LIMIT // 2 + 1)).readable


def test_depth() -> None:
    def nested(levels: int) -> str:
        return "[" * levels + "]" * levels

    too_deep = "nested more than 100 levels deep"
    assert not load(nested(100)).syntax
    assert locations(load(nested(101))) == [(1, 101, too_deep)]
    block = "".join(" " * level + "a:\n" for level in range(101))
    assert locations(load(block)) == [(101, 101, too_deep)]


def test_a_scalar_root_is_kept() -> None:
    root = load("text\n").root
    assert isinstance(root, Scalar)
    assert root.value == "text"
