"""Triggers and the events that they listen to: shared by rules."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.manifest.references import Module
from forgecfg.manifest.view import Manifest


def triggers(manifest: Manifest) -> Iterator[Module]:
    """The triggers of an app."""
    for module in manifest.modules:
        if module.type == "trigger":
            yield module


def events_of(trigger: Module) -> Iterator[Cursor]:
    """The names of the events of a trigger, including those with their own filter."""
    listed = trigger.cursor.get("events")
    for event in listed.items() if listed is not None else ():
        name = event.get("eventType") if event.is_mapping else event
        if name is not None:
            yield name
