"""Regions that a `baseUrl` mapping of a remote may name.

Source: the Forge page manifest-reference/remotes and measured behavior; names are case-sensitive.
"""

REGIONS: tuple[str, ...] = ("EU", "US", "AU", "DE", "SG", "CA", "IN", "KR", "JP", "GB", "CH")
"""Region names, without the default."""

DEFAULT_REGION = "default"
"""Key that every `baseUrl` mapping must have, in addition to any of `REGIONS`."""
