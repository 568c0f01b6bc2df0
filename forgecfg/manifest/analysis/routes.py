"""Endpoints that the backend of Forge calls."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.callers import is_backend_call
from forgecfg.manifest.analysis.misplaced import has_misspelling_of
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.view import Endpoint, Manifest


def unrouted(manifest: Manifest) -> Iterator[tuple[Endpoint, list[Reference]]]:
    """Endpoints without a route that Forge's backend calls, with these calls."""
    callers: dict[str, list[Reference]] = {}
    for reference in manifest.references[Target.ENDPOINT]:
        if reference.name is not None and is_backend_call(reference.module_type, reference.site):
            callers.setdefault(reference.name, []).append(reference)
    for endpoint in manifest.endpoints:
        # A second endpoint of the same name is never called.
        calls = callers.pop(endpoint.name, None) if endpoint.name is not None else None
        has_route = endpoint.cursor.get("route") is not None
        if calls is not None and not has_route and not has_misspelling_of(endpoint.cursor, "route"):
            yield endpoint, calls
