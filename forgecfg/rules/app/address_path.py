"""FC715."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.egress import addresses
from forgecfg.rules.app.address_parts import ANY, has_port, split_address
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
    "FC715",
    "address-path",
    Severity.WARNING,
    good=(Good(_GOOD), Good(_GOOD.replace("api.example.com", "api.example.com/"))),
    bad=(
        Bad(
            _GOOD.replace("api.example.com", "api.example.com/v1"),
            at=(5, 20),
            says="has a path, which Forge ignores",
        ),
    ),
)
def address_path(context: Context) -> Iterator[Violation]:
    """An address that functions may call has a path.

    Forge compares only the domain of what a function calls with `fetch.backend` (Forge
    documentation, manifest-reference/permissions), so the path does not narrow the permission, as
    it seems to. Its own linter warns of it (measured).
    """
    for address in addresses(context.manifest):
        text = address.text
        if address.kind != "fetch.backend" or text is None or text == ANY:
            continue
        parts = split_address(text)
        if parts.host and has_port(parts) and parts.path not in ("", "/"):
            yield Violation(
                at_value(address.location),
                f"{quote(text)} in {address.section} has a path, which Forge ignores",
                help="leave only the domain",
            )
