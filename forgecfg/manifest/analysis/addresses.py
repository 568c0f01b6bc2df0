"""Parsing addresses of `permissions.external` as Forge does, which is as browsers do.

Verified with @forge/manifest 13.7.
"""

from __future__ import annotations

import re
from typing import NamedTuple

ANY = "*"
"""The address that allows every domain."""

AVATARS = ("*.gravatar.com", "*.wp.com", "*.atl-paas.net")
"""Avatar hosts, which Forge allows by default."""

_MAX_PORT = 65535
_PLAIN_HOST = re.compile(r"[a-zA-Z0-9.*-]+")
_IGNORED = re.compile(r"[\t\r\n]")
_QUERY = re.compile(r"[?#]")


class AddressParts(NamedTuple):
    """The parts of an address. `scheme` is "https" by default; `path` starts with "/"."""

    scheme: str
    host: str
    port: str
    path: str


def split_address(text: str) -> AddressParts:
    """The parts of an address that is not `*`; missing parts are ""."""
    if _PLAIN_HOST.fullmatch(text):
        return AddressParts("https", text, "", "")
    # Browsers remove line breaks and tabs, and read a backslash as a slash.
    clean = _IGNORED.sub("", text)
    before, found, after = clean.partition("://")
    scheme, rest = (before.lower(), after) if found else ("https", clean)
    rest = _QUERY.split(rest.replace("\\", "/"), maxsplit=1)[0].lstrip("/")
    authority, slash, path = rest.partition("/")
    host, _, port = authority.rpartition("@")[2].partition(":")
    return AddressParts(scheme, host, port, slash + path)


def has_valid_port(parts: AddressParts) -> bool:
    """Whether the port is a valid number, or is left out."""
    digits = re.fullmatch(r"[0-9]{0,5}", parts.port) is not None
    return digits and int(parts.port or 0) <= _MAX_PORT
