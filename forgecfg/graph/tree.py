"""`--format tree`: the graph for people, from what users reach down to addresses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from forgecfg.graph.model import Edge, Graph, Node
from forgecfg.reporters.escape import escape
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.style import Line, colored, plain

_MAX_INDENT = 160


def write_tree(graph: Graph, output: Output) -> None:
    """Write one graph as a tree.

    What is below a node is shown once; later the node is marked with `…`.
    """
    render = colored() if output.color else plain
    for line in _tree(graph):
        output.write(f"{render(line)}\n")


def _tree(graph: Graph) -> Iterator[Line]:
    yield [(escape(graph.file), "file")]
    nodes = {node.id: node for node in graph.nodes}
    below: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        below.setdefault(edge.source, []).append(edge)
    roots = _roots(graph)
    groups = [
        (title, list(group)) for title, group in groupby(sorted(roots, key=_group), key=_title)
    ]
    if graph.scopes:
        groups.append(("scopes", []))
    shown: set[str] = set()
    for number, (title, group) in enumerate(groups):
        last = number == len(groups) - 1
        yield [("└── " if last else "├── ", "source"), (title, "plain")]
        indent = "    " if last else "│   "
        if title == "scopes":
            yield from _scopes(graph.scopes, indent)
            continue
        for index, node in enumerate(group):
            yield from _branch(node, None, indent, index == len(group) - 1, nodes, below, shown)


def _roots(graph: Graph) -> list[Node]:
    """The nodes that nothing references, and one of each cycle that nothing leads into."""
    targets = {edge.target for edge in graph.edges}
    roots = [node for node in graph.nodes if node.id not in targets]
    below: dict[str, list[str]] = {}
    for edge in graph.edges:
        below.setdefault(edge.source, []).append(edge.target)
    seen: set[str] = set()
    _follow([node.id for node in roots], below, seen)
    for node in graph.nodes:
        if node.id not in seen:
            roots.append(node)
            _follow([node.id], below, seen)
    return roots


def _follow(start: list[str], below: dict[str, list[str]], seen: set[str]) -> None:
    waiting = start
    while waiting:
        id = waiting.pop()  # noqa: A001
        if id not in seen:
            seen.add(id)
            waiting += below.get(id, ())


def _title(node: Node) -> str:
    return "unused" if node.unused else "modules" if node.kind == "module" else "other"


def _group(node: Node) -> int:
    return ("modules", "other", "unused").index(_title(node))


def _scopes(scopes: tuple[str, ...], indent: str) -> Iterator[Line]:
    for number, scope in enumerate(scopes):
        branch = "└── " if number == len(scopes) - 1 else "├── "
        yield [(f"{indent}{branch}", "source"), (escape(scope), "plain")]


def _branch(
    node: Node,
    edge: Edge | None,
    indent: str,
    last: bool,
    nodes: dict[str, Node],
    below: dict[str, list[Edge]],
    shown: set[str],
) -> Iterator[Line]:
    """A node and what is below it, without recursion: so cycles and deep graphs are safe."""
    waiting: list[tuple[Node, Edge | None, str, bool]] = [(node, edge, indent, last)]
    while waiting:
        node, edge, indent, last = waiting.pop()
        children = below.get(node.id, [])
        again = bool(children) and (node.id in shown or len(indent) > _MAX_INDENT)
        shown.add(node.id)
        branch = "└── " if last else "├── "
        yield [(f"{indent}{branch}", "source"), *_text(node, edge, again)]
        if again:
            continue
        deeper = f"{indent}{'    ' if last else '│   '}"
        for number in reversed(range(len(children))):
            child = children[number]
            waiting.append((nodes[child.target], child, deeper, number == len(children) - 1))


def _text(node: Node, edge: Edge | None, again: bool) -> Line:
    line: Line = []
    if edge is not None and edge.site:
        line.append((escape(f"{edge.site} → "), "source"))
    line.append((escape(node.label), "error" if node.broken else "plain"))
    if node.broken:
        line.append((" (not declared)", "error"))
    if node.unused:
        line.append((" (unused)", "warning"))
    if edge is not None and edge.label:
        line.append((escape(f"  {edge.label}"), "error" if edge.broken else "help"))
    if node.details:
        line.append((escape(f"  {'; '.join(node.details)}"), "source"))
    if node.line:
        line.append((f"  :{node.line}", "source"))
    if again:
        line.append((" …", "source"))
    return line
