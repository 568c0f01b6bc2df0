"""What is known of a kind of changes."""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.impact.changes import Certainty, Impact

AS_OF = "2026-11-27"
"""Date of the facts, ISO 8601."""

DOCS = "https://developer.atlassian.com/platform/forge/"
_PLATFORM = "https://developer.atlassian.com/platform/"
_CONNECT = "adopting-forge-from-connect/"
"""The pages about moving from Connect are next to those of Forge, not below them."""


class Kind(NamedTuple):
    """One kind of change. `page` is the part of the address after `DOCS`, "" without a page."""

    impact: Impact
    certainty: Certainty
    page: str
    reason: str
    instead: str = ""

    @property
    def url(self) -> str:
        """The address of the page."""
        base = _PLATFORM if self.page.startswith(_CONNECT) else DOCS
        return f"{base}{self.page}" if self.page else ""
