"""FC001."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import Location
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule


@rule(
    "FC001",
    "unreadable-file",
    Severity.ERROR,
    good=(Good("app: {}\n"),),
    bad=(Bad("", at=(1, 1), says="no such file", given="missing-file"),),
)
def unreadable_file(_context: Context) -> Iterator[Violation]:
    """A file or folder that was to be checked cannot be read.

    It is missing, it is a folder where a file is needed, or the system does not let us read it.
    The other files are still checked, and the exit code is 2.
    """
    # Made where files are read: there is no document to look at.
    yield from ()


def describe(reason: str) -> Violation:
    """What to say of a file that could not be read; `reason` is the system's word."""
    return Violation(Location(0, 0), f"cannot be read: {reason}")
