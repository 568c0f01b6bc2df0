"""New items: their data, with the keys in the order that the file uses, and their additions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.catalog.placeholder import PLACEHOLDER_BASE_URL
from forgecfg.catalog.regions import DEFAULT_REGION
from forgecfg.document.cursor import Cursor
from forgecfg.manifest.view import Manifest
from forgecfg.scaffold.addition import ENDPOINTS, REMOTES, SCOPES, Addition

if TYPE_CHECKING:
    from forgecfg.document.changes import Data
    from forgecfg.scaffold.connect import Caller

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
    """A new endpoint, and the module that will call it, if any. `remote` is "" for the only one."""

    key: str
    remote: str
    tokens: tuple[str, ...] = ()
    route: str | None = None
    caller: Caller | None = None

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


class NewTokens(NamedTuple):
    """Tokens of an endpoint or remote, and scopes.

    The key can be written as `endpoint:KEY` or `remote:KEY`.
    """

    key: str
    tokens: tuple[str, ...]
    scopes: tuple[str, ...] = ()


class NewResource(NamedTuple):
    """A new resource; the path is relative to the manifest."""

    key: str
    path: str

    def item(self) -> Item:
        """The item of `resources`."""
        return {"key": self.key, "path": self.path}


class NewFunction(NamedTuple):
    """A new function. `handler` is `file.export`, by default an export named as the function."""

    key: str
    handler: str | None = None

    @property
    def handler_or_default(self) -> str:
        """The handler: that of function `on-issue` is `index.onIssue`."""
        if self.handler is not None:
            return self.handler
        first, *rest = [word for word in re.split("[-_]+", self.key) if word] or ["handler"]
        return f"index.{first}{''.join(word[:1].upper() + word[1:] for word in rest)}"

    def item(self) -> Item:
        """The item of `modules.function`."""
        return {"key": self.key, "handler": self.handler_or_default}


class NewTrigger(NamedTuple):
    """A new trigger with its events, or a scheduled trigger with its interval, and what it calls.

    `handler` is that of a new function, `remote` that of a new endpoint.
    """

    key: str
    events: tuple[str, ...] = ()
    interval: str | None = None
    function: str | None = None
    endpoint: str | None = None
    handler: str | None = None
    remote: str | None = None

    @property
    def type(self) -> str:
        """The module type."""
        return "trigger" if self.interval is None else "scheduledTrigger"

    def item(self) -> Item:
        """The item of `modules.trigger` or `modules.scheduledTrigger`."""
        item: Item = {"key": self.key}
        if self.function is not None:
            item["function"] = self.function
        if self.endpoint is not None:
            item["endpoint"] = self.endpoint
        if self.interval is not None:
            item["interval"] = self.interval
        else:
            item["events"] = list(self.events)
        return item


def in_file_order(item: Item, existing: Sequence[Cursor]) -> Item:
    """The item with its keys in the order of the last existing item."""
    if not existing:
        return item
    # An endpoint of a container service has `service` instead of `remote`.
    order = ["remote" if name == "service" else name for name, _ in existing[-1].entries()]
    known = [name for name in order if name in item]
    return {name: item[name] for name in [*known, *(n for n in item if n not in known)]}


def endpoint_addition(manifest: Manifest, new: NewEndpoint) -> Addition:
    """A new endpoint."""
    existing = [endpoint.cursor for endpoint in manifest.endpoints[-1:]]
    item = in_file_order(new.item(), existing)
    tokens = f" with {' and '.join(new.tokens)}" if new.tokens else ""
    return Addition(ENDPOINTS, [item], f'endpoint "{new.key}" to remote "{new.remote}"{tokens}')


def remote_addition(manifest: Manifest, new: NewRemote) -> Addition:
    """A new remote."""
    item: Item = in_file_order(new.item(), [remote.cursor for remote in manifest.remotes[-1:]])
    placeholder = f"placeholder {PLACEHOLDER_BASE_URL}: replace it before you deploy"
    url = f"base URL {new.base_url}" if new.base_url else placeholder
    listed = ", ".join(new.operations)
    note = f'administrators see what remote "{new.key}" is for: `operations: [{listed}]`'
    return Addition(REMOTES, [item], f'remote "{new.key}" with {url}', note=note if listed else "")


def scope_addition(manifest: Manifest, names: list[str]) -> Addition:
    """New scopes, in the form of the existing ones (list or mapping)."""
    section = manifest.scope_section
    as_mapping = section is not None and section.is_mapping and any(section.entries())
    data: Data = {name: {} for name in names} if as_mapping else list(names)
    plural = "s" if len(names) > 1 else ""
    return Addition(SCOPES, data, f"scope{plural} {', '.join(names)}")


def module_addition(manifest: Manifest, kind: str, item: Item) -> Addition:
    """A new module of a type."""
    existing = [module.cursor for module in manifest.modules if module.type == kind]
    data = in_file_order(item, existing[-1:])
    return Addition(("modules", kind), [data], f'{kind} "{item["key"]}"')
