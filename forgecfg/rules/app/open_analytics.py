"""FC718."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import add_entry
from forgecfg.findings import Safety, Severity, Violation
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
"""


@rule(
    Severity.INFO,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD), Good(_GOOD.replace("false", "true"))),
    bad=(
        Bad(
            _GOOD.replace("          inScopeEUD: false\n", ""),
            at=(5, 20),
            says='analytics address "*.posthog.com" does not set inScopeEUD, which counts as true',
            fixed=_GOOD,
        ),
    ),
)
def open_analytics(context: Context) -> Iterator[Violation]:
    """An analytics address does not say whether it receives end-user data.

    Without `inScopeEUD`, Forge assumes that end-user data goes to the address, which counts against
    the app's data-residency and Runs on Atlassian status (Forge documentation,
    manifest-reference/permissions).

    How to fix:
    Write `inScopeEUD: false` if no end-user data goes there, otherwise `inScopeEUD: true`.
    """
    for address in addresses(context.manifest):
        category = address.item.get("category") if address.item.is_mapping else None
        if category is None or category.text != "analytics" or not address.text:
            continue
        if address.item.get("inScopeEUD") is None:
            yield Violation(
                at_value(address.location),
                f"analytics address {quote(address.text)} does not set inScopeEUD, which counts as "
                "true",
                help="write `inScopeEUD: false` if it receives no end-user data",
                fixes=add_entry(address.item, "inScopeEUD", False),
            )
