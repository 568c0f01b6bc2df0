"""FC717."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.analytics import ANALYTICS_AS_OF, ANALYTICS_BLOCKED_SINCE, is_allowed
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.addresses import split_address
from forgecfg.manifest.egress import addresses
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
permissions:
  external:
    fetch:
      client:
        - address: "*.posthog.com"
          category: analytics
          inScopeEUD: false
        - address: https://api.acme-it.app
"""


@rule(
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good(_GOOD.replace('"*.posthog.com"', "https://eu.posthog.com")),
    ),
    bad=(
        Bad(
            _GOOD.replace("*.posthog.com", "stats.acme-it.app"),
            at=(5, 20),
            says='address "stats.acme-it.app" is not allowed in the category analytics (list of '
            "2026-08-22)",
        ),
        Bad(_GOOD.replace("*.posthog.com", "*"), at=(5, 20), says='address "*" is not allowed'),
    ),
)
def unapproved_analytics(context: Context) -> Iterator[Violation]:
    """An address of the category `analytics` is not on Forge's list of analytics tools.

    Since 2025-08-28, Forge blocks the deploy of an app that declares another domain in this
    category (Forge documentation, analytics-tool-policy). Forge's linter does not check it. The
    message has the date of the list that forgecfg knows.

    How to fix:
    Remove `category: analytics`, so that the address is general egress, or ask Atlassian to approve
    the tool. If it has been approved since the date in the message, ignore the finding with a
    comment.
    """
    for address in addresses(context.manifest):
        category = address.item.get("category") if address.item.is_mapping else None
        text = address.text
        if category is None or category.text != "analytics" or not text:
            continue
        if text == "*" or not is_allowed(split_address(text).host):
            yield Violation(
                at_value(address.location),
                f"address {quote(text)} is not allowed in the category analytics (list of "
                f"{ANALYTICS_AS_OF}); Forge blocks the deploy since {ANALYTICS_BLOCKED_SINCE}",
                help="remove `category: analytics`, or use an approved analytics tool",
            )
