"""URLs of the project's pages. While its home is a reserved name, there are none."""

from __future__ import annotations

from urllib.parse import urlsplit

from forgecfg import PROJECT_URL

# Names that never exist (RFC 2606): nothing is printed that leads to them.
_RESERVED = (".example", ".invalid", ".localhost", ".test")


def home_url() -> str:
    """The URL of the project, "" while it has none."""
    host = urlsplit(PROJECT_URL).hostname or ""
    return "" if not host or host.endswith(_RESERVED) else PROJECT_URL


def rule_url(name: str) -> str:
    """The URL of the docs page of the rule with this name, "" while there is none."""
    home = home_url()
    return f"{home}/rules/{name}" if home else ""
