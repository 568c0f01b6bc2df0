"""Who receives calls and data: remotes, endpoints, providers, services."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.document.nodes import Scalar
from forgecfg.manifest.analysis.canonical import Canonical, canonical, text_of
from forgecfg.manifest.analysis.ranges import SourceRange, item_range, value_range
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.view import Endpoint, Manifest, Remote


class BaseUrl(NamedTuple):
    """One base URL; the region of a plain URL is `default`.

    `known` is false where it depends on a variable without a default.
    """

    region: str
    url: str
    known: bool
    at: SourceRange


class RemoteGrant(NamedTuple):
    """One entry of `remotes`.

    `operations` is None where the remote does not say; Forge then assumes that it stores data
    (manifest-reference/remotes). `in_scope` is `storage.inScopeEUD`, None where it is absent.
    `configurable` is the canonical data of the section, None where it is absent.
    `patterns` are the `supportedPatterns` of a customer-managed remote.
    """

    key: str
    urls: tuple[BaseUrl, ...]
    operations: frozenset[str] | None
    in_scope: bool | None
    configurable: Canonical | None
    patterns: frozenset[str]
    tokens: frozenset[str]
    at: SourceRange

    @property
    def stores(self) -> bool:
        """Whether in-scope end-user data counts as stored there, declared or assumed."""
        if self.in_scope is not None:
            return self.in_scope
        return self.operations is None or "storage" in self.operations


class EndpointGrant(NamedTuple):
    """One entry of `modules.endpoint`; `data` are its other properties."""

    key: str
    remote: str
    service: str
    route: str
    tokens: frozenset[str]
    data: Canonical
    at: SourceRange


class ProviderGrant(NamedTuple):
    """One entry of `providers.auth`; `remotes` are those that it calls."""

    key: str
    client_id: str
    scopes: tuple[tuple[str, SourceRange], ...]
    remotes: frozenset[str]
    data: Canonical
    at: SourceRange


class ServiceGrant(NamedTuple):
    """One entry of `services`: a container that Atlassian hosts."""

    key: str
    data: Canonical
    at: SourceRange


def read_remotes(manifest: Manifest) -> tuple[RemoteGrant, ...]:
    """The remotes, the first of each key."""
    found: dict[str, RemoteGrant] = {}
    for remote in manifest.remotes:
        key = text_of(remote.key)
        if key is not None:
            found.setdefault(key, _remote(key, remote))
    return tuple(found.values())


def _remote(key: str, remote: Remote) -> RemoteGrant:
    listed = remote.cursor.get("operations")
    operations = None
    if listed is not None and listed.is_list:
        operations = frozenset(name for item in listed.items() if (name := text_of(item)))
    in_scope = remote.cursor.at("storage", "inScopeEUD")
    configurable = remote.configurable
    patterns = configurable.get("supportedPatterns") if configurable is not None else None
    return RemoteGrant(
        key,
        tuple(_urls(remote)),
        operations,
        in_scope.value if in_scope is not None and isinstance(in_scope.value, bool) else None,
        canonical(configurable.node) if configurable is not None else None,
        frozenset(_texts(patterns)),
        _tokens(remote),
        item_range(remote.cursor),
    )


def _urls(remote: Remote) -> Iterator[BaseUrl]:
    seen: set[str] = set()
    for region, place in remote.urls():
        url = text_of(place)
        if url is not None and region not in seen:
            seen.add(region)
            known = not (isinstance(place.node, Scalar) and place.node.unknown)
            yield BaseUrl(region, url, known, value_range(place))


def _tokens(holder: Endpoint | Remote) -> frozenset[str]:
    return frozenset(token.name for token in holder.tokens if token.enabled)


def _texts(section: Cursor | None) -> Iterator[str]:
    for item in section.items() if section is not None else ():
        if (text := text_of(item)) is not None:
            yield text


def read_endpoints(manifest: Manifest) -> tuple[EndpointGrant, ...]:
    """The endpoints, the first of each key."""
    found: dict[str, EndpointGrant] = {}
    for endpoint in manifest.endpoints:
        key = text_of(endpoint.key)
        if key is not None:
            found.setdefault(key, _endpoint(key, endpoint))
    return tuple(found.values())


def _endpoint(key: str, endpoint: Endpoint) -> EndpointGrant:
    cursor = endpoint.cursor
    known = ("key", "remote", "service", "auth")
    rest = tuple(
        (name, canonical(value.node)) for name, value in cursor.entries() if name not in known
    )
    return EndpointGrant(
        key,
        text_of(cursor.get("remote")) or "",
        text_of(cursor.get("service")) or "",
        text_of(cursor.at("route", "path")) or "",
        _tokens(endpoint),
        tuple(sorted(rest, key=repr)),
        item_range(cursor),
    )


def read_providers(manifest: Manifest) -> tuple[ProviderGrant, ...]:
    """The providers, the first of each key."""
    calls: dict[int, set[str]] = {}
    for reference in manifest.references[Target.REMOTE]:
        index = _provider_index(reference)
        if index is not None and reference.name is not None:
            calls.setdefault(index, set()).add(reference.name)
    found: dict[str, ProviderGrant] = {}
    for item in manifest.items("providers", "auth"):
        key = text_of(item.get("key"))
        if key is not None and key not in found:
            place = item.path[-1]
            remotes = calls.get(place, set()) if isinstance(place, int) else set()
            found[key] = _provider(key, item, frozenset(remotes))
    return tuple(found.values())


def _provider_index(reference: Reference) -> int | None:
    path = reference.value.path
    if path[:2] == ("providers", "auth") and len(path) > 2 and isinstance(path[2], int):
        return path[2]
    return None


def _provider(key: str, item: Cursor, remotes: frozenset[str]) -> ProviderGrant:
    listed = item.get("scopes")
    scopes = {
        name: value_range(place)
        for place in (listed.items() if listed is not None else ())
        if (name := text_of(place)) is not None
    }
    known = ("key", "clientId", "scopes")
    rest = tuple(
        (name, canonical(value.node)) for name, value in item.entries() if name not in known
    )
    return ProviderGrant(
        key,
        text_of(item.get("clientId")) or "",
        tuple(scopes.items()),
        remotes,
        tuple(sorted(rest, key=repr)),
        item_range(item),
    )


def read_services(manifest: Manifest) -> tuple[ServiceGrant, ...]:
    """The services, the first of each key."""
    found: dict[str, ServiceGrant] = {}
    for item in manifest.items("services"):
        key = text_of(item.get("key"))
        if key is not None:
            at = item_range(item)
            found.setdefault(key, ServiceGrant(key, canonical(item.node), at))
    return tuple(found.values())
