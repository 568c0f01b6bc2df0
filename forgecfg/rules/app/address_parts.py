"""How Forge takes the addresses of `permissions.external` apart: as browsers do (measured)."""

from __future__ import annotations

import re
from typing import NamedTuple

ANY = "*"
"""The address that stands for all."""

AVATARS = ("*.gravatar.com", "*.wp.com", "*.atl-paas.net")
"""Hosts of avatars, which Forge allows by itself (measured)."""

_HIGHEST_PORT = 65535


class AddressParts(NamedTuple):
    """The parts of an address. `scheme` is "https" where it has none; `path` starts with "/"."""

    scheme: str
    host: str
    port: str
    path: str


def split_address(text: str) -> AddressParts:
    """The parts of an address that is not `*`; those that are not there are ""."""
    # Browsers drop line breaks and tabs, and read a backslash as a slash.
    clean = re.sub(r"[\t\r\n]", "", text)
    before, found, after = clean.partition("://")
    scheme, rest = (before.lower(), after) if found else ("https", clean)
    rest = re.split(r"[?#]", rest.replace("\\", "/"), maxsplit=1)[0].lstrip("/")
    authority, slash, path = rest.partition("/")
    host, _, port = authority.rpartition("@")[2].partition(":")
    return AddressParts(scheme, host, port, slash + path)


def has_port(parts: AddressParts) -> bool:
    """Whether the port is a number that a port can have, or is left out."""
    digits = re.fullmatch(r"[0-9]{0,5}", parts.port) is not None
    return digits and int(parts.port or 0) <= _HIGHEST_PORT
