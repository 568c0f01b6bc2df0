"""What Forge allows in a manifest: module types, reference sites, scopes, regions, callers.

A table of our own, made from Atlassian's public documentation and from the measured behaviour of
Forge's own linter. Forge changes often, so a name missing here may be newer than `AS_OF`: an
unknown name is a reason to warn, not proof of a mistake. Each table is a module of its own, to be
imported by those that use it; importing this package loads none of them.
"""

AS_OF = "2026-08-22"
"""Date of the facts, ISO 8601."""
