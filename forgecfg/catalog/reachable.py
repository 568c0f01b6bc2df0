"""Hosts and ports that a function or Forge itself can never reach."""

from __future__ import annotations

import ipaddress

BACKEND_PORTS = frozenset({80, 8080, 443, 8443, 8444, 7990, 8089, 8090, 8085, 8060})
"""The ports that functions can connect to (Forge documentation, function-reference/nodejs-runtime,
as of 2026-08-22)."""

# Never delegated in the public DNS: RFC 6761, RFC 6762, RFC 9476, ICANN 2024 (internal).
_PRIVATE_ENDINGS = (
    ".localhost",
    ".local",
    ".internal",
    ".invalid",
    ".test",
    ".alt",
    ".home.arpa",
)


def is_private_host(host: str) -> bool:
    """Whether no server on the internet can have this host.

    It is a name that is reserved for local networks or for tests, or a private IP address. `host`
    has no port; an IPv6 address is in brackets.
    """
    name = host.strip("[]").rstrip(".").lower()
    if f".{name}".endswith(_PRIVATE_ENDINGS):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return not address.is_global
