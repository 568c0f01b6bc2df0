"""`forgecfg remote test`."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from forgecfg.cli.complete import complete_remotes
from forgecfg.cli.exits import Exit
from forgecfg.cli.output import Color, is_terminal, wants_color
from forgecfg.cli.remote_manifest import AllowHost, File, KeyFile, KeysPort, To, read_routes
from forgecfg.remote.key_server import DEFAULT_PORT, KeyServer
from forgecfg.remote.select import read_paths, routes_of

EXAMPLES = """
  forgecfg remote test --to http://127.0.0.1:8000 --path "page=GET /brief"
  forgecfg remote test --to http://127.0.0.1:8000 --format junit > report.xml
"""


class Format(StrEnum):
    """How to report results."""

    text = "text"
    junit = "junit"
    json = "json"


def conformance(
    to: To,
    file: File = ".",
    remote: Annotated[
        str | None,
        typer.Option(
            help="Key of the remote that --to serves.",
            show_default=False,
            autocompletion=complete_remotes,
        ),
    ] = None,
    path: Annotated[
        list[str] | None,
        typer.Option(help="A call that the backend knows, as 'ENDPOINT=POST /path'."),
    ] = None,
    patience: Annotated[
        float,
        typer.Option(min=0, max=300, help="Seconds that the backend may take to fetch new keys."),
    ] = 35,
    wait: Annotated[
        float, typer.Option(min=0, max=300, help="Seconds to wait for the backend to start.")
    ] = 0,
    timeout: Annotated[
        float | None,
        typer.Option(min=0.1, max=900, help="Seconds for each call.  [default: as long as Forge]"),
    ] = None,
    keys_port: KeysPort = DEFAULT_PORT,
    key_file: KeyFile = None,
    allow_host: AllowHost = None,
    format: Annotated[Format, typer.Option("--format", help="Output format.")] = Format.text,  # noqa: A002
    color: Annotated[Color, typer.Option(help="When to color the report.")] = Color.auto,
) -> int:
    """Test how a backend verifies requests: valid calls and every kind of invalid one.

    Start the backend with FORGE_JWKS_URL=http://127.0.0.1:9753/.well-known/jwks.json.

    Exit code: 0 if all cases pass, 1 if one fails, 2 if the test cannot be run.
    """
    from forgecfg.remote.keys import require_extra

    require_extra()
    from forgecfg.remote.conformance.perform import conformance_results
    from forgecfg.remote.conformance.records import junit_lines, results_record
    from forgecfg.remote.conformance.result import Outcome
    from forgecfg.remote.conformance.text_report import TextReport
    from forgecfg.remote.identity import identity_for
    from forgecfg.remote.keys import key_from_file, new_key
    from forgecfg.remote.send import wait_for_backend
    from forgecfg.remote.target import checked_target

    target = checked_target(to, allow_host or ())
    table = read_routes(file)
    routes = routes_of(table, remote)
    paths = read_paths(path or (), routes)
    key = key_from_file(Path(key_file)) if key_file is not None else new_key()
    report = TextReport(_write, wants_color(color, is_terminal()))
    results = []
    with KeyServer(keys_port, [key]) as server:
        wait_for_backend(target, wait)
        identity = identity_for(table.app_id)
        for result in conformance_results(
            routes, target, identity, key, server, paths, patience, timeout
        ):
            results.append(result)
            if format is Format.text:
                report.add(result)
    if format is Format.json:
        typer.echo(json.dumps(results_record(results), indent=2))
    elif format is Format.junit:
        typer.echo("\n".join(junit_lines(results)))
    else:
        report.finish(results)
    failed = any(result.outcome is Outcome.FAILED for result in results)
    return Exit.FINDINGS if failed else Exit.CLEAN


def _write(text: str) -> None:
    """Write at once: the next case may take seconds."""
    sys.stdout.write(text)
    sys.stdout.flush()
