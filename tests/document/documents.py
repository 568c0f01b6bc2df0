"""Random documents together with the data that they mean."""

from __future__ import annotations

import json
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

WORDS = st.sampled_from(
    ["a", "b c", "x-1", "yes", "http://x:1/y", "a:b", "it's", "\u00e9", "\U0001f600", "1", "~",
     "#x", "- y", "", " z ", "k: v", "${V}", "true", "{}", "[a", "@m", "\t", "q\"q", "a #b", "&r",
     "\u2028"]
)  # fmt: skip
PLAIN: dict[str, object] = {
    "a": "a",
    "b c": "b c",
    "x#y": "x#y",
    "12": 12,
    "0x1F": 31,
    "1.5": 1.5,
    "true": True,
    "~": None,
    "": None,
    "yes": "yes",
    "http://x:1/y": "http://x:1/y",
    "\u00e9\U0001f600": "\u00e9\U0001f600",
    "2020-01-01": "2020-01-01",
}
NAMES = st.sampled_from(["a", "b", "c d", "e-f", "jira:g", "\u00e9", "\U0001f600", "true"])


class Piece(NamedTuple):
    """Text of a value as it follows a key or dash, and what it means."""

    text: str
    value: object


def quoted(word: str, double: bool) -> str:
    if double:
        return json.dumps(word, ensure_ascii=False)
    return "'" + word.replace("'", "''") + "'"


@st.composite
def scalars(draw: DrawFn, flow: bool) -> Piece:
    if draw(st.booleans()):
        text = draw(st.sampled_from([word for word in PLAIN if word or not flow]))
        return Piece(text, PLAIN[text])
    word = draw(WORDS)
    return Piece(quoted(word, draw(st.booleans())), word)


def spaced(draw: DrawFn) -> str:
    return draw(st.sampled_from(["", "", " ", "  "]))


@st.composite
def flows(draw: DrawFn, depth: int) -> Piece:
    kind = draw(st.integers(0, 3)) if depth < 2 else 0
    if kind < 2:
        return draw(scalars(flow=True))
    items = draw(st.lists(flows(depth + 1), max_size=3))
    comma = "," + draw(st.sampled_from(["", " "]))
    edge = spaced(draw)
    if kind == 2:
        inner = comma.join(item.text for item in items)
        return Piece(f"[{edge}{inner}{edge}]", [item.value for item in items])
    names = draw(st.lists(NAMES, min_size=len(items), max_size=len(items), unique=True))
    pairs = [f"{quoted(name, True)}: {item.text}" for name, item in zip(names, items, strict=True)]
    data = {name: item.value for name, item in zip(names, items, strict=True)}
    return Piece(f"{{{edge}{comma.join(pairs)}{edge}}}", data)


def behind(draw: DrawFn, indent: int) -> str:
    """What may follow a value: a comment, blank lines."""
    pad = " " * indent
    return draw(
        st.sampled_from(["\n", "\n", " # c\n", "\n\n", "\n# c\n", f"\n{pad}# 'c\n", "  \n"])
    )


@st.composite
def literals(draw: DrawFn, indent: int) -> Piece:
    lines = draw(st.lists(st.sampled_from(["x", "# no", "a: b", "y  z"]), min_size=1, max_size=3))
    strip = draw(st.booleans())
    pad = "\n" + " " * (indent + 2)
    text = ("|-" if strip else "|") + pad + pad.join(lines)
    return Piece(text, "\n".join(lines) + ("" if strip else "\n"))


@st.composite
def values(draw: DrawFn, indent: int, depth: int) -> Piece:
    """A value that follows a key or dash whose block is indented by `indent`, with its line end."""
    kind = draw(st.integers(0, 6)) if depth < 3 else draw(st.integers(0, 2))
    if kind < 3:
        piece = draw(flows(0)) if kind else draw(literals(indent))
        end = behind(draw, indent) if kind else draw(st.sampled_from(["\n", "\n\n"]))
        return Piece(f" {piece.text}".rstrip(" ") + end, piece.value)
    head = draw(st.sampled_from(["\n", " # c\n", " &x \n"]))
    block = draw(blocks(indent + draw(st.integers(1, 3)), depth + 1))
    return Piece(head + block.text, block.value)


@st.composite
def blocks(draw: DrawFn, indent: int = 0, depth: int = 0) -> Piece:
    """A block mapping or list, each line indented by `indent`."""
    pad = " " * indent
    if depth and draw(st.booleans()):
        items = draw(st.lists(values(indent, depth), min_size=1, max_size=3))
        return Piece("".join(f"{pad}-{i.text}" for i in items), [item.value for item in items])
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    text, data = "", {}
    for name in names:
        piece = draw(values(indent, depth))
        text += pad + quoted(name, draw(st.booleans())) + ":" + piece.text
        data[name] = piece.value
    return Piece(text, data)


@st.composite
def documents(draw: DrawFn) -> Piece:
    """A whole document, with LF or CRLF line ends."""
    piece = draw(blocks())
    head = draw(st.sampled_from(["", "# \U0001f600\n", "---\n", "\n\n"]))
    text = head + piece.text + draw(st.sampled_from(["", "# end", "...\n"]))
    return Piece(text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))), piece.value)
