"""Which scopes an app requires, and why: calls, events, modules and tokens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from forgecfg.catalog.rest_scopes import has_scope_of, product_of
from forgecfg.document.cursor import Cursor
from forgecfg.manifest.view import Manifest
from forgecfg.source.facts import API, BRIDGE, Call, SourceFacts, SourceSpan
from forgecfg.source.products import Request, requests

_STORAGE = "storage:app"
# Bridges of products whose functions call APIs that are not in our tables.
_OPAQUE = frozenset(("@forge/jira-bridge", "@forge/confluence-bridge", "@forge/teamwork-graph"))
_GRAPH = frozenset(("requestGraph", "requestTeamworkGraph"))
# Module types that require scopes; UI modules require none.
_MODULE_SCOPES: Mapping[str, tuple[str, ...]] = {
    "bitbucket:mergeCheck": ("read:pullrequest:bitbucket",),
}


class Need(NamedTuple):
    """One reason for a scope: a sentence, and its location in source code or in the manifest."""

    reason: str
    span: SourceSpan | None = None
    location: Cursor | None = None


class ScopeNeeds(NamedTuple):
    """The reasons for each scope that is required, or may be.

    `unknown` has, by product, the requests whose operation is unknown: they may require any scope
    of that product. `hidden` are sentences about what else may require scopes and cannot be read.
    """

    needs: Mapping[str, tuple[Need, ...]]
    unknown: Mapping[str, tuple[Request, ...]]
    hidden: tuple[str, ...]

    def may_be_unneeded(self, scope: str) -> bool:
        """Whether a declared scope of a product has no reason, and nothing is hidden."""
        product = product_of(scope)
        if product is None or scope in self.needs or self.hidden:
            return False
        return not self.unknown.get(product)


def is_storage(call: Call) -> bool:
    """Whether a call reads or writes the app's own storage."""
    if call.package == "@forge/kvs":
        return call.name in _VERBS
    return call.package == API and call.chain[:1] == ("storage",) and len(call.chain) > 1


_VERBS = frozenset(
    {
        "get",
        "getMany",
        "getOne",
        "getSecret",
        "set",
        "setSecret",
        "delete",
        "deleteSecret",
        "query",
        "entity",
        "transact",
        "batchGet",
        "batchSet",
        "batchDelete",
    }
)


def scope_needs(manifest: Manifest, facts: SourceFacts, declared: frozenset[str]) -> ScopeNeeds:
    """The scopes that an app requires, with reasons. A declared set precedes its alternatives."""
    needs: dict[str, list[Need]] = {}
    unknown: dict[str, list[Request]] = {}
    for request in requests(facts):
        operation = request.operation
        span = request.key.at if request.key is not None else request.call.at
        if operation is None:
            unknown.setdefault(request.product, []).append(request)
            continue
        if not operation.scopes or (operation.only and has_scope_of(request.product, declared)):
            # The table may not have every sufficient set.
            unknown.setdefault(request.product, []).append(request)
            if not declared & {*operation.only}:
                continue
        reason = f"{request.method} {request.path}"
        for scope in _chosen(operation.current, operation.granular, operation.only, declared):
            needs.setdefault(scope, []).append(Need(reason, span))
    for call in facts.calls:
        if is_storage(call):
            needs.setdefault(_STORAGE, []).append(Need(f"{'.'.join(call.chain)}", call.at))
    for scope, need in _of_manifest(manifest, declared):
        needs.setdefault(scope, []).append(need)
    return ScopeNeeds(
        {scope: tuple(dict.fromkeys(found)) for scope, found in needs.items()},
        {product: tuple(found) for product, found in unknown.items()},
        tuple(_hidden(manifest, facts)),
    )


def _chosen(
    current: tuple[str, ...],
    granular: tuple[str, ...],
    only: tuple[str, ...],
    declared: frozenset[str],
) -> tuple[str, ...]:
    if current and declared.issuperset(current):
        return current + (granular if declared.issuperset(granular) else ())
    if granular and declared.issuperset(granular):
        return granular
    if only:
        return tuple(scope for scope in only if scope in declared) or only[:1]
    if granular and declared & {*granular}:
        return granular
    return current or granular


def _of_manifest(manifest: Manifest, declared: frozenset[str]) -> Iterator[tuple[str, Need]]:
    from forgecfg.catalog.events import EVENT_SCOPES
    from forgecfg.catalog.scopes import TOKEN_SCOPES

    for module in manifest.modules:
        events = module.cursor.get("events") if module.type == "trigger" else None
        for event in events.items() if events is not None else ():
            scopes = EVENT_SCOPES.get(event.text or "")
            if scopes is not None:
                chosen = _chosen(scopes.classic, scopes.granular, (), declared)
                for scope in chosen:
                    yield scope, Need(f"{module.label} receives {event.text}", None, event)
        for scope in _MODULE_SCOPES.get(module.type, ()):
            yield scope, Need(module.label, None, module.cursor)
    for label, token in manifest.enabled_tokens():
        yield TOKEN_SCOPES[token.name], Need(f"{label} enables {token.name}", None, token.cursor)


def _hidden(manifest: Manifest, facts: SourceFacts) -> Iterator[str]:
    """What may require scopes and cannot be read."""
    if facts.unread:
        count = len(facts.unread)
        yield f"{count} file{'s' * (count > 1)} or import{'s' * (count > 1)} could not be read"
    if any(not shown.certain for shown in facts.shown.values()):
        yield "the entry of a front end is not certain"
    tokens = [label for label, token in manifest.enabled_tokens()]
    if tokens:
        yield f"{tokens[0]} receives a token, and its calls are not in this source code"
    for package in sorted(_OPAQUE & facts.imports.keys()):
        yield f"`{package}` calls product APIs itself"
    if any(call.name in _GRAPH for call in facts.calls):
        yield "GraphQL queries are not read"
    if any(_requests_later(chain) for chain in facts.escaped):
        yield "a function for product requests is passed on in a way that cannot be followed"
    if manifest.at("connectModules") is not None or manifest.at("app", "connect") is not None:
        yield "the Connect part of the app also uses scopes"
    rovo = [one for one in manifest.modules if one.type.startswith("rovo:agentConnector")]
    if rovo:
        yield f"{rovo[0].label} uses products itself"


_REQUESTS = frozenset(("requestJira", "requestConfluence", "requestBitbucket", "asApp", "asUser"))


def _requests_later(chain: tuple[str, ...]) -> bool:
    """Whether a value that could not be followed can request a product."""
    whole = chain in ((API,), (BRIDGE,))
    return whole or chain[-1] in _REQUESTS or chain[-2:] in (("asApp", "()"), ("asUser", "()"))
