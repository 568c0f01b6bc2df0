"""What a key leads to: endpoint to remote to URL, with tokens and their scopes."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.scopes import TOKEN_SCOPES
from forgecfg.editor.occurrences import Symbol
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Endpoint, Manifest, Remote


def resolution(manifest: Manifest, symbol: Symbol) -> list[str]:
    """Lines of Markdown, from the declaration of a key to where it ends; empty if undeclared."""
    if symbol.declaration is None:
        return []
    if symbol.target is Target.ENDPOINT:
        found = [one for one in manifest.endpoints if one.name == symbol.name]
        return [*_endpoint(manifest, found[0])] if found else []
    if symbol.target is Target.REMOTE:
        remotes = [one for one in manifest.remotes if one.name == symbol.name]
        return [*_remote(manifest, remotes[0])] if remotes else []
    return [*_facts(manifest, symbol)]


def _endpoint(manifest: Manifest, endpoint: Endpoint) -> Iterator[str]:
    route = endpoint.cursor.at("route", "path")
    if route is not None and route.text:
        yield f"route `{route.text}`"
    yield from _tokens(manifest, endpoint)
    name = endpoint.remote.text if endpoint.remote is not None else None
    if name is None:
        service = endpoint.cursor.get("service")
        if service is not None and service.text:
            yield f'service "{service.text}"'
        return
    remote = next((one for one in manifest.remotes if one.name == name), None)
    yield f'remote "{name}"{"" if remote is not None else " (not declared)"}'
    if remote is not None:
        yield from _remote(manifest, remote)


def _remote(manifest: Manifest, remote: Remote) -> Iterator[str]:
    for region, url in remote.urls():
        if url.text is not None or url.unknown:
            where = "" if region == "default" and not remote.by_region else f"{region}: "
            yield f"{where}`{getattr(url.node, 'text', url.text)}`"
    if remote.configurable is not None:
        yield "base URL set by the customer's administrator"
    if remote.operations:
        yield f"operations {', '.join(f'`{name}`' for name in remote.operations)}"
    for line in _tokens(manifest, remote):
        yield f"calls of functions send {line}"


def _tokens(manifest: Manifest, owner: Endpoint | Remote) -> Iterator[str]:
    declared = {scope.name for scope in manifest.scopes}
    for token in owner.tokens:
        if token.enabled:
            scope = TOKEN_SCOPES[token.name]
            state = "" if scope in declared else ", which is not declared"
            yield f"`{token.name}` (scope `{scope}`{state})"


def _facts(manifest: Manifest, symbol: Symbol) -> Iterator[str]:
    """The telling properties of a declaration."""
    assert symbol.declaration is not None
    item = manifest.root
    for part in symbol.declaration.path[:-1]:
        if item is None:
            return
        item = item.get(part) if isinstance(part, str) else item.item(part)
    for name in ("title", "name", "handler", "path", "type"):
        value = item.get(name) if item is not None else None
        if value is not None and value.text:
            yield f"{name} `{value.text}`"
