"""Keys and addresses that people give for what is to be added: read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from forgecfg.document.variables import REFERENCE
from forgecfg.errors import UsageError
from forgecfg.manifest.url import UrlError, parse_url

# Measured: a remote's key is refused beyond this; for an endpoint's key Forge only documents it
# (manifest-reference/endpoint).
LONGEST_KEY = 23
_KEY = re.compile(r"[a-zA-Z0-9_-]+")
_KEYED_URL = re.compile(r"([a-zA-Z0-9_-]+)=(.*)", re.DOTALL)


def read_base_urls(values: Iterable[str]) -> dict[str, str]:
    """Addresses given as `URL` (for every new remote) or `KEY=URL`.

    Raises UsageError for an address that is no https:// URL, and for two for the same remote.
    """
    urls: dict[str, str] = {}
    for value in values:
        keyed = _KEYED_URL.fullmatch(value)
        key, url = (keyed[1], keyed[2]) if keyed else ("", value)
        if key in urls:
            raise UsageError(f"two base URLs are given for {key or 'all remotes'}")
        urls[key] = checked_url(url)
    return urls


def checked_url(url: str) -> str:
    """The URL itself; raises UsageError where it is no base URL that Forge could call.

    Variables of the manifest, `${NAME}`, may be part of it, or the whole of it.
    """
    written = f"https://{url}" if REFERENCE.match(url) else url
    try:
        scheme = parse_url(REFERENCE.sub("variable", written)).scheme
    except UrlError as error:
        raise UsageError(f"the base URL {url!r} {error}") from None
    if scheme != "https":
        raise UsageError(f"the base URL {url!r} must start with https://")
    return url


def key_fault(key: str, what: str, longest: int | None = LONGEST_KEY) -> str | None:
    """Why something cannot be the key of a new remote or endpoint, None if it can."""
    if not _KEY.fullmatch(key):
        return f"the {what} {key[:60]!r} must consist of letters, digits, '-' and '_'"
    if longest is not None and len(key) > longest:
        return f"the {what} {key[:60]!r} has {len(key)} characters; Forge takes {longest}"
    return None
