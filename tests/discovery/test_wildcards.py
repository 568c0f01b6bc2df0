"""The named classes of characters in brackets, as POSIX has them for ASCII."""

from __future__ import annotations

import re
import string

import pytest

from forgecfg.files.wildcards import translate

CLASSES = {
    "alnum": string.ascii_letters + string.digits,
    "alpha": string.ascii_letters,
    "blank": " \t",
    "digit": string.digits,
    "lower": string.ascii_lowercase,
    "space": " \t\n\r\f\v",
    "upper": string.ascii_uppercase,
    "xdigit": string.hexdigits,
}


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_holds_its_characters_and_no_others(name: str) -> None:
    inside, outside = translate(f"[[:{name}:]]"), translate(f"[![:{name}:]]")
    assert inside is not None
    assert outside is not None
    held = {char for char in map(chr, range(128)) if re.fullmatch(inside, char, re.DOTALL)}
    left = {char for char in map(chr, range(128)) if re.fullmatch(outside, char, re.DOTALL)}
    assert held == set(CLASSES[name])
    # A slash is never matched by brackets.
    assert left == set(map(chr, range(128))) - held - {"/"}


def test_an_unknown_class_makes_a_pattern_that_never_matches() -> None:
    assert translate("[[:letters:]]") is None
