"""`forgecfg schema`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from forgecfg.cli.exits import Exit
from forgecfg.cli.inspect import open_output
from forgecfg.cli.output import Color
from forgecfg.errors import UsageError
from forgecfg.schema.load import schema_folder

EXAMPLES = """
  forgecfg schema --output-file manifest.schema.json
  forgecfg schema config --path
"""


class Name(StrEnum):
    """The schemas that forgecfg provides."""

    manifest = "manifest"
    output = "output"
    config = "config"
    diff = "diff"
    graph = "graph"
    audit = "audit"


_FILES = {
    Name.manifest: "manifest.schema.json",
    Name.output: "output-v1.schema.json",
    Name.config: "config.schema.json",
    Name.diff: "diff-v1.schema.json",
    Name.graph: "graph-v1.schema.json",
    Name.audit: "audit-v1.schema.json",
}


def schema(
    name: Annotated[Name, typer.Argument(help="The schema to print.")] = Name.manifest,
    path: Annotated[
        bool, typer.Option("--path", help="Print the path of the file instead of its content.")
    ] = False,
    output_file: Annotated[
        Path | None, typer.Option(help="Write the schema to this file.", show_default=False)
    ] = None,
) -> int:
    """Print a JSON Schema: of manifests, of the configuration, or of JSON output.

    Exit code: 0, or 2 if the file cannot be written.
    """
    file = schema_folder() / _FILES[name]
    if output_file is not None:
        if path:
            raise UsageError("--path and --output-file cannot be used together")
        with open_output(output_file, Color.never) as output:
            output.write(file.read_text(encoding="utf-8"))
        return Exit.CLEAN
    typer.echo(file if path else file.read_text(encoding="utf-8"), nl=path)
    return Exit.CLEAN
