"""Building the graph of a manifest."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.catalog.scopes import TOKEN_SCOPES
from forgecfg.document.cursor import Cursor
from forgecfg.document.document import load
from forgecfg.graph.model import Edge, Graph, Node
from forgecfg.linter.readable import find_unreadable
from forgecfg.manifest.analysis.canonical import text_of
from forgecfg.manifest.analysis.grants import Grants, read_grants
from forgecfg.manifest.analysis.ranges import item_range
from forgecfg.manifest.references import Module, Reference, Target
from forgecfg.manifest.view import Manifest, read_manifest

_KIND_OF_TYPE = {
    "function": "function",
    "endpoint": "endpoint",
    "action": "action",
    "rovo:skill": "skill",
    "workflow": "workflow",
}
"""Module types that others reference with a separate kind."""

_DECLARED = {
    "remote": ("remotes",),
    "service": ("services",),
    "resource": ("resources",),
    "provider": ("providers", "auth"),
}
"""The sections of the root that declare something, by the kind of their items."""

_SHOWN_TARGETS = frozenset(Target) - {Target.STATE, Target.LOCALE}
_MARKED_UNUSED = frozenset({"function", "endpoint", "remote", "service", "resource", "action"})
_MAX_DETAILS = 5


def graph_text(source: str | bytes, file: str = "manifest.yml") -> Graph:
    """The graph of the text of one manifest.

    `file` is the name that the result carries; nothing is read from it. A text that is not a
    readable Forge manifest gives a graph with `unreadable` alone. Raises nothing for whatever the
    text holds.
    """
    document = load(source)
    unreadable = find_unreadable(document, source, file)
    if unreadable is not None:
        return Graph(file, unreadable=unreadable)
    manifest = read_manifest(document)
    return _Builder(manifest, read_grants(manifest)).build(file)


class _Builder:
    """Collects nodes and edges of one manifest."""

    def __init__(self, manifest: Manifest, grants: Grants) -> None:
        self._manifest = manifest
        self._grants = grants
        self._nodes: dict[str, Node] = {}
        self._edges: dict[tuple[str, str, str], Edge] = {}
        self._by_path: dict[tuple[str | int, ...], str] = {}
        self._module_ids: dict[str, str] = {}
        self._endpoints = {f"endpoint:{one.key}": one for one in grants.endpoints}
        self._scopes = {scope.name for scope in grants.permissions.scopes}

    def build(self, file: str) -> Graph:
        """The finished graph."""
        self._declare()
        for references in self._manifest.references.values():
            for reference in references:
                if reference.target in _SHOWN_TARGETS:
                    self._reference(reference)
        self._remote_addresses()
        referenced = {edge.target for edge in self._edges.values()}
        sure = self._knows_all_references()
        nodes = tuple(
            node._replace(unused=sure and node.kind in _MARKED_UNUSED and id not in referenced)
            for id, node in self._nodes.items()  # noqa: A001
        )
        scopes = tuple(scope.name for scope in self._grants.permissions.scopes)
        return Graph(file, nodes, tuple(self._sorted_edges()), scopes)

    def _declare(self) -> None:
        for module in self._manifest.modules:
            self._module(module)
        for kind, section in _DECLARED.items():
            for item in self._manifest.items(*section):
                self._declared(kind, "", text_of(item.get("key")), item, _facts(kind, item))

    def _module(self, module: Module) -> None:
        kind = _KIND_OF_TYPE.get(module.type, "module")
        key = text_of(module.key)
        id = self._declared(kind, module.type, key, module.cursor, _facts(kind, module.cursor))  # noqa: A001
        if key is not None:
            self._module_ids.setdefault(key, id)

    def _declared(
        self,
        kind: str,
        type: str,  # noqa: A002
        key: str | None,
        item: Cursor,
        details: tuple[str, ...],
    ) -> str:
        name = key if key is not None else f"#{item.path[-1]}"
        id = f"{kind}:{type}/{name}" if kind == "module" else f"{kind}:{name}"  # noqa: A001
        line, column = self._position(item_range(item).start)
        self._nodes.setdefault(id, Node(id, kind, type, name, details, line, column))
        self._by_path[item.path] = id
        return id

    def _position(self, offset: int) -> tuple[int, int]:
        return self._manifest.document.lines.position(offset)

    def _reference(self, reference: Reference) -> None:
        name = reference.name
        if name is None:
            name = text_of(reference.value)
        if name is None:
            return
        source = self._source(reference)
        target = self._target(reference, name)
        label = self._tokens(source, target)
        node = self._nodes[target]
        line, column = self._position(reference.value.node.start)
        broken = node.broken or "missing scope" in label
        self._edges.setdefault(
            (source, target, reference.site),
            Edge(source, target, reference.site, label, broken, line, column),
        )

    def _source(self, reference: Reference) -> str:
        path = reference.value.path
        for length in (4, 3, 2):
            if path[:length] in self._by_path and length <= len(path):
                return self._by_path[path[:length]]
        id = f"section:{reference.owner}"  # noqa: A001
        if id not in self._nodes:
            line, column = self._position(reference.value.node.start)
            self._nodes[id] = Node(id, "section", "", reference.owner, (), line, column)
        return id

    def _target(self, reference: Reference, name: str) -> str:
        kind = reference.target.value
        id = self._module_ids.get(name, "") if kind == "module" else f"{kind}:{name}"  # noqa: A001
        if id in self._nodes:
            return id
        id = f"{kind}:{name}"  # noqa: A001
        broken = not reference.value.unknown
        self._nodes.setdefault(id, Node(id, kind, kind, name, broken=broken))
        return id

    def _tokens(self, source: str, target: str) -> str:
        """What an endpoint sends to its remote, with the scope that each token needs."""
        if not source.startswith("endpoint:") or not target.startswith(("remote:", "service:")):
            return ""
        endpoint = self._endpoints.get(source)
        tokens = sorted(endpoint.tokens) if endpoint is not None else []
        return ", ".join(self._token(token) for token in tokens)

    def _token(self, token: str) -> str:
        scope = TOKEN_SCOPES[token]
        return token if scope in self._scopes else f"{token} (missing scope {scope})"

    def _remote_addresses(self) -> None:
        for remote in self._grants.remotes:
            source = f"remote:{remote.key}"
            if source not in self._nodes:
                continue  # declared in the wrong place
            label = ", ".join(self._token(token) for token in sorted(remote.tokens))
            for url in remote.urls:
                line, column = self._position(url.at.start)
                id = f"url:{url.region}:{url.url}"  # noqa: A001
                self._nodes.setdefault(id, Node(id, "url", url.region, url.url, (), line, column))
                site = "baseUrl" if url.region == "default" else f"baseUrl.{url.region}"
                text = f"from functions: {label}" if label else ""
                broken = "missing scope" in label
                self._edges.setdefault(
                    (source, id, site), Edge(source, id, site, text, broken, line, column)
                )

    def _knows_all_references(self) -> bool:
        """Whether no reference can hide in a variable or in a module of an unknown type."""
        references = [one for some in self._manifest.references.values() for one in some]
        return not any(reference.value.unknown for reference in references) and all(
            module.type in MODULE_TYPES for module in self._manifest.modules
        )

    def _sorted_edges(self) -> list[Edge]:
        order = {id: number for number, id in enumerate(self._nodes)}  # noqa: A001
        return sorted(
            self._edges.values(),
            key=lambda edge: (order[edge.source], edge.line, edge.column, order[edge.target]),
        )


def _facts(kind: str, item: Cursor) -> tuple[str, ...]:
    """Short facts about an item, in a fixed order."""
    return tuple(_facts_of(kind, item))


def _facts_of(kind: str, item: Cursor) -> Iterator[str]:
    for name in ("handler", "path", "interval", "queue"):
        value = item.get(name)
        if value is not None and (text := text_of(value)) is not None:
            yield f"{name} {text}" if name != "interval" else f"every {text}"
    route = text_of(item.at("route", "path"))
    if route is not None:
        yield f"route {route}"
    for name in ("events", "operations"):
        listed = item.get(name)
        texts = [t for one in (listed.items() if listed is not None else ()) if (t := text_of(one))]
        if texts:
            more = f" and {len(texts) - _MAX_DETAILS} more" if len(texts) > _MAX_DETAILS else ""
            yield f"{name} {', '.join(texts[:_MAX_DETAILS])}{more}"
    if kind == "remote" and item.get("configurable") is not None:
        yield "customer-managed"
