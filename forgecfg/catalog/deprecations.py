"""What Forge has deprecated or blocks, with the dates and entries of its changelog.

`audit` lists all of it; rules report what the author can change in the manifest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Deprecated(NamedTuple):
    """One deprecation: since when (ISO 8601), what to use instead, and where Forge announced it.

    `blocked` is the date from which Forge rejects the deploy of it, "" if it does not.
    """

    since: str
    successor: str
    source: str
    blocked: str = ""


RUNTIMES: Mapping[str, Deprecated] = {
    "nodejs20.x": Deprecated("2026-04-30", "nodejs24.x", "CHANGE-3209", blocked="2026-05-06"),
}
"""Values of `app.runtime.name`. The blocking is progressive: it reached apps one after another."""

MODULE_TYPES: Mapping[str, Deprecated] = {
    "jira:issueGlance": Deprecated("2026-05-05", "jira:issueContext", "CHANGE-3203"),
    "jira:fullPage": Deprecated("2026-09-30", "global:fullPage", "CHANGE-3380"),
    "confluence:fullPage": Deprecated("2026-09-30", "global:fullPage", "CHANGE-3380"),
}
"""Module types."""

CONNECT_END_OF_SUPPORT = "2027-01-31"
"""When support for Connect ends (CHANGE-3383)."""

BASIC_LAYOUT_TYPES = frozenset(
    {
        "jira:adminPage",
        "jira:globalPage",
        "jira:personalSettingsPage",
        "jira:projectPage",
        "jira:projectSettingsPage",
    }
)
"""Pages of Jira whose `layout: basic` is deprecated for Custom UI (their module pages)."""

BEARER_METHODS = frozenset({"form-encoded", "uri-query"})
"""Values of `bearerMethod` that are deprecated (manifest-reference/providers, CHANGE-1431)."""

AGENT_PROTOCOL = "0.3"
"""The version of the Agent2Agent protocol that is deprecated (modules/rovo-agent-connector)."""
