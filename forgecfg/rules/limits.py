"""The check that all rules about limits share: a count, a length or an amount is in range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forgecfg.catalog.limits import Enforcement, Limit
from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import Location, at_item, at_value
from forgecfg.findings import Severity, Violation

_SEVERITIES = {
    Enforcement.REJECTED: Severity.ERROR,
    Enforcement.DOCUMENTED: Severity.WARNING,
    Enforcement.EARLY_ACCESS: Severity.INFO,
    Enforcement.UNENFORCED: Severity.INFO,
}


def check_count(limit: Limit, entries: Sequence[Cursor], help_text: str) -> Iterator[Violation]:
    """Report the first entry beyond the limit; `entries` are in source order."""
    if not _exceeds(limit, len(entries)):
        return
    related: tuple[tuple[Location, str], ...] = ()
    message = f"too many {limit.subject}: {len(entries)} (limit {limit.maximum})"
    if limit.maximum == 1:
        message = f"only one {limit.subject} is allowed"
        related = ((at_item(entries[0]), "first declared here"),)
    location = at_item(entries[limit.maximum])
    yield Violation(location, message, help=help_text, related=related, severity=_severity(limit))


def check_length(limit: Limit, key: Cursor, help_text: str) -> Iterator[Violation]:
    """Report a key with more characters than the limit."""
    text = key.text or ""
    if _exceeds(limit, len(text)):
        yield Violation(
            at_value(key),
            f"{limit.subject} {quote(text)} is {len(text)} characters long "
            f"(maximum {limit.maximum})",
            help=help_text,
            severity=_severity(limit),
        )


def check_amount(
    limit: Limit, amount: float, subject: str, location: Cursor, help_text: str
) -> Iterator[Violation]:
    """Report an amount out of range; `amount` is in the limit's unit, `subject` names it."""
    if _exceeds(limit, amount):
        bounds = limit.bounds or f"{limit.minimum} to {limit.maximum}"
        yield Violation(
            at_value(location),
            f"{subject} is out of range (documented: {bounds})",
            help=help_text,
            severity=_severity(limit),
        )


def _exceeds(limit: Limit, value: float) -> bool:
    return not limit.minimum <= value <= limit.maximum


def _severity(limit: Limit) -> Severity:
    return _SEVERITIES[limit.enforcement]
