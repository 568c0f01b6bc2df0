"""Size limits of a manifest."""

FORGE_SIZE_LIMIT = 200 * 1024
"""The maximum number of bytes of a manifest (Forge documentation, manifest-reference)."""

SAFETY_SIZE_LIMIT = 16 * 1024 * 1024
"""The maximum number of bytes that forgecfg reads, to limit its memory."""

MAX_NODES = 100_000
"""The maximum number of values and keys that forgecfg reads, to limit its time and memory.

A value needs two characters or more, so a manifest within Forge's limit has fewer.
"""
