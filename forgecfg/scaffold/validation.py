"""Validation of the keys, URLs and scopes that users give for additions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from forgecfg.catalog.scopes import KNOWN_SCOPES
from forgecfg.document.variables import REFERENCE
from forgecfg.errors import UsageError
from forgecfg.manifest.analysis.scope_names import intended_name
from forgecfg.manifest.url import UrlError, parse_url
from forgecfg.suggest import closest

# Forge rejects a longer key of a remote (verified with @forge/manifest 13.7). For an endpoint the
# limit is only documented (manifest-reference/endpoint).
LONGEST_KEY = 23
_KEY = re.compile(r"[a-zA-Z0-9_-]+")
_SCOPE = re.compile(r"[A-Za-z0-9:._-]+")
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


def validated_scopes(names: Iterable[str]) -> tuple[str, ...]:
    """The names of new scopes.

    Raises UsageError for an invalid name, or for a typo of a known scope.
    """
    scopes = tuple(names)
    for name in scopes:
        if not _SCOPE.fullmatch(name):
            raise UsageError(
                f"invalid scope {name!r}: use letters, digits, ':', '.', '-' and '_' only"
            )
        intended = None if name in KNOWN_SCOPES else intended_name(name)
        if intended is not None:
            raise UsageError(f"unknown scope {name!r}; did you mean {intended!r}?")
    return scopes


def check_key(key: str, what: str, longest: int | None = LONGEST_KEY) -> None:
    """Raise UsageError if a text is not a valid key."""
    error = key_error(key, what, longest)
    if error is not None:
        raise UsageError(error)


def check_new(key: str, existing: Iterable[str | None], kind: str) -> None:
    """Raise UsageError if a key exists already."""
    if key in existing:
        raise UsageError(f"{kind} {key!r} already exists")


def check_known(name: str, names: tuple[str, ...], kind: str) -> None:
    """Raise UsageError, with a suggestion, for a name that is not among those allowed."""
    if name not in names:
        hint = did_you_mean(closest(name, names)) or f"; expected one of: {', '.join(names)}"
        raise UsageError(f"unknown {kind} {name!r}{hint}")


def did_you_mean(intended: str | None) -> str:
    """The end of a message about an unknown name, "" without a suggestion."""
    return f"; did you mean {intended!r}?" if intended else ""
