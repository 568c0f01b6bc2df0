"""FC713."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.egress import addresses
from forgecfg.rules.app.address_parts import ANY
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
permissions:
  external:
    fetch:
      client:
        - address: "*.example.com"
"""


@rule(
    "FC713",
    "global-address",
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("*.example.com", "*"),
            at=(5, 20),
            says="permissions.external.fetch.client allows every address",
        ),
    ),
)
def global_address(context: Context) -> Iterator[Violation]:
    """The app may reach every address there is.

    `*` makes the list that it is in worthless as a protection, and administrators see it when they
    install the app. Forge's own linter warns of it (measured). Popups from frames need it in
    `fetch.client`, though (Forge documentation, manifest-reference/permissions).
    """
    for address in addresses(context.manifest):
        if address.text == ANY:
            yield Violation(
                at_value(address.location),
                f"{address.section} allows every address",
                help="list the addresses that the app needs",
            )
