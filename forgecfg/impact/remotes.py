"""Changes of remotes, endpoints, providers and services."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.impact.changes import Draft
from forgecfg.impact.pairing import pair
from forgecfg.impact.permissions import moved_addresses
from forgecfg.manifest.analysis.grants import Grants
from forgecfg.manifest.analysis.remotes import EndpointGrant, ProviderGrant, RemoteGrant


def compare_remotes(base: Grants, new: Grants) -> Iterator[Draft]:
    """The changes of remotes."""
    pairs = pair(base.remotes, new.remotes, lambda remote: remote.key)
    moved = set(moved_addresses(base, new).values())
    gone = {_content(remote): remote for remote in pairs.removed if remote.urls}
    renamed: set[str] = set()
    for remote in pairs.added:
        before = gone.get(_content(remote)) if remote.urls else None
        if before is not None and before.key not in renamed:
            renamed.add(before.key)
            message = f'remote "{before.key}" is renamed to "{remote.key}"'
            yield Draft("remote-renamed", remote.key, message, before.at, remote.at)
        else:
            yield from _added(remote, moved)
    for remote in pairs.removed:
        if remote.key not in renamed:
            message = f'remote "{remote.key}" is removed'
            yield Draft("remote-removed", remote.key, message, base=remote.at)
    for before, after in pairs.kept:
        yield from _changed(before, after)


def _content(remote: RemoteGrant) -> tuple[object, ...]:
    return tuple((url.region, url.url) for url in remote.urls)


def _added(remote: RemoteGrant, moved: set[str]) -> Iterator[Draft]:
    if remote.urls and all(url.url in moved for url in remote.urls):
        message = f'remote "{remote.key}" is added for an address of `fetch.backend`'
        yield Draft("egress-moved", remote.key, message, new=remote.at)
        return
    without = not remote.urls and remote.configurable is not None
    kind = "remote-added-without-url" if without else "remote-added"
    yield Draft(kind, remote.key, f'remote "{remote.key}" is added', new=remote.at)


def _changed(before: RemoteGrant, after: RemoteGrant) -> Iterator[Draft]:
    yield from _urls(before, after)
    yield from _operations(before, after)
    yield from _storage(before, after)
    yield from _configurable(before, after)
    label = f'remote "{after.key}"'
    for token in sorted(after.tokens - before.tokens):
        message = f"{label} receives {token}"
        yield Draft("remote-token-added", f"{after.key}/{token}", message, before.at, after.at)
    for token in sorted(before.tokens - after.tokens):
        message = f"{label} no longer receives {token}"
        yield Draft("remote-token-removed", f"{after.key}/{token}", message, before.at, after.at)


def _urls(before: RemoteGrant, after: RemoteGrant) -> Iterator[Draft]:
    pairs = pair(before.urls, after.urls, lambda url: url.region)
    old_urls = {url.url for url in before.urls}
    label = f'remote "{after.key}"'
    for url in pairs.added:
        kind = "remote-region-same-url" if url.url in old_urls else "remote-region-added"
        if not before.urls:
            kind = "remote-url-changed"
        message = f'{label} has a base URL for {url.region}: "{url.url}"'
        yield Draft(kind, f"{after.key}/{url.region}", message, before.at, url.at)
    for url in pairs.removed:
        subject = f"{after.key}/{url.region}"
        if not after.urls and after.configurable is not None:
            message = f'{label} no longer has base URL "{url.url}"'
            yield Draft("remote-url-removed", subject, message, base=url.at)
        else:
            message = f"{label} no longer has a base URL for {url.region}"
            yield Draft("remote-region-removed", subject, message, base=url.at)
    for old, now in pairs.kept:
        if old.url != now.url:
            kind = "remote-url-changed" if old.known and now.known else "remote-url-variable"
            where = "" if now.region == "default" else f" for {now.region}"
            message = f'base URL of {label}{where} changes from "{old.url}" to "{now.url}"'
            yield Draft(kind, f"{after.key}/{now.region}", message, old.at, now.at)


def _operations(before: RemoteGrant, after: RemoteGrant) -> Iterator[Draft]:
    label = f'remote "{after.key}"'
    if before.operations == after.operations:
        return
    if after.operations is None or (not after.operations and before.operations):
        message = f"{label} no longer declares `operations`"
        yield Draft("remote-operations-removed", after.key, message, before.at, after.at)
        return
    if before.operations is None:
        message = f"{label} declares `operations`"
        yield Draft("remote-operations-declared", after.key, message, before.at, after.at)
        return
    for name in sorted(after.operations - before.operations):
        message = f'operation "{name}" is added to {label}'
        yield Draft("remote-operation-added", f"{after.key}/{name}", message, before.at, after.at)
    for name in sorted(before.operations - after.operations):
        message = f'operation "{name}" is removed from {label}'
        yield Draft("remote-operation-removed", f"{after.key}/{name}", message, before.at, after.at)


def _storage(before: RemoteGrant, after: RemoteGrant) -> Iterator[Draft]:
    if before.in_scope is None and after.in_scope is None:
        return  # the change of `operations` implies it
    label = f'remote "{after.key}"'
    if after.stores and not before.stores:
        message = f"{label} stores in-scope end-user data"
        yield Draft("remote-storage-added", after.key, message, before.at, after.at)
    elif before.stores and not after.stores:
        message = f"{label} no longer stores in-scope end-user data"
        yield Draft("remote-storage-removed", after.key, message, before.at, after.at)


def _configurable(before: RemoteGrant, after: RemoteGrant) -> Iterator[Draft]:
    label = f'remote "{after.key}"'
    if before.configurable == after.configurable:
        return
    if before.configurable is None:
        message = f"{label} becomes customer-managed"
        yield Draft("remote-configurable-added", after.key, message, before.at, after.at)
    elif after.configurable is None:
        message = f"{label} is no longer customer-managed"
        yield Draft("remote-configurable-removed", after.key, message, before.at, after.at)
    elif after.patterns - before.patterns or (before.patterns and not after.patterns):
        message = f"{label} supports more addresses"
        yield Draft("remote-patterns-added", after.key, message, before.at, after.at)
    else:
        message = f"{label} changes `configurable`"
        yield Draft("remote-configurable-changed", after.key, message, before.at, after.at)


def compare_endpoints(base: Grants, new: Grants) -> Iterator[Draft]:
    """The changes of endpoints."""
    pairs = pair(base.endpoints, new.endpoints, lambda endpoint: endpoint.key)
    for endpoint in pairs.added:
        message = f'endpoint "{endpoint.key}" is added'
        yield Draft("endpoint-added", endpoint.key, message, new=endpoint.at)
    for endpoint in pairs.removed:
        message = f'endpoint "{endpoint.key}" is removed'
        yield Draft("endpoint-removed", endpoint.key, message, base=endpoint.at)
    for before, after in pairs.kept:
        parts = ", ".join(_endpoint_parts(before, after))
        if parts:
            message = f'endpoint "{after.key}" changes: {parts}'
            yield Draft("endpoint-changed", after.key, message, before.at, after.at)


def _endpoint_parts(before: EndpointGrant, after: EndpointGrant) -> Iterator[str]:
    if before.remote != after.remote:
        yield f'remote "{after.remote}"' if after.remote else "no remote"
    if before.service != after.service:
        yield f'service "{after.service}"' if after.service else "no service"
    if before.route != after.route:
        yield f'route "{after.route}"' if after.route else "no route"
    for token in sorted(after.tokens - before.tokens):
        yield f"receives {token}"
    for token in sorted(before.tokens - after.tokens):
        yield f"no longer receives {token}"
    if before.data != after.data and before.route == after.route:
        yield "other properties"


def compare_providers(base: Grants, new: Grants) -> Iterator[Draft]:
    """The changes of providers."""
    pairs = pair(base.providers, new.providers, lambda provider: provider.key)
    for provider in pairs.added:
        message = f'provider "{provider.key}" is added'
        yield Draft("provider-added", provider.key, message, new=provider.at)
    for provider in pairs.removed:
        message = f'provider "{provider.key}" is removed'
        yield Draft("provider-removed", provider.key, message, base=provider.at)
    for before, after in pairs.kept:
        yield from _provider(before, after)


def _provider(before: ProviderGrant, after: ProviderGrant) -> Iterator[Draft]:
    label = f'provider "{after.key}"'
    if before.client_id != after.client_id:
        message = f"{label} has another client ID"
        yield Draft("provider-client-changed", after.key, message, before.at, after.at)
    old, now = dict(before.scopes), dict(after.scopes)
    for name in now.keys() - old.keys():
        message = f'scope "{name}" is added to {label}'
        yield Draft("provider-scope-added", f"{after.key}/{name}", message, new=now[name])
    for name in old.keys() - now.keys():
        message = f'scope "{name}" is removed from {label}'
        yield Draft("provider-scope-removed", f"{after.key}/{name}", message, base=old[name])
    if before.data != after.data:
        yield Draft("provider-changed", after.key, f"{label} changes", before.at, after.at)


def compare_services(base: Grants, new: Grants) -> Iterator[Draft]:
    """The changes of services."""
    pairs = pair(base.services, new.services, lambda service: service.key)
    for service in pairs.added:
        kind = "service-added" if base.services else "first-service-added"
        yield Draft(kind, service.key, f'service "{service.key}" is added', new=service.at)
    for service in pairs.removed:
        message = f'service "{service.key}" is removed'
        yield Draft("service-removed", service.key, message, base=service.at)
    for before, after in pairs.kept:
        if before.data != after.data:
            message = f'service "{after.key}" changes'
            yield Draft("service-changed", after.key, message, before.at, after.at)
