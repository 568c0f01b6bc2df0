"""The values of scalars as Forge resolves them.

Forge reads its manifest with the npm package `yaml` 2 and the YAML 1.2 core schema (verified with
version 2.9.1): `yes`, dates, `1_000` and `0b11` are strings, and `007` is 7. A `%YAML 1.1`
directive enables the older rules.
"""

from __future__ import annotations

import re

from forgecfg.document.nodes import ScalarValue

CORE_TAG = "tag:yaml.org,2002:"

# The first characters of scalars that may not be strings; a fast check for most scalars.
_MAYBE = frozenset("0123456789+-.~nNtTfF")
_MAYBE_1_1 = _MAYBE | frozenset("yYoO")

_CORE: dict[str, ScalarValue] = {
    **dict.fromkeys(("null", "Null", "NULL", "~"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_OLD_BOOLEANS: dict[str, ScalarValue] = {
    **dict.fromkeys(("Y", "y", "yes", "Yes", "YES", "on", "On", "ON"), True),
    **dict.fromkeys(("N", "n", "no", "No", "NO", "off", "Off", "OFF"), False),
}
_MAX_DIGITS = 308
_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)")
_FLOAT_EXP = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

_OLD_BINARY = re.compile(r"[-+]?0b[0-1_]+")
_OLD_OCTAL = re.compile(r"[-+]?0[0-7_]+")
_OLD_INT = re.compile(r"[-+]?[0-9][0-9_]*")
_OLD_HEX = re.compile(r"[-+]?0x[0-9a-fA-F_]+")
_OLD_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:[eE][-+]?[0-9]+)?")
_OLD_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(\.[0-9_]*)?")


def resolve(text: str, old: bool = False) -> ScalarValue:
    """The value of an untagged plain scalar; `old` selects the YAML 1.1 rules."""
    if not text:
        return None
    if text[0] not in (_MAYBE_1_1 if old else _MAYBE):
        return text
    if text in _CORE:
        return _CORE[text]
    if _NOT_FINITE.fullmatch(text):
        # Forge converts the document to JSON, where these become null.
        return None
    return _resolve_old(text) if old else _resolve_number(text)


def resolve_tagged(text: str, tag: str, old: bool = False) -> ScalarValue:
    """The value of a scalar with an explicit tag.

    A core tag has an effect only if the text has that type anyway (`!!bool yes` stays "yes"); with
    any other tag the value is a string.
    """
    types = {"int": int, "float": float, "bool": bool, "null": type(None)}
    name = tag.removeprefix(CORE_TAG)
    if name not in types:
        return text
    value = resolve(text, old)
    return value if type(value) is types[name] else text


def _resolve_number(text: str) -> ScalarValue:
    if _INT.fullmatch(text):
        return _integer(text, 10)
    if _OCTAL.fullmatch(text):
        return _integer(text[2:], 8)
    if _HEX.fullmatch(text):
        return _integer(text, 16)
    if _FLOAT.fullmatch(text) or _FLOAT_EXP.fullmatch(text):
        return _finite(float(text))
    return text


def _resolve_old(text: str) -> ScalarValue:
    if text in _OLD_BOOLEANS:
        return _OLD_BOOLEANS[text]
    digits = text.replace("_", "")
    if _OLD_BINARY.fullmatch(text) and digits[-1] in "01":
        return _integer(digits, 2)
    if _OLD_OCTAL.fullmatch(text):
        return _integer(digits, 8)
    if _OLD_INT.fullmatch(text):
        return _integer(digits, 10)
    if _OLD_HEX.fullmatch(text) and digits[-1] not in "xX":
        return _integer(digits, 16)
    if _OLD_FLOAT.fullmatch(text) and any(c.isdigit() for c in digits):
        return _finite(float(digits))
    if _OLD_SEXAGESIMAL.fullmatch(text):
        return _sexagesimal(digits)
    return _resolve_number(text) if "_" not in text and text[:2] != "0o" else text


def _integer(digits: str, base: int) -> int | None:
    # Forge's parser reads larger numbers as infinity, which becomes null.
    return int(digits, base) if len(digits) <= _MAX_DIGITS else None


def _finite(number: float) -> float | None:
    return number if abs(number) < float("inf") else None


def _sexagesimal(digits: str) -> int | float | None:
    sign = -1 if digits[0] == "-" else 1
    total = 0.0
    for part in digits.lstrip("+-").split(":"):
        total = total * 60 + float(part)
    total *= sign
    if _finite(total) is None:
        return None
    return total if "." in digits else int(total)
