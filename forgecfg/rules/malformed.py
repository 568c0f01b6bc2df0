"""Values that are reported as malformed, so that other rules do not report their consequences."""

from __future__ import annotations

from forgecfg.document.positions import YamlPath
from forgecfg.rules.base import Context


def malformed_locations(context: Context, *others: str) -> set[YamlPath]:
    """The paths of values with an invalid format or value.

    `others` are names of schema rules whose locations are included.
    """
    return {
        violation.location.path
        for rule in ("invalid-format", "invalid-value", "unknown-value", *others)
        for violation in context.structure.get(rule, ())
    }
