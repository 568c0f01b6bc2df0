"""The values of scalars as Forge resolves them.

Forge reads its manifest with the npm package `yaml` 2 and the YAML 1.2 core schema (verified with
version 2.9.1): `yes`, dates, `1_000` and `0b11` are strings, and `007` is 7.
"""

from __future__ import annotations

import re

from forgecfg.document.nodes import ScalarValue

CORE_TAG = "tag:yaml.org,2002:"

# The first characters of scalars that may not be strings; a fast check for most scalars.
_MAYBE = frozenset("0123456789+-.~nNtTfF")

_CORE: dict[str, ScalarValue] = {
    **dict.fromkeys(("null", "Null", "NULL", "~"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_MAX_DIGITS = 308
_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)")
_FLOAT_EXP = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def resolve(text: str) -> ScalarValue:
    """The value of an untagged plain scalar."""
    if not text:
        return None
    if text[0] not in _MAYBE:
        return text
    if text in _CORE:
        return _CORE[text]
    if _NOT_FINITE.fullmatch(text):
        # Forge converts the document to JSON, where these become null.
        return None
    return _resolve_number(text)


def resolve_tagged(text: str, tag: str) -> ScalarValue:
    """The value of a scalar with an explicit tag.

    A core tag has an effect only if the text has that type anyway (`!!bool yes` stays "yes"); with
    any other tag the value is a string.
    """
    types = {"int": int, "float": float, "bool": bool, "null": type(None)}
    name = tag.removeprefix(CORE_TAG)
    if name not in types:
        return text
    value = resolve(text)
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


def _integer(digits: str, base: int) -> int | None:
    # Forge's parser reads larger numbers as infinity, which becomes null.
    return int(digits, base) if len(digits) <= _MAX_DIGITS else None


def _finite(number: float) -> float | None:
    return number if abs(number) < float("inf") else None
