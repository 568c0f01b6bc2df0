"""FC000."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import Location
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, Rule, rule


@rule(
    Severity.ERROR,
    good=(Good("app:\n  name: any\n"),),
    bad=(Bad("app:\n  name: any\n", at=(1, 1), says="crashed", given="crashing-rule"),),
)
def internal_error(_context: Context) -> Iterator[Violation]:
    """A rule of forgecfg crashed.

    This is a bug in forgecfg, not an error in the manifest. The other rules still run, and the exit
    code is 2.

    How to fix:
    Report the bug with the message and, if possible, the manifest. To continue without the rule,
    disable it with `--ignore`.
    """
    # The linter creates this finding if a rule raises an exception.
    yield from ()


def describe(rule: Rule, error: Exception) -> Violation:
    """The violation for a rule that raised an exception."""
    details = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Violation(
        Location(0, 0),
        f"rule {rule.name} [{rule.code}] crashed: {details[:200]}",
        help="this is a bug in forgecfg; please report it",
    )
