"""Which values are faulty by themselves, so that what follows from it need not be said too."""

from __future__ import annotations

from forgecfg.document.positions import YamlPath
from forgecfg.rules.base import Context


def malformed_locations(context: Context, *others: str) -> set[YamlPath]:
    """The paths of values that are none of those Forge takes.

    `others` are further rules about the shape whose places count.
    """
    return {
        violation.location.path
        for rule in ("invalid-format", "invalid-value", *others)
        for violation in context.structure.get(rule, ())
    }
