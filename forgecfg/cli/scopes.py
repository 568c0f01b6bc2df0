"""`forgecfg scopes`."""

# Without postponed annotations: see "Why start-up looks like this" in CONTRIBUTING.md.
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from forgecfg.cli.exits import Exit
from forgecfg.cli.targets import find_targets
from forgecfg.errors import ForgecfgError
from forgecfg.findings import FileReport

EXAMPLES = """
  forgecfg scopes
  forgecfg scopes app --format markdown
"""


class ScopesFormat(StrEnum):
    """The formats of the report."""

    text = "text"
    markdown = "markdown"
    json = "json"


def scopes(
    path: Annotated[
        str, typer.Argument(help="Manifest, directory to search, or - for standard input.")
    ] = ".",
    format: Annotated[  # noqa: A002
        ScopesFormat, typer.Option("--format", help="Output format.")
    ] = ScopesFormat.text,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 if a scope is missing or not required.")
    ] = False,
) -> int:
    """Show why the app needs each scope: the calls, events, modules and tokens that require it.

    Reads the source code of the app, which requires the extra `forgecfg[source]`.

    Exit code: 0; 1 with --check if a scope is missing or not required; 2 if a manifest cannot be
    read.
    """
    from forgecfg.files.app_files import files_beside
    from forgecfg.scopes.render import render
    from forgecfg.scopes.report import scope_report
    from forgecfg.source.grammar import is_available

    if not is_available():
        raise ForgecfgError('`forgecfg scopes` requires `pip install "forgecfg[source]"`')
    failed = False
    for target in find_targets([path], "manifest.yml"):
        source = target.read()
        if isinstance(source, FileReport):
            raise ForgecfgError(f"{target.name}: {source.findings[0].message}")
        files = files_beside(Path(target.path)) if target.path is not None else None
        report = scope_report(source, target.name, files)
        typer.echo(render(report, format.value), nl=False)
        failed |= any(line.status in ("missing", "unneeded") for line in report.scopes)
    return Exit.FINDINGS if check and failed else Exit.CLEAN
