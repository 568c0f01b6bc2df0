"""`forgecfg graph`."""

# Without postponed annotations: see "Why start-up looks like this" in CONTRIBUTING.md.
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from forgecfg.cli.complete import complete_keys
from forgecfg.cli.exits import Exit
from forgecfg.cli.inspect import open_output, read_sources, tell_unreadable
from forgecfg.cli.output import Color
from forgecfg.errors import UsageError
from forgecfg.graph import select
from forgecfg.graph.build import graph_text

EXAMPLES = """
  forgecfg graph --remote-only
  forgecfg graph --format mermaid --focus my-panel
"""


class GraphFormat(StrEnum):
    """The formats of a graph."""

    tree = "tree"
    mermaid = "mermaid"
    dot = "dot"
    json = "json"


def graph(
    path: Annotated[
        str,
        typer.Argument(help="Manifest, directory to search, or - for standard input."),
    ] = ".",
    format: Annotated[  # noqa: A002
        GraphFormat, typer.Option("--format", help="Output format.")
    ] = GraphFormat.tree,
    output_file: Annotated[
        Path | None, typer.Option(help="Write the graph to this file.", show_default=False)
    ] = None,
    focus: Annotated[
        str | None,
        typer.Option(
            metavar="<key>",
            help="Show only this key, what references it, and what it references.",
            show_default=False,
            autocompletion=complete_keys,
        ),
    ] = None,
    remote_only: Annotated[
        bool,
        typer.Option("--remote-only", help="Show only remotes, services and what references them."),
    ] = False,
    color: Annotated[Color, typer.Option(help="When to color.")] = Color.auto,
) -> int:
    """Show how modules, functions, endpoints, remotes and addresses are connected.

    Broken links are marked; `forgecfg check` reports them.

    Exit code: 0, or 2 if a manifest cannot be read.
    """
    sources = read_sources(path)
    if len(sources) > 1 and format in (GraphFormat.mermaid, GraphFormat.dot):
        raise UsageError(
            f"{len(sources)} manifests found in {path}; --format {format} supports only one"
        )
    graphs = [graph_text(source, name) for name, source in sources]
    readable = [one for one in graphs if one.unreadable is None]
    tell_unreadable(one.unreadable for one in graphs)
    if remote_only:
        readable = [select.remote_only(one) for one in readable]
    if focus is not None:
        readable = [select.focus(one, focus) for one in readable]
    if readable or format is GraphFormat.json:
        with open_output(output_file, color, [path]) as output:
            if format is GraphFormat.tree:
                from forgecfg.graph.tree import write_tree

                for one in readable:
                    write_tree(one, output)
            else:
                from forgecfg.graph import formats

                draw = {GraphFormat.mermaid: formats.mermaid, GraphFormat.dot: formats.dot}
                text = (
                    formats.json_text(readable)
                    if format is GraphFormat.json
                    else draw[format](readable[0])
                )
                output.write(text)
    return Exit.CLEAN if len(readable) == len(graphs) else Exit.FAILED
