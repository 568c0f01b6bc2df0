"""Strings are quoted where Forge would read something else, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forgecfg.document.changes import Data
from forgecfg.document.document import load
from forgecfg.document.nodes import to_data
from forgecfg.edits.emit import block, inline, spread
from forgecfg.edits.quoting import must_quote, quoted
from forgecfg.edits.style import Style, file_style

from .manifests import values

PLAIN = (
    "a", "read:jira-work", "https://x.y/z?a=b#c", "yes", "on", "2001-01-01", "1_000", "0b11", "a#b",
    "-a", "a-", "$x", "a:b", "ü", "x y", "it's", 'say "x"', "~x", "1.2.3", "=a",
)  # fmt: skip
QUOTED = (
    "", "true", "False", "null", "~", "12", "007", "1e3", ".5", "0x1f", "0o7", ".inf", ".nan",
    "a: b", "a:", "a #b", "#a", "@a", "`a", "&a", "*a", "!a", "|", ">", "%a", "- a", "-", "? a",
    "'a", '"a', "[a", "]a", "{a", "}a", ",a", " a", "a ", "a\n", "a\tb: c", "---", "...", "<<",
    "\x07", "\x85", "\u2028", "\ufeff",
)  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_plain(text: str) -> None:
    assert not must_quote(text, flow=False)
    assert to_data_of(f"k: {text}\n") == {"k": text}


@pytest.mark.parametrize("text", QUOTED)
def test_quoted(text: str) -> None:
    assert must_quote(text, flow=False)
    for quote in ("'", '"'):
        assert to_data_of(f"k: {quoted(text, quote)}\n") == {"k": text}


def test_flow_needs_more_quotes() -> None:
    assert must_quote("a,b", flow=True)
    assert must_quote("${A}", flow=True)
    assert not must_quote("${A}", flow=False)
    assert must_quote("a:b", flow=True, colons=False)
    assert not must_quote("a:b", flow=True)


def to_data_of(text: str) -> object:
    document = load(text)
    assert document.readable, (text, document.syntax)
    assert document.root is not None
    return to_data(document.root)


STYLES = (
    Style(),
    Style(step=4, list_offset=0, dash="-   ", quote="'"),
    Style(item_quote="'", key_quote='"', other_quote='"', padded=frozenset(("{}", "[]"))),
)


@pytest.mark.parametrize("style", STYLES)
@given(data=st.dictionaries(st.text(max_size=5), values | st.text(), min_size=1, max_size=3))
def test_what_is_written_is_read_again(style: Style, data: dict[str, Data]) -> None:
    for lines in (block(data, style, 0), spread(data, style, ""), [inline(data, style)]):
        assert to_data_of("\n".join(lines) + "\n") == data


def test_the_style_of_a_file() -> None:
    text = "a:\n   - b: { c: [1, 'x y'] }\nd:\n    e: 'f'\n    g: 'h'\n"
    style = file_style(load(text))
    assert (style.step, style.list_offset, style.quote) == (4, 3, "'")
    assert (style.other_quote, style.key_quote) == ("'", "")
    assert style.padded == frozenset({"{}"})
    assert file_style(load("")) == Style()
