"""The wiring of one app as a graph. Frozen data."""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.findings import FileReport


class Node(NamedTuple):
    """One thing that is declared, or that something references.

    `kind` is `module`, `function`, `endpoint`, `remote`, `service`, `resource`, `action`,
    `provider`, `skill`, `workflow`, `url` or `section`. `type` is the module type, or the region
    of a URL. `details` are short facts, such as the events of a trigger. `line` and `column` are
    1-based, 0 where it is not declared: then it is `broken`. `unused`: nothing references it.
    """

    id: str
    kind: str
    type: str
    name: str
    details: tuple[str, ...] = ()
    line: int = 0
    column: int = 0
    broken: bool = False
    unused: bool = False

    @property
    def label(self) -> str:
        """How it is shown: `macro "hello"`, `function "main"`."""
        if self.kind == "url":
            return self.name if self.type == "default" else f"{self.type}: {self.name}"
        if self.kind == "section":
            return self.name
        return f'{self.type if self.kind == "module" else self.kind} "{self.name}"'


class Edge(NamedTuple):
    """One link. `site` is the property that makes it; `label` what goes along, such as tokens.

    `broken` is true where the target is not declared, or where the token has no scope.
    """

    source: str
    target: str
    site: str
    label: str = ""
    broken: bool = False
    line: int = 0
    column: int = 0


class Graph(NamedTuple):
    """Nodes and edges in the order of the manifest; and the scopes of the app."""

    file: str
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    scopes: tuple[str, ...] = ()
    unreadable: FileReport | None = None
