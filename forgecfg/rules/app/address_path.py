"""FC715."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.addresses import ANY, has_valid_port, split_address
from forgecfg.manifest.egress import addresses
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
permissions:
  external:
    fetch:
      backend:
        - address: https://api.example.com
    images:
      - address: https://cdn.example.com/logos
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD), Good(_GOOD.replace("api.example.com", "api.example.com/"))),
    bad=(
        Bad(
            _GOOD.replace("api.example.com", "api.example.com/v1"),
            at=(5, 20),
            says='Forge ignores the path of address "https://api.example.com/v1" in '
            "permissions.external.fetch.backend",
        ),
    ),
)
def address_path(context: Context) -> Iterator[Violation]:
    """An address in `fetch.backend` has a path.

    Forge only compares the domain of a request with `fetch.backend` (Forge documentation,
    manifest-reference/permissions), so the path does not restrict the permission as it seems to.
    Forge's linter warns about it as well (verified with @forge/manifest 13.7).

    How to fix:
    Keep only scheme and domain, for example `address: https://api.example.com`.
    """
    for address in addresses(context.manifest):
        text = address.text
        if address.kind != "fetch.backend" or text is None or text == ANY:
            continue
        parts = split_address(text)
        if parts.host and has_valid_port(parts) and parts.path not in ("", "/"):
            yield Violation(
                at_value(address.location),
                f"Forge ignores the path of address {quote(text)} in {address.section}",
                help="keep only the domain",
            )
