"""A limit on the work that a schema of unknown origin can cause.

A file of a few kilobytes can need more steps than there are atoms: choices that refer to choices,
or patterns that can match a text in many ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# For a manifest of 100 KB the official schema needs less than a tenth of this.
LIMIT = 20_000_000
"""The most steps for one manifest: about five seconds."""

KEYWORD = 40
"""The steps of one keyword that is applied to one value; a step of a pattern is one position."""


class TooComplexError(Exception):
    """A schema needs more steps than the limit."""


class Budget:
    """The steps that are left, and the patterns that cannot be applied."""

    def __init__(self, limit: int = LIMIT) -> None:
        self.left = limit
        self.skipped: set[str] = set()

    def spend(self, steps: int) -> None:
        """Count steps. Raises TooComplexError if there were too many."""
        self.left -= steps
        if self.left < 0:
            raise TooComplexError


_current: ContextVar[Budget] = ContextVar("budget")


@contextmanager
def limited(budget: Budget) -> Iterator[None]:
    """Count the steps of the keywords and patterns that are applied meanwhile."""
    token = _current.set(budget)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> Budget:
    """The budget that counts; outside of `limited` a new one."""
    return _current.get(None) or Budget()
