"""FC000."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import Location
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, Rule, rule


@rule(
    "FC000",
    "internal-error",
    Severity.ERROR,
    good=(Good("app:\n  name: any\n"),),
    bad=(Bad("app:\n  name: any\n", at=(1, 1), says="crashed", given="crashing-rule"),),
)
def internal_error(_context: Context) -> Iterator[Violation]:
    """A rule of forgecfg crashed.

    This is a fault of forgecfg, not of the manifest. The other rules still run, and the exit code
    is 2. Please report it with the message and, if you can, the manifest.
    """
    # The engine makes this finding where a rule raises: no manifest asks for it.
    yield from ()


def describe(rule: Rule, error: Exception) -> Violation:
    """What to say of a rule that raised an exception."""
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Violation(
        Location(0, 0),
        f"rule {rule.name} [{rule.code}] crashed: {what[:200]}",
        help="this is a fault of forgecfg: please report it",
    )
