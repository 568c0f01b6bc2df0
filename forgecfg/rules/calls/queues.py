"""The queues that consumers read."""

from __future__ import annotations

from forgecfg.document.cursor import Cursor
from forgecfg.manifest.view import Manifest


def consumed_queues(manifest: Manifest) -> dict[str, Cursor] | None:
    """The queues of all consumers with their locations; None if one of them is unknown."""
    found: dict[str, Cursor] = {}
    for module in manifest.modules:
        if module.type == "consumer":
            queue = module.cursor.get("queue")
            if queue is None or queue.text is None:
                return None
            found.setdefault(queue.text, queue)
    return found
