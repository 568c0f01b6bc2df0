"""Auditing one manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from forgecfg.audit.deprecated import find_deprecated
from forgecfg.audit.eligibility import find_reasons
from forgecfg.audit.meanings import PURPOSES, scope_meaning
from forgecfg.audit.model import Access, Audit, Egress, Position, RemoteUse, ScopeUse
from forgecfg.document.document import load
from forgecfg.linter.readable import find_unreadable
from forgecfg.manifest.analysis.canonical import text_of
from forgecfg.manifest.analysis.grants import Grants, read_grants
from forgecfg.manifest.analysis.ranges import SourceRange, item_range, value_range
from forgecfg.manifest.analysis.remotes import RemoteGrant
from forgecfg.manifest.view import Manifest, read_manifest

_NO_AUTHENTICATION = "anyone on the internet who knows its URL"
_SHARED_SECRET = "anyone on the internet with its shared secret"
_STORES = ("sql", "objectStore", "llm")


def audit_text(source: str | bytes, file: str = "manifest.yml") -> Audit:
    """What leaves Atlassian, and who sees it, by the text of one manifest.

    `file` is the name that the result carries; nothing is read from it. A text that is not a
    readable Forge manifest gives an audit with `unreadable` alone. Raises nothing for whatever
    the text holds.
    """
    document = load(source)
    unreadable = find_unreadable(document, source, file)
    if unreadable is not None:
        return Audit(file, unreadable=unreadable)
    manifest = read_manifest(document)
    return _audit(manifest, read_grants(manifest), file)


def _audit(manifest: Manifest, grants: Grants, file: str) -> Audit:
    def position(at: SourceRange) -> Position:
        return Position(*manifest.document.lines.position(at.start))

    tokens = _endpoint_tokens(grants)
    return Audit(
        file,
        reasons=find_reasons(grants, position),
        egress=(
            *(
                Egress(
                    one.kind,
                    PURPOSES[one.kind],
                    one.address,
                    one.category,
                    one.in_scope,
                    one.declared_in_scope,
                    position(one.at),
                )
                for one in grants.permissions.egress
            ),
            *_fetched_remotes(grants, position),
        ),
        remotes=tuple(
            _remote(remote, tokens.get(remote.key, set()), position(remote.at))
            for remote in grants.remotes
        ),
        providers=tuple((provider.key, position(provider.at)) for provider in grants.providers),
        scopes=tuple(
            ScopeUse(one.name, scope_meaning(one.name), one.impersonation, position(one.at))
            for one in grants.permissions.scopes
        ),
        access=tuple(Access(subject, who, position(at)) for subject, who, at in _access(manifest)),
        web_triggers=tuple(
            Access(subject, who, position(at)) for subject, who, at in _web_triggers(manifest)
        ),
        deprecated=find_deprecated(manifest, position),
        notes=tuple(_notes(manifest, grants)),
    )


def _fetched_remotes(
    grants: Grants, position: Callable[[SourceRange], Position]
) -> Iterator[Egress]:
    """The entries `remote: KEY` of lists of addresses, with the addresses of the remote."""
    remotes = {remote.key: remote for remote in grants.remotes}
    for entry in grants.permissions.egress_remotes:
        remote = remotes.get(entry.remote)
        for url in remote.urls if remote is not None else ():
            in_scope = remote.stores if remote is not None else True
            purpose = f"{PURPOSES[entry.kind]}, as remote {entry.remote}"
            yield Egress(entry.kind, purpose, url.url, "", in_scope, True, position(entry.at))


def _endpoint_tokens(grants: Grants) -> dict[str, set[str]]:
    tokens: dict[str, set[str]] = {}
    for endpoint in grants.endpoints:
        tokens.setdefault(endpoint.remote, set()).update(endpoint.tokens)
    return tokens


def _remote(remote: RemoteGrant, tokens: set[str], at: Position) -> RemoteUse:
    operations = tuple(sorted(remote.operations)) if remote.operations is not None else None
    return RemoteUse(
        remote.key,
        tuple((url.region, url.url) for url in remote.urls),
        operations,
        remote.stores,
        _residency(remote),
        tuple(sorted(tokens)),
        tuple(sorted(remote.tokens)),
        remote.configurable is not None,
        at,
    )


def _residency(remote: RemoteGrant) -> str:
    """How a remote follows data residency (data-residency, remote/remote-realm-pinning)."""
    if remote.configurable is not None:
        return "customer-managed: not eligible for PINNED status"
    if not remote.stores:
        return "stores no in-scope end-user data: no region needed"
    regions = [url.region for url in remote.urls if url.region != "default"]
    if regions:
        return f"stores in-scope end-user data by region: {', '.join(regions)}"
    how = "stores" if remote.in_scope else "counts as storing"
    return f"{how} in-scope end-user data at one address: not eligible for PINNED status"


def _access(manifest: Manifest) -> Iterator[tuple[str, str, SourceRange]]:
    """Modules that people without a license or without a login can use."""
    for module in manifest.modules:
        listed = module.cursor.get("unlicensedAccess")
        if listed is None:
            continue
        who = [name for item in listed.items() if (name := text_of(item)) is not None]
        if who:
            yield module.label, f"{' and '.join(who)} users", value_range(listed)


def _web_triggers(manifest: Manifest) -> Iterator[tuple[str, str, SourceRange]]:
    for module in manifest.modules:
        if module.type != "webtrigger":
            continue
        authentication = text_of(module.cursor.at("request", "authentication"))
        who = _SHARED_SECRET if authentication == "hmacSharedSecret" else _NO_AUTHENTICATION
        kind = text_of(module.cursor.at("response", "type")) or "dynamic"
        answer = "declared answers only" if kind == "static" else "may answer with anything"
        yield module.label, f"{who}; {answer}", item_range(module.cursor)


def _notes(manifest: Manifest, grants: Grants) -> Iterator[str]:
    """What the manifest cannot say, or what no page says."""
    if grants.permissions.configurable is not None:
        yield "Admins can add their own addresses (customer-managed egress)."
    if any(not egress.known for egress in grants.permissions.egress) or any(
        not url.known for remote in grants.remotes for url in remote.urls
    ):
        yield "Some addresses depend on variables that have no default."
    if grants.services:
        yield "Container services are hosted by Atlassian; no page says whether they count."
    for type in dict.fromkeys(module.type for module in manifest.modules):  # noqa: A001
        if type in _STORES:
            yield f"`{type}` is used; whether it supports data residency depends on its stage."
