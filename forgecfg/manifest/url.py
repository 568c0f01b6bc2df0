"""Parsing the URL of a remote."""

from __future__ import annotations

import re
from typing import NamedTuple

_PARTS = r"([a-zA-Z][a-zA-Z0-9+.-]*)://([^/?#\\]*)([^?#]*)(\?[^#]*)?(#.*)?"
# Names beyond ASCII are valid: browsers and Node convert them (IDNA).
_LABEL = r"(?:[a-zA-Z0-9_-]|[^\x00-\x7f])+"
_HOST = rf"{_LABEL}(\.{_LABEL})*\.?|\[(?=[^]]*:)[0-9a-fA-F:.]+\]"
_HIGHEST_PORT = 65535


class UrlError(ValueError):
    """The message of an invalid URL: the end of a sentence that starts with "the URL"."""


class Url(NamedTuple):
    """The parts of a URL. Scheme and host are in lower case; empty parts are "".

    `path` starts with its slash, `query` with "?" and `fragment` with "#".
    """

    scheme: str
    host: str
    path: str
    query: str
    fragment: str


def parse_url(text: str) -> Url:
    """The parts of an absolute URL with a host, of any scheme.

    Raises UrlError for any other text. The check is stricter than a browser, which would remove
    spaces and add slashes: remotes are not called by browsers only.
    """
    if not text:
        raise UrlError("is empty")
    if any(char == " " or not char.isprintable() for char in text):
        raise UrlError("contains a space or a control character")
    match = re.fullmatch(_PARTS, text)
    if match is None:
        raise UrlError("does not start with https://")
    scheme, authority, path, query, fragment = (part or "" for part in match.groups())
    host, port = _host_and_port(authority.rpartition("@")[2])
    if not host:
        raise UrlError("has no host")
    if re.fullmatch(_HOST, host) is None:
        raise UrlError("has a malformed host")
    if port and (re.fullmatch(r"[0-9]{1,5}", port) is None or int(port) > _HIGHEST_PORT):
        raise UrlError("has a malformed port")
    return Url(scheme.lower(), host.lower(), path, query, fragment)


def _host_and_port(authority: str) -> tuple[str, str]:
    # A colon within the brackets of an IPv6 address does not separate a port.
    split = authority.rfind(":")
    if split <= authority.rfind("]"):
        return authority, ""
    return authority[:split], authority[split + 1 :]
