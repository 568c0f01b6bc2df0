"""How wide text is on a terminal: the characters that are not one cell wide."""

from __future__ import annotations

import pytest

from forgecfg.reporters.display_width import display_width, wrap


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        # A circle around the letter.
        ("e\u20dd", 1),
        ("漢字", 4),
        ("\uff21", 2),
        ("🚀", 2),
        # A Hangul syllable of three parts, and the letters at the ends of their ranges.
        ("\u1112\u1161\u11ab", 2),
        ("\u1160\u11ff\ud7b0\ud7fb", 0),
        ("\u1200", 1),
    ],
)
def test_cells(text: str, width: int) -> None:
    assert display_width(text) == width
    assert display_width(f"a{text}") == width + 1


def test_wrapped_lines_are_full() -> None:
    assert wrap("ab cd ef", 5) == ["ab cd", "ef"]
    assert wrap("ab cd ef", 4) == ["ab", "cd", "ef"]
    assert wrap("漢字 ab cd", 7, hang=2) == ["漢字 ab", "  cd"]
    assert wrap("ab abcdefgh c", 4) == ["ab", "abcdefgh", "c"]
