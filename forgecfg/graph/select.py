"""A part of a graph."""

from __future__ import annotations

from collections.abc import Iterable

from forgecfg.errors import UsageError
from forgecfg.graph.model import Graph
from forgecfg.suggest import closest


def focus(graph: Graph, key: str) -> Graph:
    """What leads to the nodes with a key, and what they lead to.

    Raises UsageError, with a suggestion, where nothing has the key.
    """
    start = {node.id for node in graph.nodes if key in (node.name, node.id)}
    if not start:
        near = closest(key, [node.name for node in graph.nodes])
        hint = f"; did you mean {near!r}?" if near else ""
        raise UsageError(f"nothing in {graph.file} has the key {key!r}{hint}")
    return _only(graph, _reached(graph, start, True) | _reached(graph, start, False))


def remote_only(graph: Graph) -> Graph:
    """What leads to remotes and services, and their addresses."""
    start = {node.id for node in graph.nodes if node.kind in ("remote", "service")}
    return _only(graph, _reached(graph, start, True) | _reached(graph, start, False))


def _reached(graph: Graph, start: Iterable[str], forward: bool) -> set[str]:
    following: dict[str, list[str]] = {}
    for edge in graph.edges:
        source, target = (edge.source, edge.target) if forward else (edge.target, edge.source)
        following.setdefault(source, []).append(target)
    seen = set(start)
    waiting = list(seen)
    while waiting:
        for node in following.get(waiting.pop(), ()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return seen


def _only(graph: Graph, ids: set[str]) -> Graph:
    return graph._replace(
        nodes=tuple(node for node in graph.nodes if node.id in ids),
        edges=tuple(edge for edge in graph.edges if edge.source in ids and edge.target in ids),
    )
