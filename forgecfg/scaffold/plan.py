"""The data of new items, with their keys in the order that the file uses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.catalog.placeholder import PLACEHOLDER_BASE_URL
from forgecfg.catalog.regions import DEFAULT_REGION
from forgecfg.document.cursor import Cursor

if TYPE_CHECKING:
    from forgecfg.document.changes import Data

Item = dict[str, "Data"]


class NewRemote(NamedTuple):
    """A new remote; without a base URL it gets a placeholder."""

    key: str
    base_url: str | None = None
    regions: tuple[tuple[str, str], ...] = ()
    operations: tuple[str, ...] = ()

    def item(self) -> Item:
        """The item of `remotes`."""
        url = self.base_url or PLACEHOLDER_BASE_URL
        item: Item = {"key": self.key}
        item["baseUrl"] = {DEFAULT_REGION: url, **dict(self.regions)} if self.regions else url
        if self.operations:
            item["operations"] = list(self.operations)
        return item


class NewEndpoint(NamedTuple):
    """A new endpoint, and the module (type and key) that will call it, if any."""

    key: str
    remote: str
    tokens: tuple[str, ...] = ()
    route: str | None = None
    module: tuple[str, str] | None = None

    def item(self) -> Item:
        """The item of `modules.endpoint`."""
        item: Item = {"key": self.key, "remote": self.remote}
        if self.route is not None:
            item["route"] = {"path": self.route}
        if self.tokens:
            item["auth"] = {token: {"enabled": True} for token in self.tokens}
        return item


class NewScopes(NamedTuple):
    """New scopes."""

    names: tuple[str, ...]


def in_file_order(item: Item, existing: Sequence[Cursor]) -> Item:
    """The item with its keys in the order of the last existing item."""
    if not existing:
        return item
    # An endpoint of a container service has `service` instead of `remote`.
    order = ["remote" if name == "service" else name for name, _ in existing[-1].entries()]
    known = [name for name in order if name in item]
    return {name: item[name] for name in [*known, *(n for n in item if n not in known)]}
