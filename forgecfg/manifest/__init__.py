"""A typed, read-only view of a manifest: what is declared, and what refers to it."""

from forgecfg.manifest.references import Module, Reference, Target
from forgecfg.manifest.view import Endpoint, Manifest, Remote, Scope, Token, read_manifest

__all__ = [
    "Endpoint",
    "Manifest",
    "Module",
    "Reference",
    "Remote",
    "Scope",
    "Target",
    "Token",
    "read_manifest",
]
