"""The kinds of changes that `devtools/mutate.py` makes: each a function of a page and of chance.

A kind returns the changed text; None, or an exception `Nothing`, says that this manifest has no
place for it. Its name, with hyphens, is part of the name of the file that it makes.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from mutations import forge, lines, names, properties, values
from mutations.page import Nothing, Page

Kind = Callable[[Page, Random], str | None]

KINDS: tuple[Kind, ...] = (
    *properties.KINDS,
    *names.KINDS,
    *values.KINDS,
    *forge.KINDS,
    *lines.KINDS,
)


def name_of(kind: Kind) -> str:
    """A kind's name: `misspelt-reference`, …"""
    return kind.__name__.replace("_", "-")


def mutate(kind: Kind, page: Page, random: Random, tries: int = 8) -> str | None:
    """The text of a page after one change that makes a difference, None where there is none."""
    for _ in range(tries):
        try:
            text = kind(page, random)
        except Nothing:
            return None
        if text is not None and text != page.text:
            return text
    return None
