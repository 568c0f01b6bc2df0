"""What a scalar means: the YAML 1.2 core schema, with values measured on Forge's parser."""

from __future__ import annotations

import pytest

from forgecfg.document.document import load
from forgecfg.document.scalars import resolve

from .manifest import data_of

PLAIN: dict[str, object] = {
    # Words that other YAML dialects take for booleans, dates or times.
    "yes": "yes",
    "no": "no",
    "on": "on",
    "off": "off",
    "y": "y",
    "n": "n",
    "tRue": "tRue",
    "2024-01-01": "2024-01-01",
    "12:30": "12:30",
    "=": "=",
    "<<": "<<",
    # Booleans and null.
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "null": None,
    "Null": None,
    "NULL": None,
    "~": None,
    "": None,
    "nUll": "nUll",
    # Whole numbers.
    "0": 0,
    "007": 7,
    "-007": -7,
    "+1": 1,
    "0o17": 15,
    "0o8": "0o8",
    "0x1F": 31,
    "-0x1f": "-0x1f",
    "0x": "0x",
    "0b11": "0b11",
    "1_000": "1_000",
    "12345678901234567890": 12345678901234567890,
    # Fractions.
    "1.": 1.0,
    ".5": 0.5,
    "+.5": 0.5,
    "00.5": 0.5,
    "1.10": 1.1,
    "1e3": 1000.0,
    "1.e3": 1000.0,
    "-1.5E-1": -0.15,
    "1e": "1e",
    ".": ".",
    "e3": "e3",
    # Not finite: Forge passes the document through JSON, which knows null only.
    ".inf": None,
    "-.INF": None,
    "+.Inf": None,
    ".nan": None,
    ".NaN": None,
    "-.nan": "-.nan",
    "1e400": None,
    # The longest number of which Forge's parser does not make infinity.
    "9" * 308: 10**308 - 1,
    "9" * 309: None,
    "-" + "9" * 307: 1 - 10**307,
    "9" * 400: None,
    "0x" + "f" * 400: None,
}


@pytest.mark.parametrize(("text", "value"), PLAIN.items(), ids=lambda item: str(item)[:20])
def test_plain(text: str, value: object) -> None:
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)
    assert data_of(f"a: {text}\n") == {"a": value}


@pytest.mark.parametrize("text", ["1", "true", "~", "yes", "0x1F", ".inf"])
@pytest.mark.parametrize("style", ["'{}'", '"{}"', "|-\n  {}", ">-\n  {}"])
def test_any_other_style_is_a_string(text: str, style: str) -> None:
    assert data_of(f"a: {style.format(text)}\n") == {"a": text}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("!!str 1", "1"),
        ("!!str", ""),
        ("! 12", "12"),
        ("!foo x", "x"),
        ("!foo 1", "1"),
        ("!!bool yes", "yes"),
        ("!!bool true", True),
        ('!!bool "true"', True),
        ("!!int 0x1f", 31),
        ("!!int abc", "abc"),
        ("!!int '1'", 1),
        ("!!float 1", "1"),
        ("!!float 1.5", 1.5),
        ("!!null x", "x"),
        ("!!null ''", None),
        ("!<tag:yaml.org,2002:int> 7", 7),
    ],
)
def test_tags(written: str, value: object) -> None:
    found = data_of(f"a: {written}\n")
    assert found == {"a": value}
    assert isinstance(found, dict)
    assert type(found["a"]) is type(value)


@pytest.mark.parametrize(
    "head",
    [
        "%YAML 1.1\n---\n",
        "%YAML 1.2\n---\n",
        "%YAML 1.3\n---\n",
        "%FOO x\n---\n",
        "%YAML 1.1\n%YAML 1.2\n---\n",
        "# x\n\n%YAML 1.2\n%YAML 1.1 # x\n---\n",
        "---\n",
    ],
)
def test_directives_change_no_value(head: str) -> None:
    assert data_of(f"{head}a: yes\n") == {"a": "yes"}


@pytest.mark.parametrize(
    ("head", "offset"),
    [
        ("%YAML 1.1\n---\n", 6),
        ("\ufeff%YAML \t1.1\r\n---\r\n", 7),
        ("# x\n\n%YAML 1.2\n%YAML 1.1 # x\n---\n", 21),
        ("%YAML 1.1\n%YAML 1.3\n---\n", 6),
        ("%YAML 1.1\n%YAML 1.2\n---\n", None),
        ("%YAML 1.2\n---\n", None),
        ("%YAML 1.3\n---\n", None),
        ("%YAML 1.10\n---\n", None),
        ("# %YAML 1.1\n---\n", None),
        ("---\n", None),
        ("", None),
    ],
)
def test_the_offset_of_yaml_version_1_1(head: str, offset: int | None) -> None:
    document = load(f"{head}a: |\n  x\n  %YAML 1.1\n")
    assert document.readable
    assert document.yaml_version == offset


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r'"\x41\u00e9\U0001F600\n\/\_"', "A\u00e9\U0001f600\n/\u00a0"),
        (r'"\ud83d\ude00"', "\U0001f600"),
        ("'it''s'", "it's"),
        ('"x\\\n   y"', "xy"),
        ("'x\n\n  y\n  z'", "x\ny z"),
        ("x\n  y\n\n  z", "x y\nz"),
        ("|\n  x\n   y\n", "x\n y\n"),
        ("|2\n   x\n  y\n", " x\ny\n"),
        ("|+\n  x\n", "x\n\n"),
        (">\n  x\n  y\n\n  z\n", "x y\nz\n"),
        ("|-\n  x\n\n", "x"),
        ("|\n  \tx", "\tx\n"),
        ("x#y", "x#y"),
        ("x #y", "x"),
        ("http://x:1/y", "http://x:1/y"),
        ("-b", "-b"),
        ("b]", "b]"),
        ("x\u2028y", "x\u2028y"),
        ("x\u0085y", "x\u0085y"),
        ("\0\x01\x07\x7f\x1b[0m", "\0\x01\x07\x7f\x1b[0m"),
        ("\u202ex\u200b", "\u202ex\u200b"),
        ("\ufffe\uffff\U0010ffff", "\ufffe\uffff\U0010ffff"),
        ("\U000f0000\x01\U000f0001", "\U000f0000\x01\U000f0001"),
    ],
)
def test_text(written: str, value: str) -> None:
    assert data_of(f"a: {written}\n") == {"a": value}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("[http://x:1/y?z=1, a:b]", ["http://x:1/y?z=1", "a:b"]),
        ("{b:1}", {"b:1": None}),
        ("{\"a\":1, 'b':[2]}", {"a": 1, "b": [2]}),
        ('["a":1]', [{"a": 1}]),
        ("[a: 1, b]", [{"a": 1}, "b"]),
        ("[::1, a::b]", ["::1", "a::b"]),
        ("[a?b, c?]", ["a?b", "c?"]),
        ("[\"x:y\", 'u?v', http://z:1]", ["x:y", "u?v", "http://z:1"]),
        ("[!!str a:b, !x http://y:2]", ["a:b", "http://y:2"]),
        ("[a\n b, c]", ["a b", "c"]),
        ("{b, c: }", {"b": None, "c": None}),
        ("[a, ]", ["a"]),
    ],
)
def test_flow(written: str, value: object) -> None:
    assert data_of(f"a: {written}\n") == {"a": value}
