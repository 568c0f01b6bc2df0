"""What `permissions` grants: scopes, egress, content sources, and settings of the section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.document.nodes import Scalar
from forgecfg.manifest.analysis.canonical import is_true, text_of
from forgecfg.manifest.analysis.ranges import SourceRange, key_range, value_range
from forgecfg.manifest.egress import KINDS
from forgecfg.manifest.view import Manifest

CONTENT_KINDS = ("scripts", "styles")
"""The lists below `permissions.content`."""


class ScopeGrant(NamedTuple):
    """One scope; `impersonation` is `allowImpersonation: true` in the mapping form."""

    name: str
    impersonation: bool
    at: SourceRange


class EgressGrant(NamedTuple):
    """One address that the app may reach.

    `kind` is the list below `permissions.external`, such as `fetch.backend`. `in_scope` is
    `inScopeEUD`; absent counts as true (in-scope-end-user-data). `declared_in_scope` is whether
    the manifest says it. `known` is false where the address depends on a variable without a
    default.
    """

    kind: str
    address: str
    category: str
    in_scope: bool
    declared_in_scope: bool
    known: bool
    at: SourceRange


class EgressRemote(NamedTuple):
    """An entry `remote: KEY` in a list of addresses."""

    kind: str
    remote: str
    at: SourceRange


class ContentGrant(NamedTuple):
    """One source of the content security policy: kind `scripts` or `styles`."""

    kind: str
    source: str
    at: SourceRange


class SettingGrant(NamedTuple):
    """One setting of the section: its name, value, and where it is."""

    name: str
    value: str
    at: SourceRange


class PermissionGrants(NamedTuple):
    """All grants of `permissions`, in source order, the first of equal ones only.

    `configurable` is where `external.configurable.enabled: true` is, None where it is not.
    """

    scopes: tuple[ScopeGrant, ...] = ()
    egress: tuple[EgressGrant, ...] = ()
    egress_remotes: tuple[EgressRemote, ...] = ()
    content: tuple[ContentGrant, ...] = ()
    configurable: SourceRange | None = None
    settings: tuple[SettingGrant, ...] = ()


def read_permissions(manifest: Manifest) -> PermissionGrants:
    """The grants of the section `permissions`."""
    configurable = manifest.at("permissions", "external", "configurable", "enabled")
    return PermissionGrants(
        tuple(_scopes(manifest)),
        tuple(_egress(manifest)),
        tuple(_egress_remotes(manifest)),
        tuple(_content(manifest)),
        key_range(configurable) if configurable is not None and is_true(configurable) else None,
        tuple(_settings(manifest)),
    )


def _scopes(manifest: Manifest) -> Iterator[ScopeGrant]:
    found: dict[str, ScopeGrant] = {}
    section = manifest.scope_section
    if section is None:
        return
    for item in section.items():
        name = text_of(item)
        if name is not None:
            found.setdefault(name, ScopeGrant(name, False, value_range(item)))
    for name, entry in section.entries():
        impersonation = is_true(entry.get("allowImpersonation"))
        found.setdefault(name, ScopeGrant(name, impersonation, key_range(entry)))
    yield from found.values()


def _listed(manifest: Manifest, *section: str) -> Iterator[Cursor]:
    listed = manifest.at("permissions", *section)
    if listed is not None:
        yield from listed.items()


def _egress(manifest: Manifest) -> Iterator[EgressGrant]:
    found: dict[tuple[str, str], EgressGrant] = {}
    for kind in KINDS:
        for item in _listed(manifest, "external", *kind.split(".")):
            place = item.get("address") if item.is_mapping else item
            address = text_of(place)
            if place is None or address is None:
                continue
            grant = _address(kind, address, item, place)
            twin = found.get((kind, address))
            if twin is not None:
                grant = _merged(twin, grant)
            found[kind, address] = grant
    yield from found.values()


def _address(kind: str, address: str, item: Cursor, place: Cursor) -> EgressGrant:
    in_scope = item.get("inScopeEUD")
    return EgressGrant(
        kind,
        address,
        text_of(item.get("category")) or "",
        not (in_scope is not None and in_scope.value is False),
        in_scope is not None,
        not (isinstance(place.node, Scalar) and place.node.unknown),
        value_range(place)._replace(path=item.path),
    )


def _merged(first: EgressGrant, second: EgressGrant) -> EgressGrant:
    """Two entries of one address grant what either does; the place is that of the first."""
    return first._replace(
        category=first.category if first.category == second.category else "",
        in_scope=first.in_scope or second.in_scope,
        declared_in_scope=first.declared_in_scope and second.declared_in_scope,
    )


def _egress_remotes(manifest: Manifest) -> Iterator[EgressRemote]:
    seen: set[tuple[str, str]] = set()
    for kind in KINDS:
        for item in _listed(manifest, "external", *kind.split(".")):
            remote = item.get("remote")
            name = text_of(remote)
            if remote is not None and name is not None and (kind, name) not in seen:
                seen.add((kind, name))
                yield EgressRemote(kind, name, value_range(remote))


def _content(manifest: Manifest) -> Iterator[ContentGrant]:
    seen: set[tuple[str, str]] = set()
    for kind in CONTENT_KINDS:
        for item in _listed(manifest, "content", kind):
            source = text_of(item)
            if source is not None and (kind, source) not in seen:
                seen.add((kind, source))
                yield ContentGrant(kind, source, value_range(item))


def _settings(manifest: Manifest) -> Iterator[SettingGrant]:
    enforcement = manifest.at("permissions", "enforcement")
    if enforcement is not None and (value := text_of(enforcement)) is not None:
        yield SettingGrant("enforcement", value, key_range(enforcement))
    for item in _listed(manifest, "sandbox"):
        if (value := text_of(item)) is not None:
            yield SettingGrant("sandbox", value, value_range(item))
