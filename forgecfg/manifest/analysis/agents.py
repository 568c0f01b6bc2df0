"""Remote agents (`rovo:agentConnector`): shared by rules."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.manifest.references import Module
from forgecfg.manifest.view import Manifest


def agent_connectors(manifest: Manifest) -> Iterator[Module]:
    """The modules of the type `rovo:agentConnector`."""
    for module in manifest.modules:
        if module.type == "rovo:agentConnector":
            yield module


def product_contexts(connector: Module) -> Iterator[Cursor]:
    """The products in which an agent is available."""
    listed = connector.cursor.get("productContexts")
    if listed is not None:
        yield from listed.items()
