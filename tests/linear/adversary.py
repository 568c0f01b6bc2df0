"""Strings on which a pattern is slow if it backtracks, made from its own structure.

Each part that a pattern repeats is repeated many times, alone and together with what comes before,
followed by a character that no match can end with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product
from typing import Any

_parser: Any = re._parser  # type: ignore[attr-defined]
_constants: Any = re._constants  # type: ignore[attr-defined]

_SAMPLE = "".join(map(chr, range(32, 127))) + "\t\n\r\u00e9\u00a0"
_ENDINGS = ("", "\x00", "\n")
# A repetition with a smaller maximum cannot become slow.
_UNLIMITED = 50
_VARIANTS = 3
_MOST = 40


def adversarial_strings(pattern: str, flags: int, length: int) -> Iterator[str]:
    """Strings of about `length` characters, without duplicates."""
    tree = _parser.parse(pattern, flags)
    seen: set[str] = set()
    for before, bodies in islice(_repeats(list(tree), [""]), 80):
        units = [*bodies, *(a + b for a, b in product(bodies, bodies) if a != b)]
        for lead in before:
            for unit in filter(None, [*units, *(lead + body for body in bodies)]):
                text = lead + unit * (length // len(unit))
                if text not in seen and len(seen) < _MOST:
                    seen.add(text)
                    yield from (text + ending for ending in _ENDINGS)
    # The starts of a whole match, again and again.
    for sample in _samples(list(tree)):
        for end in range(1, min(len(sample), 30) + 1):
            text = sample[:end] * (length // end)
            if text not in seen:
                yield text
                yield text + "\x00"


def _repeats(items: list[Any], before: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Each unlimited repetition: samples of what comes before it, and of what it repeats."""
    for at, (kind, value) in enumerate(items):
        if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
            _, most, body = value
            bodies = _samples(list(body))
            if most == _constants.MAXREPEAT or most >= _UNLIMITED:
                # What follows may be matched by the repetition too.
                rest = _samples(items[at + 1 :])
                both = [body + follower for body in bodies for follower in rest]
                yield before, list(dict.fromkeys([*bodies, *rest, *both]))[:8]
            yield from _repeats(list(body), before)
        else:
            for part in _parts(kind, value):
                yield from _repeats(part, before)
        before = _joined(before, _samples([(kind, value)]))
    yield from ()


def _parts(kind: Any, value: Any) -> list[list[Any]]:
    if kind is _constants.SUBPATTERN:
        return [list(value[3])]
    if kind is _constants.ATOMIC_GROUP:
        return [list(value)]
    if kind is _constants.BRANCH:
        return [list(part) for part in value[1]]
    if kind in (_constants.ASSERT, _constants.ASSERT_NOT):
        return [list(value[1])]
    return []


def _joined(left: list[str], right: list[str]) -> list[str]:
    return list(dict.fromkeys(a + b for a, b in product(left, right or [""])))[:_VARIANTS]


def _samples(items: list[Any]) -> list[str]:
    """A few short strings that a part of a pattern matches."""
    found = [""]
    for kind, value in items:
        found = _joined(found, _sample(kind, value))
    return found


def _sample(kind: Any, value: Any) -> list[str]:
    if kind is _constants.LITERAL:
        return [chr(value)]
    if kind is _constants.NOT_LITERAL:
        return [char for char in "a -0" if ord(char) != value][:_VARIANTS]
    if kind is _constants.ANY:
        return ["a", " "]
    if kind is _constants.IN:
        return _members(value)
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
        least, most, body = value
        bodies = _samples(list(body))
        some = [text * max(1, least) for text in bodies] if most else []
        return list(dict.fromkeys(["", *some] if not least else some))[:_VARIANTS]
    if kind is _constants.BRANCH:
        return [text for part in value[1] for text in _samples(list(part))[:2]][: 2 * _VARIANTS]
    if kind in (_constants.SUBPATTERN, _constants.ATOMIC_GROUP):
        return [text for part in _parts(kind, value) for text in _samples(part)]
    return [""]


def _members(value: Any) -> list[str]:
    """Characters of a class: its own literals, and one of each usual kind."""
    own = [chr(part) for kind, part in value if kind is _constants.LITERAL]
    negated = any(kind is _constants.NEGATE for kind, _ in value)
    tester = re.compile(_class_source(value))
    usual = [char for char in "a0 -\t\n\r\"'#:/._" if tester.match(char)]
    literals = [] if negated else own
    found = list(dict.fromkeys([*usual[:_VARIANTS], *literals[:_VARIANTS]]))
    return found or [char for char in _SAMPLE if tester.match(char)][:1]


def _class_source(value: Any) -> str:
    names = {
        _constants.CATEGORY_DIGIT: r"\d",
        _constants.CATEGORY_NOT_DIGIT: r"\D",
        _constants.CATEGORY_SPACE: r"\s",
        _constants.CATEGORY_NOT_SPACE: r"\S",
        _constants.CATEGORY_WORD: r"\w",
        _constants.CATEGORY_NOT_WORD: r"\W",
    }
    text = ""
    for kind, part in value:
        if kind is _constants.NEGATE:
            text += "^"
        elif kind is _constants.LITERAL:
            text += re.escape(chr(part))
        elif kind is _constants.RANGE:
            text += f"{re.escape(chr(part[0]))}-{re.escape(chr(part[1]))}"
        else:
            text += names[part]
    return f"[{text}]"
