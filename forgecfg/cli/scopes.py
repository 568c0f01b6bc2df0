"""`forgecfg scopes`."""

# No postponed annotations here: typer would have to compile each of them at every start.
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from forgecfg.cli.exits import Exit
from forgecfg.cli.targets import find_targets
from forgecfg.errors import ForgecfgError
from forgecfg.findings import FileReport


class Format(StrEnum):
    """How to write the report."""

    text = "text"
    markdown = "markdown"
    json = "json"


def scopes(
    path: Annotated[
        str, typer.Argument(help="A manifest, or a directory with one.", show_default=False)
    ] = ".",
    format: Annotated[Format, typer.Option(help="Output format.")] = Format.text,  # noqa: A002
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 if a scope is missing or not needed.")
    ] = False,
) -> int:
    """Show what each scope is for: the calls, events, modules and tokens that need it.

    Reads the source of the app, which requires the extra `forgecfg[source]`.

    Examples: `forgecfg scopes`, `forgecfg scopes app --format markdown`
    """
    from forgecfg.files.app_files import files_beside
    from forgecfg.scopes.render import render
    from forgecfg.scopes.report import scope_report
    from forgecfg.source.grammar import is_available

    if not is_available():
        raise ForgecfgError("`forgecfg scopes` requires `pip install 'forgecfg[source]'`")
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
