"""FC001."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import Location
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule


@rule(
    Severity.ERROR,
    good=(Good("app: {}\n"),),
    bad=(Bad("", at=(1, 1), says="no such file", given="missing-file"),),
)
def unreadable_file(_context: Context) -> Iterator[Violation]:
    """A file or directory to check cannot be read.

    It does not exist, it is a directory where a file is required, or the permission to read it is
    missing. The other files are still checked, and the exit code is 2.

    How to fix:
    Check the path and the permissions of the file. If the file should not be checked, remove it
    from the command, or skip it with `exclude` in the configuration.
    """
    # This finding is created where files are read.
    yield from ()


def describe(reason: str) -> Violation:
    """The violation for an unreadable file; `reason` is the message of the operating system."""
    return Violation(Location(0, 0), f"cannot be read: {reason}")
