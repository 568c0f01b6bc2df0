"""`forgecfg remote routes`."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from forgecfg.cli.exits import Exit
from forgecfg.cli.remote_manifest import File, read_routes

EXAMPLES = """
  forgecfg remote routes
  forgecfg remote routes --format openapi > openapi.json
"""


class Format(StrEnum):
    """How to show the routes."""

    text = "text"
    markdown = "markdown"
    json = "json"
    openapi = "openapi"


def routes(
    file: File = ".",
    format: Annotated[Format, typer.Option("--format", help="Output format.")] = Format.text,  # noqa: A002
) -> int:
    """Show what each remote and service receives: callers, paths, tokens, claims, timeouts.

    Exit code: 0, or 2 if the manifest cannot be read.
    """
    from forgecfg.remote.formats.openapi import openapi_record
    from forgecfg.remote.formats.record import table_record
    from forgecfg.remote.formats.text import markdown_lines, text_lines

    table = read_routes(file)
    if format is Format.json:
        typer.echo(json.dumps(table_record(table), indent=2))
    elif format is Format.openapi:
        typer.echo(json.dumps(openapi_record(table), indent=2))
    elif format is Format.markdown:
        typer.echo("\n".join(markdown_lines(table)))
    else:
        typer.echo("\n".join(text_lines(table)) or "no remotes and no services")
    return Exit.CLEAN
