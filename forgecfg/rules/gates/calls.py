"""Gates of the rules about calls in source.

As in `forgecfg.rules.gates.common`: a rule is skipped only if it cannot find anything.
"""

from __future__ import annotations

from forgecfg.rules.base import Context, Gate

PRODUCT_CALLS = ("requestJira", "requestConfluence", "requestBitbucket")
STORAGE_PACKAGES = ("@forge/sql", "@forge/object-store", "@forge/os", "@forge/llm")


def has_call(*names: str) -> Gate:
    """For rules about calls whose last name is one of these."""

    def gate(context: Context) -> bool:
        return context.reads_source and any(call.name in names for call in context.source.calls)

    return gate


def reads_source(context: Context) -> bool:
    """For rules that look at all of the source."""
    return context.reads_source


def imports_package(*packages: str) -> Gate:
    """For rules about the use of a package."""

    def gate(context: Context) -> bool:
        return context.reads_source and not context.source.imports.keys().isdisjoint(packages)

    return gate
