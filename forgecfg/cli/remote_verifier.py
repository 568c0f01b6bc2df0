"""`forgecfg remote verifier`."""

from pathlib import Path
from typing import Annotated

import typer

from forgecfg.cli.exits import Exit
from forgecfg.cli.remote_manifest import File, read_app_id
from forgecfg.cli.report_file import ReportFile, check_report_file
from forgecfg.errors import UsageError
from forgecfg.remote.verifier import Framework, Language, render_verifier
from forgecfg.reporters.escape import escape

EXAMPLES = """
  forgecfg remote verifier --lang python --output forge_verify.py
  forgecfg remote verifier --lang node > forge-verify.mjs
"""


def verifier(
    lang: Annotated[Language, typer.Option("--lang", help="Language.", show_default=False)],
    framework: Annotated[
        Framework | None, typer.Option(help="Web framework.  [default: plain]", show_default=False)
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="Write to this file.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file.")] = False,
    file: File = ".",
) -> int:
    """Write one file that verifies the invocation token of a request.

    Exit code: 0, or 2 if the file cannot be written.
    """
    app_id = _app_id(file)
    made = render_verifier(lang, framework, app_id)
    if output is None or output == "-":
        typer.echo(made.text, nl=False)
    else:
        _write(Path(output), made.text, force)
        typer.echo(escape(f"written: {output}"), err=True)
    typer.echo(f"install: {made.install}", err=True)
    typer.echo(f"use: {made.use}", err=True)
    if app_id is None:
        typer.echo("set: FORGE_APP_ID, since no manifest with an app id was found", err=True)
    typer.echo("test: forgecfg remote test --to http://127.0.0.1:8000", err=True)
    return Exit.CLEAN


def _app_id(path: str) -> str | None:
    """The app id; where no file was named, a folder without a manifest will do."""
    try:
        return read_app_id(path)
    except UsageError:
        if path != ".":
            raise
        return None


def _write(path: Path, text: str, force: bool) -> None:
    if force:
        check_report_file(path, what="the verifier")
        report = ReportFile(path)
        report.write(text)
        report.close()
        if report.error:
            raise UsageError(report.error_message)
        return
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise UsageError(f"{path} exists; replace it with --force") from None
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from None
