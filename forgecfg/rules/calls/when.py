"""When a rule about calls in source can have something to say.

As in `forgecfg.rules.gates.common`: a rule is left out only where it would find nothing for sure.
"""

from __future__ import annotations

from forgecfg.rules.base import Context, Gate

PRODUCT_CALLS = ("requestJira", "requestConfluence", "requestBitbucket")
STORAGE_PACKAGES = ("@forge/sql", "@forge/object-store", "@forge/os", "@forge/llm")


def calls(*names: str) -> Gate:
    """For rules about calls whose last name is one of these."""

    def when(context: Context) -> bool:
        return context.reads_source and any(call.name in names for call in context.source.calls)

    return when


def with_source(context: Context) -> bool:
    """For rules that look at all of the source."""
    return context.reads_source


def imports(*packages: str) -> Gate:
    """For rules about the use of a package."""

    def when(context: Context) -> bool:
        return context.reads_source and not context.source.imports.keys().isdisjoint(packages)

    return when
