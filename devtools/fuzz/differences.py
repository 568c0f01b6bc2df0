"""Texts that forgecfg and npm `yaml` read differently as intended, each with a reason."""

from __future__ import annotations

import re
from typing import NamedTuple


class Difference(NamedTuple):
    """A known difference: the problem that it is seen as, what its text has, and the reason."""

    problem: re.Pattern[str]
    text: re.Pattern[str]
    reason: str


KNOWN: tuple[Difference, ...] = (
    Difference(
        re.compile("."),
        re.compile(r"\r(?!\n)"),
        "A carriage return alone is part of a value for npm `yaml`, or an error far from it. "
        "forgecfg names it as the error where it separates lines, and ignores it elsewhere.",
    ),
)


def known_difference(text: str, problem: str) -> Difference | None:
    """The known difference that explains a problem of a text, None if it is not known."""
    return next((k for k in KNOWN if k.problem.search(problem) and k.text.search(text)), None)
