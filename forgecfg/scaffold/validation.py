"""Validation of the keys and URLs that users give for additions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from forgecfg.document.variables import REFERENCE
from forgecfg.errors import UsageError
from forgecfg.manifest.url import UrlError, parse_url

# Forge rejects a longer key of a remote (verified with @forge/manifest 13.7). For an endpoint the
# limit is only documented (manifest-reference/endpoint).
LONGEST_KEY = 23
_KEY = re.compile(r"[a-zA-Z0-9_-]+")
_KEYED_URL = re.compile(r"([a-zA-Z0-9_-]+)=(.*)", re.DOTALL)


def read_base_urls(values: Iterable[str]) -> dict[str, str]:
    """Base URLs from `URL` (for every new remote) or `KEY=URL`, by key.

    Raises UsageError for a value that is not an https:// URL, and for two for the same remote.
    """
    urls: dict[str, str] = {}
    for value in values:
        keyed = _KEYED_URL.fullmatch(value)
        key, url = (keyed[1], keyed[2]) if keyed else ("", value)
        if key in urls:
            raise UsageError(f"duplicate base URL for {key or 'all remotes'}")
        urls[key] = validated_url(url)
    return urls


def validated_url(url: str) -> str:
    """The URL itself; raises UsageError if Forge could not call it.

    It may contain variables of the manifest, `${NAME}`, or be one.
    """
    written = f"https://{url}" if REFERENCE.match(url) else url
    try:
        scheme = parse_url(REFERENCE.sub("variable", written)).scheme
    except UrlError as error:
        raise UsageError(f"the base URL {url!r} {error}") from None
    if scheme != "https":
        raise UsageError(f"the base URL {url!r} must start with https://")
    return url


def key_error(key: str, what: str, longest: int | None = LONGEST_KEY) -> str | None:
    """Why a text is not a valid key of a new remote or endpoint, None if it is valid."""
    if not _KEY.fullmatch(key):
        return f"invalid {what} {key[:60]!r}: use letters, digits, '-' and '_' only"
    if longest is not None and len(key) > longest:
        return f"{what} {key[:60]!r} is {len(key)} characters long (maximum {longest})"
    return None
