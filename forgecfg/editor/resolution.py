"""What a key leads to: endpoint to remote to URL, with tokens and their scopes."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.scopes import TOKEN_SCOPES
from forgecfg.document.nodes import Scalar
from forgecfg.editor.occurrences import Symbol
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Endpoint, Manifest, Remote
from forgecfg.reporters.markdown import code_span


class Resolver:
    """Follows keys of one manifest; reads it once for any number of keys."""

    def __init__(self, manifest: Manifest) -> None:
        self._manifest = manifest
        self._endpoints = {one.name: one for one in reversed(manifest.endpoints)}
        self._remotes = {one.name: one for one in reversed(manifest.remotes)}
        self._scopes = {scope.name for scope in manifest.scopes}

    def lines(self, symbol: Symbol) -> list[str]:
        """Lines of Markdown, from the declaration of a key to where it ends.

        Empty if the key is not declared.
        """
        if symbol.declaration is None:
            return []
        if symbol.target is Target.ENDPOINT:
            endpoint = self._endpoints.get(symbol.name)
            return [*self._endpoint(endpoint)] if endpoint is not None else []
        if symbol.target is Target.REMOTE:
            remote = self._remotes.get(symbol.name)
            return [*self._remote(remote)] if remote is not None else []
        return [*_facts(self._manifest, symbol)]

    def _endpoint(self, endpoint: Endpoint) -> Iterator[str]:
        route = endpoint.cursor.at("route", "path")
        if route is not None and route.text:
            yield f"route {code_span(route.text)}"
        yield from self._tokens(endpoint)
        name = endpoint.remote.text if endpoint.remote is not None else None
        if name is None:
            service = endpoint.cursor.get("service")
            if service is not None and service.text:
                yield f"service {code_span(service.text)}"
            return
        remote = self._remotes.get(name)
        yield f"remote {code_span(name)}{'' if remote is not None else ' (not declared)'}"
        if remote is not None:
            yield from self._remote(remote)

    def _remote(self, remote: Remote) -> Iterator[str]:
        for region, url in remote.urls():
            if isinstance(url.node, Scalar):
                where = (
                    "" if region == "default" and not remote.by_region else f"{code_span(region)}: "
                )
                yield f"{where}{code_span(url.node.text)}"
        if remote.configurable is not None:
            yield "base URL set by the customer's administrator"
        if remote.operations:
            yield f"operations {', '.join(map(code_span, remote.operations))}"
        for line in self._tokens(remote):
            yield f"calls of functions send {line}"

    def _tokens(self, owner: Endpoint | Remote) -> Iterator[str]:
        for token in owner.tokens:
            if token.enabled:
                scope = TOKEN_SCOPES[token.name]
                state = "" if scope in self._scopes else ", which is not declared"
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
            yield f"{name} {code_span(value.text)}"
