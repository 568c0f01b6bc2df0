"""Match the patterns of a schema of unknown origin, in a number of steps that is counted.

Python tries the ways to match a pattern one after the other, and their number can be exponential.
Here all ways are followed at once: a node of the pattern maps the offsets where it can start to
those where it can end. Patterns that are plainly harmless are left to Python, which is faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import Any

from forgecfg.schema.official.budget import Budget, TooComplexError

# The parser of `re`. It has no documented name, and another parser would read some patterns
# in another way than Python does.
_parser: Any = import_module("re._parser")

_MAX_LENGTH = 5_000
# Longer than a manifest that Forge accepts.
_MAX_TEXT = 250_000
_NEWLINES = "\n\r\u2028\u2029"

Offsets = frozenset[int]
Node = tuple[Any, Any]
Step = Callable[[str, Offsets, Budget], Offsets]


class UnsupportedError(Exception):
    """A pattern that cannot be matched here, such as one with a reference to a group."""


@cache
def compile_pattern(source: str) -> Callable[[str, Budget], bool] | None:
    """The test whether a pattern of JavaScript is found in a text; None for an unsupported one."""
    if len(source) > _MAX_LENGTH:
        return None
    try:
        parsed = _parser.parse(source)
        nodes = [*parsed]
        if parsed.state.flags & ~re.UNICODE:  # JavaScript has none in a pattern
            return None
        if _is_harmless(nodes):
            regex = re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", source))
            return lambda text, _: regex.search(text) is not None
        steps = _sequence(nodes)
    except (re.error, UnsupportedError, RecursionError, OverflowError, ValueError):
        return None
    return lambda text, budget: _is_found(steps, text, budget)


def _is_harmless(nodes: list[Node]) -> bool:
    """Whether the time of Python is linear: anchored, and at most one repetition of a character."""
    if not nodes or str(nodes[0][0]) != "AT" or str(nodes[0][1]) != "AT_BEGINNING":
        return False
    repeats = 0
    for operation, value in nodes[1:]:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            repeats += 1
            if len(value[2]) != 1 or str(value[2][0][0]) not in _CHARACTERS:
                return False
        elif name not in (*_CHARACTERS, "AT"):
            return False
    return repeats <= 1


def _is_found(steps: list[Step], text: str, budget: Budget) -> bool:
    if len(text) > _MAX_TEXT:
        raise TooComplexError
    return bool(_run(steps, text, frozenset(range(len(text) + 1)), budget))


def _run(steps: Iterable[Step], text: str, starts: Offsets, budget: Budget) -> Offsets:
    for step in steps:
        if not starts:
            return starts
        budget.spend(len(starts) + 1)
        starts = step(text, starts, budget)
    return starts


def _sequence(nodes: Iterable[Node]) -> list[Step]:
    return [_step(str(operation), value) for operation, value in nodes]


def _step(name: str, value: Any) -> Step:
    if name in _CHARACTERS:
        return _character(_test(name, value))
    if name in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, inner = value
        return _repeat(least, int(most), _sequence(inner))
    if name == "SUBPATTERN":
        _, added, removed, inner = value
        if added or removed:
            raise UnsupportedError
        return _group(_sequence(inner))
    if name == "BRANCH":
        return _branch([_sequence(branch) for branch in value[1]])
    if name == "AT":
        return _at(str(value))
    if name in ("ASSERT", "ASSERT_NOT"):
        direction, inner = value
        return _look(direction, inner, expected=name == "ASSERT")
    raise UnsupportedError


_CHARACTERS = ("LITERAL", "NOT_LITERAL", "ANY", "IN")


def _test(name: str, value: Any) -> Callable[[str], bool]:
    if name == "ANY":
        return lambda char: char not in _NEWLINES
    if name == "LITERAL":
        return lambda char: ord(char) == value
    if name == "NOT_LITERAL":
        return lambda char: ord(char) != value
    tests = [_item(str(kind), item) for kind, item in value if str(kind) != "NEGATE"]
    negated = len(tests) < len(value)
    return cache(lambda char: any(test(char) for test in tests) != negated)


def _item(kind: str, value: Any) -> Callable[[str], bool]:
    if kind == "LITERAL":
        return lambda char: ord(char) == value
    if kind == "RANGE":
        return lambda char: value[0] <= ord(char) <= value[1]
    regex = _CATEGORIES.get(str(value))
    if kind != "CATEGORY" or regex is None:
        raise UnsupportedError
    return lambda char: regex.fullmatch(char) is not None


_CATEGORIES = {
    "CATEGORY_DIGIT": re.compile(r"\d"),
    "CATEGORY_NOT_DIGIT": re.compile(r"\D"),
    "CATEGORY_WORD": re.compile(r"\w"),
    "CATEGORY_NOT_WORD": re.compile(r"\W"),
    "CATEGORY_SPACE": re.compile(r"\s"),
    "CATEGORY_NOT_SPACE": re.compile(r"\S"),
}


def _character(test: Callable[[str], bool]) -> Step:
    def step(text: str, starts: Offsets, _: Budget) -> Offsets:
        size = len(text)
        return frozenset(at + 1 for at in starts if at < size and test(text[at]))

    return step


def _group(steps: list[Step]) -> Step:
    return lambda text, starts, budget: _run(steps, text, starts, budget)


def _branch(branches: list[list[Step]]) -> Step:
    def step(text: str, starts: Offsets, budget: Budget) -> Offsets:
        return frozenset().union(*(_run(steps, text, starts, budget) for steps in branches))

    return step


def _repeat(least: int, most: int, steps: list[Step]) -> Step:
    def step(text: str, starts: Offsets, budget: Budget) -> Offsets:
        for _ in range(least):
            after = _run(steps, text, starts, budget)
            budget.spend(1)
            if after == starts:
                break
            starts = after
        reached, new = set(starts), starts
        for _ in range(most - least):
            new = _run(steps, text, new, budget) - reached
            if not new:
                break
            reached |= new
        return frozenset(reached)

    return step


def _at(where: str) -> Step:
    def step(text: str, starts: Offsets, _: Budget) -> Offsets:
        if where in ("AT_BEGINNING", "AT_BEGINNING_STRING"):
            return starts & {0}
        if where in ("AT_END", "AT_END_STRING"):
            return starts & {len(text)}
        return frozenset(at for at in starts if _is_boundary(text, at) == (where == "AT_BOUNDARY"))

    return step


def _is_boundary(text: str, at: int) -> bool:
    word = _CATEGORIES["CATEGORY_WORD"]
    return bool(word.match(text[at - 1 : at])) != bool(word.match(text[at : at + 1]))


def _look(direction: int, inner: Any, *, expected: bool) -> Step:
    least, most = inner.getwidth()
    if direction < 0 and least != most:
        raise UnsupportedError
    steps = _sequence(inner)

    def matches(text: str, at: int, budget: Budget) -> bool:
        if direction > 0:
            return bool(_run(steps, text, frozenset((at,)), budget))
        start = at - least
        return start >= 0 and at in _run(steps, text, frozenset((start,)), budget)

    def step(text: str, starts: Offsets, budget: Budget) -> Offsets:
        return frozenset(at for at in starts if matches(text, at, budget) == expected)

    return step
