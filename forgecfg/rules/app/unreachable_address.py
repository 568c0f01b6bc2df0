"""FC719."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.reachable import BACKEND_PORTS, is_private_host
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.addresses import ANY, split_address
from forgecfg.manifest.egress import addresses
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
permissions:
  external:
    fetch:
      backend:
        - address: https://api.acme-it.app:8443
      client:
        - address: https://wiki.acme.internal:9000
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD, why="A browser in the company network can reach the second address."),),
    bad=(
        Bad(
            _GOOD.replace("8443", "3000"),
            at=(5, 20),
            says='functions cannot reach "https://api.acme-it.app:3000": port 3000 is not open',
        ),
        Bad(
            _GOOD.replace("api.acme-it.app", "192.168.0.12"),
            at=(5, 20),
            says="a private host",
        ),
    ),
)
def unreachable_address(context: Context) -> Iterator[Violation]:
    """Functions can never reach an address that `permissions.external.fetch.backend` allows.

    Functions run in Atlassian's cloud. They can connect to the ports 80, 443, 7990, 8060, 8080,
    8085, 8089, 8090, 8443 and 8444 only (Forge documentation, function-reference/nodejs-runtime, as
    of 2026-08-22), and not to private networks: names that end in `.local`, `.internal`, `.test`,
    `.invalid` or `localhost`, and private IP addresses.

    How to fix:
    Use a public host and one of the open ports. For local development, start a tunnel with a public
    address, and write the address with a variable.
    """
    for address in addresses(context.manifest):
        text = address.text
        if address.kind != "fetch.backend" or not text or text == ANY:
            continue
        parts = split_address(text)
        if parts.scheme not in ("https", "wss", "http"):
            continue
        problem = ""
        if is_private_host(parts.host):
            problem = f"{quote(parts.host)} is a private host"
        elif parts.port.isascii() and parts.port.isdigit() and len(parts.port) < 6:
            closed = int(parts.port) not in BACKEND_PORTS
            problem = f"port {parts.port} is not open" if closed else ""
        if problem:
            yield Violation(
                at_value(address.location),
                f"functions cannot reach {quote(text)}: {problem}",
                help="use a public host, and port 443 or another open one",
            )
