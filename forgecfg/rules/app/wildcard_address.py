"""FC713."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.addresses import ANY
from forgecfg.manifest.egress import addresses
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
permissions:
  external:
    fetch:
      client:
        - address: "*.example.com"
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("*.example.com", "*"),
            at=(5, 20),
            says="`*` in permissions.external.fetch.client allows egress to any domain",
        ),
    ),
)
def wildcard_address(context: Context) -> Iterator[Violation]:
    """The app is allowed to access any domain.

    `*` removes the protection of the list that contains it, and administrators see it when they
    install the app. Forge's linter warns about it as well (verified with @forge/manifest 13.7).
    Popups from frames need `*` in `fetch.client`, though (Forge documentation,
    manifest-reference/permissions).

    How to fix:
    List the domains that the app needs, with `*.` for all subdomains of one: `"*.example.com"`.
    """
    for address in addresses(context.manifest):
        if address.text == ANY:
            yield Violation(
                at_value(address.location),
                f"`*` in {address.section} allows egress to any domain",
                help="list the domains that the app needs",
            )
