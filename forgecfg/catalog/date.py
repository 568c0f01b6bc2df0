"""When the facts in the catalog were collected."""

AS_OF = "2026-08-22"
"""Date of the facts, ISO 8601."""
