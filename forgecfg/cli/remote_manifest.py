"""What the `remote` commands have in common: the manifest and its routes."""

from __future__ import annotations

from typing import Annotated

import typer

from forgecfg.cli.edit import one_target
from forgecfg.document.document import load
from forgecfg.errors import ForgecfgError
from forgecfg.findings import FileReport, Severity
from forgecfg.manifest.view import Manifest, read_manifest
from forgecfg.remote.routes import RouteTable, build_routes

File = Annotated[
    str,
    typer.Option("--file", "-f", help="A manifest, a folder that holds one, or - for stdin."),
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
    """The routes of a manifest. Raises ForgecfgError where it cannot be read or has errors."""
    from forgecfg.api import check_text

    name, source = _read(path)
    report = check_text(source, name)
    errors = [one for one in report.findings if one.severity is Severity.ERROR]
    if errors:
        count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
        first = errors[0]
        raise ForgecfgError(
            f"{name} has {count}, the first on line {first.span.line}: {first.message}; "
            "`forgecfg check` shows all of them"
        )
    # Calls found in source code are passed here once source analysis exists.
    return build_routes(_manifest(source))


def read_app_id(path: str) -> str | None:
    """The app id of a manifest, None where it has no usable one. Errors in it do not matter."""
    app = _manifest(_read(path)[1]).at("app", "id")
    return app.text if app is not None else None


def _manifest(source: bytes) -> Manifest:
    return read_manifest(load(source))


def _read(path: str) -> tuple[str, bytes]:
    target = one_target(path)
    source = target.read()
    if isinstance(source, FileReport):
        raise ForgecfgError(f"{target.name} {source.findings[0].message}")
    return target.name, source
