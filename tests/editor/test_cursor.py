"""What is being typed, read from the lines around the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forgecfg.document.cursor import Cursor
from forgecfg.document.document import load
from forgecfg.document.lines import LineIndex
from forgecfg.document.nodes import Scalar
from forgecfg.editor.cursor_context import CursorContext, Kind, cursor_context

from .conftest import MANIFEST, marked


def read(text: str) -> CursorContext | None:
    plain, offset = marked(text)
    return cursor_context(LineIndex(plain), offset)


@pytest.mark.parametrize(
    ("text", "kind", "path", "prefix"),
    [
        ("^", Kind.KEY, (), ""),
        ("app:\n  id: x\nmod^", Kind.KEY, (), "mod"),
        ("app:\n  ^\nmodules: {}\n", Kind.KEY, ("app",), ""),
        ("modules:\n  macro:\n    - key: a\n      re^\n", Kind.KEY, ("modules", "macro", 0), "re"),
        ("modules:\n  macro:\n    - re^\n", Kind.ITEM, ("modules", "macro", 0), "re"),
        (
            "modules:\n  macro:\n    - key: a\n    - key: b\n      resolver:\n        endpoint: o^",
            Kind.VALUE,
            ("modules", "macro", 1, "resolver", "endpoint"),
            "o",
        ),
        (
            "modules:\n  macro:\n  - key: a\n  - key: b\n    title: ^\n",
            Kind.VALUE,
            ("modules", "macro", 1, "title"),
            "",
        ),
        (
            "permissions:\n  scopes:\n    - a\n    - wr^\n",
            Kind.ITEM,
            ("permissions", "scopes", 1),
            "wr",
        ),
        (
            "permissions:\n  scopes:\n    - a\n    ^\n",
            Kind.NEW_ITEM,
            ("permissions", "scopes", 1),
            "",
        ),
        (
            "permissions:\n  scopes:\n    - read:^\n",
            Kind.ITEM,
            ("permissions", "scopes", 0),
            "read:",
        ),
        ("modules:\n  jira:^\n", Kind.KEY, ("modules",), "jira:"),
        (
            "permissions:\n  scopes: [read:a, wr^]\n",
            Kind.VALUE,
            ("permissions", "scopes", 1),
            "wr",
        ),
        ("remotes:\n  - {key: a, ba^}\n", Kind.KEY, ("remotes", 0), "ba"),
        (
            "remotes:\n  - {key: a, auth: {appUserToken: {en^}}}\n",
            Kind.KEY,
            ("remotes", 0, "auth", "appUserToken"),
            "en",
        ),
        ("remotes:\n  - key: a\n    baseUrl: 'ht^'\n", Kind.VALUE, ("remotes", 0, "baseUrl"), "ht"),
        ("a:\n  - - x\n    - y^\n", Kind.ITEM, ("a", 0, 1), "y"),
        ("a:\r\n  b:\r\n    c: v^\r\n", Kind.VALUE, ("a", "b", "c"), "v"),
    ],
)
def test_path_and_kind(text: str, kind: Kind, path: tuple[str | int, ...], prefix: str) -> None:
    context = read(text)
    assert context is not None
    assert (context.kind, context.path, context.prefix) == (kind, path, prefix)


@pytest.mark.parametrize(
    "text",
    [
        "a: b # com^ment\n",
        "# com^ment\n",
        "a: |\n  some te^xt\n",
        "a: >-\n  some te^xt\n",
        "a:\n  b: plain\n    te^xt\n",
        "^  a: b\n",
        "a: [b] ^\n",
    ],
)
def test_nothing_is_typed(text: str) -> None:
    assert read(text) is None


def test_token_reaches_to_the_end_of_the_word() -> None:
    text, offset = marked("a:\n  b: on^ly this # note\n")
    context = cursor_context(LineIndex(text), offset)
    assert context is not None
    assert text[context.start : context.end] == "only this"


def test_keys_of_the_same_mapping_are_known() -> None:
    context = read("remotes:\n  - key: a\n    ^\n    baseUrl: x\n  - key: b\n    storage: x\n")
    assert context is not None
    assert context.present == {"key", "baseUrl"}


def scalars(cursor: Cursor) -> list[Cursor]:
    if isinstance(cursor.node, Scalar):
        return [cursor]
    children = [*cursor.items(), *(value for _, value in cursor.entries())]
    return [found for child in children for found in scalars(child)]


@given(st.sampled_from([MANIFEST, MANIFEST.replace("\n", "\r\n")]), st.integers(0, 10_000))
def test_lines_lead_to_the_same_path_as_the_parser(text: str, number: int) -> None:
    root = load(text).root
    assert root is not None
    found = scalars(Cursor(root))
    scalar = found[number % len(found)]
    context = cursor_context(LineIndex(text), scalar.node.end)
    assert context is not None
    assert context.path == scalar.path


@given(st.text(alphabet="ab:-[]{}#'\" \n|>&*", max_size=60), st.data())
def test_any_text_is_read(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    context = cursor_context(LineIndex(text), offset)
    if context is not None:
        assert context.start <= context.end
        assert context.start <= offset <= context.end
        line_start = text.rfind("\n", 0, offset) + 1
        assert line_start <= context.start
        assert "\n" not in text[context.start : context.end]
