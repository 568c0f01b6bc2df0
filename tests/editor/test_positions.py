"""Positions in three encodings, and incremental changes compared with an oracle of code units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forgecfg.lsp.text import UTF8, UTF16, UTF32, Change, Position, Range, Text

CODECS = {UTF8: ("utf-8", 1), UTF16: ("utf-16-le", 2), UTF32: ("utf-32-le", 4)}
TEXTS = st.text(alphabet="aé€😀\u2028\x0c\x85 \n\r", max_size=40)


def lines(text: str) -> list[str]:
    """The lines as the protocol counts them, with their ends."""
    found = [""]
    for index, char in enumerate(text):
        found[-1] += char
        if char == "\n" or (char == "\r" and text[index + 1 : index + 2] != "\n"):
            found.append("")
    return found


def units(text: str, encoding: str) -> int:
    codec, size = CODECS[encoding]
    return len(text.encode(codec)) // size


@pytest.mark.parametrize("encoding", CODECS)
@given(text=TEXTS, data=st.data())
def test_positions_count_code_units(encoding: str, text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    if text[offset - 1 : offset + 1] == "\r\n":
        offset += 1
    before = lines(text[:offset])
    expected = Position(len(before) - 1, units(before[-1], encoding))
    document = Text(text, encoding)
    assert document.position(offset) == expected
    assert document.offset(expected) == offset


@pytest.mark.parametrize("encoding", CODECS)
@given(text=TEXTS, new=TEXTS, data=st.data())
def test_changes_are_those_of_code_units(
    encoding: str, text: str, new: str, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    document = Text(text, encoding)
    place = Range(document.position(first), document.position(last))
    first, last = document.offset(place.start), document.offset(place.end)
    assert document.changed(Change(new, place)).content == text[:first] + new + text[last:]


@pytest.mark.parametrize(
    ("position", "offset"),
    [
        (Position(-1, 5), 0),
        (Position(0, -3), 0),
        (Position(0, 99), 2),
        (Position(1, 0), 3),
        (Position(1, 99), 4),
        (Position(99, 0), 4),
    ],
)
def test_positions_outside_of_the_text(position: Position, offset: int) -> None:
    assert Text("ab\nc").offset(position) == offset


def test_position_inside_of_a_surrogate_pair() -> None:
    assert Text("😀x").offset(Position(0, 1)) == 0
    assert Text("😀x").offset(Position(0, 2)) == 1


def test_range_the_wrong_way_round() -> None:
    place = Range(Position(0, 3), Position(0, 1))
    assert Text("abcd").changed(Change("X", place)).content == "aXd"


def test_lone_surrogates_are_kept() -> None:
    text = Text("a\ud83db", UTF8)
    assert text.offset(text.position(2)) == 2


def test_byte_order_mark_is_not_counted() -> None:
    text = Text("\ufeffab\ncd")
    assert text.offset(Position(0, 1)) == 0
    assert text.position(0) == Position(0, 1)
    assert text.position(3) == Position(1, 0)
    place = Range(Position(0, 1), Position(0, 2))
    assert text.changed(Change("X", place)).content == "\ufeffXb\ncd"
