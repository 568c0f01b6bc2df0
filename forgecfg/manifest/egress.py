"""The addresses that `permissions.external` allows the app to reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.document.variables import REFERENCE
from forgecfg.manifest.view import Manifest

KINDS = (
    "fetch.backend",
    "fetch.client",
    "fonts",
    "frames",
    "images",
    "media",
    "navigation",
    "scripts",
    "styles",
)
"""The lists of addresses below `permissions.external`."""


class Address(NamedTuple):
    """One entry of a list of addresses: its kind, its place, and the place of the address."""

    kind: str
    item: Cursor
    place: Cursor

    @property
    def section(self) -> str:
        """How messages call the list that it is in."""
        return f"permissions.external.{self.kind}"

    @property
    def text(self) -> str | None:
        """The address, None where it is no string or depends on a variable."""
        text = self.place.text
        return text if text is not None and REFERENCE.search(text) is None else None

    @property
    def plain(self) -> bool:
        """Whether the entry is a string, not a mapping with an `address`."""
        return self.item is self.place and (self.place.unknown or self.place.text is not None)


def addresses(manifest: Manifest) -> Iterator[Address]:
    """Every address that is listed. Entries that name a remote are none."""
    external = manifest.at("permissions", "external")
    if external is None:
        return
    for kind in KINDS:
        listed = external.at(*kind.split("."))
        for item in listed.items() if listed is not None else ():
            place = item.get("address") if item.is_mapping else item
            if place is not None and not place.is_mapping and not place.is_list:
                yield Address(kind, item, place)
