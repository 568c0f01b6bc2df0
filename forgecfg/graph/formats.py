"""`--format mermaid`, `dot` and `json`."""

from __future__ import annotations

from typing import Any

from forgecfg import __version__
from forgecfg.graph.model import Edge, Graph, Node
from forgecfg.reporters.dump import dump
from forgecfg.reporters.escape import escape

_MAX_LABEL = 120
# Everything that means something in a quoted label: quotes, entities, HTML, Markdown strings.
_MERMAID = str.maketrans({char: f"#{ord(char)};" for char in '"#&<>`\\*_~{}[]()|;%@$'})
_DOT = str.maketrans({'"': '\\"', "\\": "\\\\"})
_SHAPES = {
    "module": ("[", "]"),
    "section": ("[", "]"),
    "function": ("([", "])"),
    "endpoint": ("([", "])"),
    "remote": ("[[", "]]"),
    "service": ("[[", "]]"),
    "url": ("[/", "/]"),
}
_DOT_SHAPES = {"module": "box", "section": "box", "remote": "component", "url": "note"}


def mermaid(graph: Graph) -> str:
    """The graph as a Mermaid flowchart. Every name is escaped, so that none acts as syntax."""
    ids = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}
    lines = ["flowchart LR"]
    for node in graph.nodes:
        start, end = _SHAPES.get(node.kind, ("[", "]"))
        mark = _mark(node)
        lines.append(f'  {ids[node.id]}{start}"{_mermaid(_label(node))}"{end}{mark}')
    for edge in graph.edges:
        arrow = "-.->" if edge.broken else "-->"
        label = f'|"{_mermaid(edge.label)}"|' if edge.label else ""
        lines.append(f"  {ids[edge.source]} {arrow}{label} {ids[edge.target]}")
    lines.append("  classDef broken stroke:#d00,stroke-width:2px,stroke-dasharray:4")
    lines.append("  classDef unused stroke-dasharray:4,color:#888")
    return "\n".join(lines) + "\n"


def _mark(node: Node) -> str:
    return ":::broken" if node.broken else ":::unused" if node.unused else ""


def _label(node: Node) -> str:
    mark = " (not declared)" if node.broken else " (unused)" if node.unused else ""
    return f"{node.label}{mark}"


def _cut(text: str) -> str:
    text = escape(text)
    return text if len(text) <= _MAX_LABEL else f"{text[: _MAX_LABEL - 1]}…"


def _mermaid(text: str) -> str:
    return _cut(text).translate(_MERMAID)


def dot(graph: Graph) -> str:
    """The graph in Graphviz's language. Every name is escaped, so that none acts as syntax."""
    ids = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}
    lines = ["digraph forge {", "  rankdir=LR;", '  node [fontname="sans-serif"];']
    for node in graph.nodes:
        shape = _DOT_SHAPES.get(node.kind, "ellipse")
        extra = ", color=red, style=dashed" if node.broken else ""
        extra = ", color=gray, fontcolor=gray, style=dashed" if node.unused else extra
        lines.append(f'  {ids[node.id]} [label="{_dot(_label(node))}", shape={shape}{extra}];')
    lines += [
        f"  {ids[edge.source]} -> {ids[edge.target]}{_dot_edge(edge)};" for edge in graph.edges
    ]
    return "\n".join([*lines, "}"]) + "\n"


def _dot_edge(edge: Edge) -> str:
    parts = [f'label="{_dot(edge.label)}"'] if edge.label else []
    parts += ["color=red, style=dashed"] if edge.broken else []
    return f" [{', '.join(parts)}]" if parts else ""


def _dot(text: str) -> str:
    return _cut(text).translate(_DOT)


def record(graph: Graph) -> dict[str, Any]:
    """The graph as plain data: version 1, `schemas/graph-v1.schema.json`."""
    return {
        "file": graph.file,
        "scopes": list(graph.scopes),
        "nodes": [{**node._asdict(), "details": list(node.details)} for node in graph.nodes],
        "edges": [edge._asdict() for edge in graph.edges],
    }


def json_text(graphs: list[Graph]) -> str:
    """Version 1 of the output for programs."""
    tool = {"name": "forgecfg", "version": __version__}
    whole = {"version": 1, "tool": tool, "graphs": [record(graph) for graph in graphs]}
    return f"{dump(whole)}\n"
