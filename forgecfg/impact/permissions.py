"""Changes of `permissions`."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.impact.changes import Draft
from forgecfg.impact.pairing import pair
from forgecfg.manifest.analysis.grants import Grants
from forgecfg.manifest.analysis.permissions import EgressGrant, PermissionGrants
from forgecfg.manifest.url import UrlError, parse_url

_STORAGE_SCOPE = "storage:app"


def compare_permissions(base: Grants, new: Grants) -> Iterator[Draft]:
    """The changes of scopes, content sources, egress and settings."""
    old, now = base.permissions, new.permissions
    yield from _scopes(old, now)
    yield from _content(old, now)
    yield from _egress(base, new)
    yield from _egress_remotes(old, now)
    yield from _configurable(old, now)
    yield from _settings(old, now)


def _scopes(base: PermissionGrants, new: PermissionGrants) -> Iterator[Draft]:
    pairs = pair(base.scopes, new.scopes, lambda scope: scope.name)
    for scope in pairs.added:
        kind = "storage-scope-added" if scope.name == _STORAGE_SCOPE else "scope-added"
        yield Draft(kind, scope.name, f'scope "{scope.name}" is added', new=scope.at)
        if scope.impersonation:
            yield _impersonation(scope.name)._replace(new=scope.at)
    for scope in pairs.removed:
        message = f'scope "{scope.name}" is removed'
        yield Draft("scope-removed", scope.name, message, base=scope.at)
    for old, now in pairs.kept:
        if now.impersonation and not old.impersonation:
            yield _impersonation(now.name)._replace(base=old.at, new=now.at)
        elif old.impersonation and not now.impersonation:
            message = f'scope "{now.name}" no longer allows impersonation'
            yield Draft("impersonation-removed", now.name, message, old.at, now.at)


def _impersonation(name: str) -> Draft:
    return Draft("impersonation-added", name, f'scope "{name}" allows impersonation')


def _content(base: PermissionGrants, new: PermissionGrants) -> Iterator[Draft]:
    pairs = pair(base.content, new.content, lambda one: (one.kind, one.source))
    for source in pairs.added:
        subject = f"{source.kind}/{source.source}"
        message = f'content source "{source.source}" is added to {source.kind}'
        yield Draft("content-added", subject, message, new=source.at)
    for source in pairs.removed:
        subject = f"{source.kind}/{source.source}"
        message = f'content source "{source.source}" is removed from {source.kind}'
        yield Draft("content-removed", subject, message, base=source.at)


def _egress(base: Grants, new: Grants) -> Iterator[Draft]:
    old, now = base.permissions.egress, new.permissions.egress
    pairs = pair(old, now, lambda grant: (grant.kind, grant.address))
    had_in_scope = any(grant.in_scope for grant in old)
    dropped = {grant.kind for grant in pairs.removed}
    moved = moved_addresses(base, new)
    for grant in pairs.added:
        kind = "egress-added" if grant.known or grant.kind not in dropped else "egress-variable"
        yield Draft(kind, _subject(grant), f"{_label(grant)} is added", new=grant.at)
    for grant in pairs.removed:
        if grant.kind == "fetch.backend" and grant.address in moved:
            message = f"{_label(grant)} moves to `remotes`"
            yield Draft("egress-moved", _subject(grant), message, base=grant.at)
        else:
            message = f"{_label(grant)} is removed"
            yield Draft("egress-removed", _subject(grant), message, base=grant.at)
    for before, after in pairs.kept:
        yield from _egress_changes(before, after, had_in_scope)


def _egress_changes(before: EgressGrant, after: EgressGrant, had_in_scope: bool) -> Iterator[Draft]:
    subject = _subject(after)
    if after.category != before.category:
        kind = "egress-category-changed" if after.category else "egress-category-removed"
        message = (
            f'{_label(after)} has category "{after.category}"'
            if after.category
            else f'{_label(after)} no longer has category "{before.category}"'
        )
        yield Draft(kind, subject, message, before.at, after.at)
    if after.in_scope and not before.in_scope:
        kind = "egress-in-scope-further" if had_in_scope else "egress-in-scope"
        message = f"{_label(after)} may receive in-scope end-user data"
        yield Draft(kind, subject, message, before.at, after.at)
    elif before.in_scope and not after.in_scope:
        message = f"{_label(after)} no longer receives in-scope end-user data"
        yield Draft("egress-out-of-scope", subject, message, before.at, after.at)


def moved_addresses(base: Grants, new: Grants) -> dict[str, str]:
    """The addresses that move from `fetch.backend` to a base URL of `remotes`, with that URL.

    The page on remotes calls this minor. The host must be the same, with no wildcard, and the
    address may not stay in `fetch.backend`.
    """
    still = {g.address for g in new.permissions.egress if g.kind == "fetch.backend"}
    old_urls = {url.url for remote in base.remotes for url in remote.urls}
    urls = {
        _host(url.url): url.url
        for remote in new.remotes
        for url in remote.urls
        if url.url not in old_urls
    }
    moved: dict[str, str] = {}
    for grant in base.permissions.egress:
        if grant.kind == "fetch.backend" and grant.address not in still:
            host = _host(grant.address)
            if host in urls and host and "*" not in host:
                moved[grant.address] = urls[host]
    return moved


def _host(address: str) -> str:
    text = address if "://" in address else f"https://{address}"
    try:
        url = parse_url(text)
    except UrlError:
        return ""
    # The port is part of where data goes; parse_url leaves it out.
    authority = text.split("://", 1)[1].split("/", 1)[0].lower()
    return f"{url.scheme}://{authority}"


def _label(grant: EgressGrant) -> str:
    return f'address "{grant.address}" in {grant.kind}'


def _subject(grant: EgressGrant) -> str:
    return f"{grant.kind}/{grant.address}"


def _egress_remotes(base: PermissionGrants, new: PermissionGrants) -> Iterator[Draft]:
    pairs = pair(base.egress_remotes, new.egress_remotes, lambda one: (one.kind, one.remote))
    for entry in pairs.added:
        message = f'remote "{entry.remote}" is added to {entry.kind}'
        subject = f"{entry.kind}/{entry.remote}"
        yield Draft("egress-remote-added", subject, message, new=entry.at)
    for entry in pairs.removed:
        message = f'remote "{entry.remote}" is removed from {entry.kind}'
        subject = f"{entry.kind}/{entry.remote}"
        yield Draft("egress-remote-removed", subject, message, base=entry.at)


def _configurable(base: PermissionGrants, new: PermissionGrants) -> Iterator[Draft]:
    if new.configurable is not None and base.configurable is None:
        message = "customer-managed egress is enabled"
        yield Draft("configurable-egress-added", "configurable", message, new=new.configurable)
    elif base.configurable is not None and new.configurable is None:
        message = "customer-managed egress is removed"
        yield Draft("configurable-egress-removed", "configurable", message, base=base.configurable)


def _settings(base: PermissionGrants, new: PermissionGrants) -> Iterator[Draft]:
    pairs = pair(base.settings, new.settings, lambda one: (one.name, one.value))
    for setting in pairs.added:
        message = f'permissions.{setting.name} "{setting.value}" is added'
        yield Draft(f"{setting.name}-added", setting.value, message, new=setting.at)
    for setting in pairs.removed:
        message = f'permissions.{setting.name} "{setting.value}" is removed'
        yield Draft(f"{setting.name}-removed", setting.value, message, base=setting.at)
