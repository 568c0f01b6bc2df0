"""The official schema of Forge manifests, where the user has it installed.

It comes with the npm package `@forge/manifest`, which `@forge/cli` brings along. Nothing of it is
part of forgecfg: it is read from the user's disk, when the user asks for it.
"""

from forgecfg.forge_schema.load import ForgeSchema, load

__all__ = ["ForgeSchema", "load"]
