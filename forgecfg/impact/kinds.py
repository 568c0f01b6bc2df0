"""All kinds of changes, by name. Names are part of the output and never change."""

from __future__ import annotations

from forgecfg.impact.access_kinds import ACCESS_KINDS
from forgecfg.impact.app_kinds import APP_KINDS
from forgecfg.impact.kind import AS_OF, DOCS, Kind

__all__ = ["AS_OF", "DOCS", "KINDS", "Kind"]

KINDS: dict[str, Kind] = {**ACCESS_KINDS, **APP_KINDS}
