"""The addresses under `permissions.external`, which the app may access."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
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
"""The lists of addresses under `permissions.external`."""


class Address(NamedTuple):
    """One entry of a list of addresses: its kind, and the cursors of the entry and the address."""

    kind: str
    item: Cursor
    location: Cursor

    @property
    def section(self) -> str:
        """The name of its list in messages."""
        return f"permissions.external.{self.kind}"

    @property
    def text(self) -> str | None:
        """The address, None if it is not a string or depends on a variable."""
        text = self.location.text
        return text if text is not None and REFERENCE.search(text) is None else None

    @property
    def is_plain_string(self) -> bool:
        """Whether the entry is a string, not a mapping with an `address`."""
        return self.item is self.location and (
            self.location.unknown or self.location.text is not None
        )


def addresses(manifest: Manifest) -> Iterator[Address]:
    """All addresses, without the entries that reference a remote."""
    return iter(_listed(manifest))


# Many rules look at all of them.
@lru_cache(maxsize=1)
def _listed(manifest: Manifest) -> tuple[Address, ...]:
    external = manifest.at("permissions", "external")
    return tuple(_read(external)) if external is not None else ()


def _read(external: Cursor) -> Iterator[Address]:
    for kind in KINDS:
        listed = external.at(*kind.split("."))
        for item in listed.items() if listed is not None else ():
            location = item.get("address") if item.is_mapping else item
            if location is not None and not location.is_mapping and not location.is_list:
                yield Address(kind, item, location)
