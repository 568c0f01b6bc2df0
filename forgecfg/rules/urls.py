"""URLs of the project's pages. While its home is a reserved name, there are none."""

from __future__ import annotations

from urllib.parse import urlsplit

from forgecfg import DOCS_URL, PROJECT_URL

# Names that never exist (RFC 2606): nothing is printed that leads to them.
_RESERVED = (".example", ".invalid", ".localhost", ".test")


def home_url() -> str:
    """The URL of the project, "" while it has none."""
    return _public(PROJECT_URL)


def rule_url(name: str) -> str:
    """The URL of the docs page of the rule with this name, "" while there is none."""
    site = _public(DOCS_URL)
    return f"{site}/rules/{name}" if site else ""


def _public(url: str) -> str:
    """The URL, or "" if it has a reserved name."""
    host = urlsplit(url).hostname or ""
    return "" if not host or host.endswith(_RESERVED) else url
