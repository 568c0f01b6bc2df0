"""FC013."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from forgecfg.document.locations import Location
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule


@rule(
    Severity.ERROR,
    good=(Good("app: {}\n"),),
    bad=(Bad("a: 1\n", at=(1, 1), says="more findings are not listed", times=1100),),
)
def too_many_findings(context: Context) -> Iterator[Violation]:
    """A manifest has more findings than forgecfg lists.

    Of the findings of one file, the 1,000 most severe are listed, and after 5,000 violations the
    schema is not checked further, so that a hostile file can fill neither the memory nor the log.
    This finding is as severe as the worst one that is missing, so the exit code stays the same.

    How to fix:
    Fix some of the listed findings, and check again. To see other rules first, leave out the
    frequent ones with `--ignore`.
    """
    yield from context.structure.get("too-many-findings", ())


def describe(omitted: Counter[Severity]) -> Violation:
    """The violation for findings that are not listed, given their number by severity."""
    count = omitted.total()
    parts = [
        f"{omitted[severity]:,} {severity.label}{'' if omitted[severity] == 1 else 's'}"
        for severity in sorted(omitted, reverse=True)
    ]
    verb = "finding is" if count == 1 else "findings are"
    return Violation(
        Location(0, 0),
        f"{count:,} more {verb} not listed: {', '.join(parts)}",
        help="fix the listed ones, and check again",
        severity=max(omitted),
    )
