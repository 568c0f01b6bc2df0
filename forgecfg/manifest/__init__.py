"""A typed, read-only view of a manifest: what is declared, and what refers to it."""

from forgecfg.manifest.declarations import DECLARED_IN, all_known, module_keys, names_for, names_of
from forgecfg.manifest.references import Module, Reference, Target
from forgecfg.manifest.view import Endpoint, Manifest, Remote, Scope, Token, read_manifest

__all__ = [
    "DECLARED_IN",
    "Endpoint",
    "Manifest",
    "Module",
    "Reference",
    "Remote",
    "Scope",
    "Target",
    "Token",
    "all_known",
    "module_keys",
    "names_for",
    "names_of",
    "read_manifest",
]
