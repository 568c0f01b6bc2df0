"""What the `remote` commands have in common: the manifest and its routes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from forgecfg.cli.edit import one_target
from forgecfg.document.document import load
from forgecfg.errors import ForgecfgError
from forgecfg.findings import FileReport, Severity
from forgecfg.manifest.view import read_manifest
from forgecfg.remote.routes import RouteTable, build_routes
from forgecfg.runner.target import Target

File = Annotated[
    str,
    typer.Option("--file", "-f", help="Manifest, directory with one manifest, or - for stdin."),
]
To = Annotated[str, typer.Option("--to", help="Base URL of the backend.", show_default=False)]
AllowHost = Annotated[
    list[str] | None,
    typer.Option("--allow-host", help="Allow this host in --to; default: only this machine."),
]
KeysPort = Annotated[
    int,
    typer.Option(
        "--keys-port",
        envvar="FORGECFG_KEYS_PORT",
        help="Port on loopback at which the test keys are served.",
    ),
]
KeyFile = Annotated[
    str | None,
    typer.Option(
        "--key-file",
        help="Keep the private test key in this file; default: a new key in memory.",
        show_default=False,
    ),
]


def read_routes(path: str) -> RouteTable:
    """The routes of a manifest and of the calls in the app's source code, if it can be read.

    Raises ForgecfgError where the manifest cannot be read or has errors.
    """
    from forgecfg.api import check_text
    from forgecfg.files.app_files import files_beside
    from forgecfg.remote.source_calls import remote_calls
    from forgecfg.rules.base import Context

    target, source = _read(path)
    name = target.name
    report = check_text(source, name)
    errors = [one for one in report.findings if one.severity is Severity.ERROR]
    if errors:
        count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
        first = errors[0]
        raise ForgecfgError(
            f"{name} has {count}, the first on line {first.span.line}: {first.message}; "
            "`forgecfg check` shows all of them"
        )
    document = load(source)
    manifest = read_manifest(document)
    files = files_beside(Path(target.path)) if target.path is not None else None
    context = Context(document, manifest, files)
    calls = remote_calls(context.source) if context.reads_source else ()
    return build_routes(manifest, calls)


def read_app_id(path: str) -> str | None:
    """The app id of a manifest, None where it has no usable one. Errors in it do not matter."""
    app = read_manifest(load(_read(path)[1])).at("app", "id")
    return app.text if app is not None else None


def _read(path: str) -> tuple[Target, bytes]:
    target = one_target(path)
    source = target.read()
    if isinstance(source, FileReport):
        raise ForgecfgError(f"{target.name} {source.findings[0].message}")
    return target, source
