"""How much a manifest may hold."""

FORGE_SIZE_LIMIT = 200 * 1024
"""Bytes that Forge documents for a manifest (manifest-reference)."""

SAFETY_SIZE_LIMIT = 16 * 1024 * 1024
"""Bytes beyond which nothing is read: it only keeps memory bounded."""
