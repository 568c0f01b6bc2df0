"""`forgecfg remote call`."""

import json
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from forgecfg.cli.complete import complete_keys
from forgecfg.cli.exits import Exit
from forgecfg.cli.remote_manifest import AllowHost, File, KeyFile, KeysPort, To, read_routes
from forgecfg.errors import UsageError
from forgecfg.files.read import reason_of
from forgecfg.files.regular import REQUEST, read_regular_file
from forgecfg.remote.key_server import DEFAULT_PORT, KeyServer
from forgecfg.remote.select import checked_method, find_route

_HEADER_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")
_SET_BY_FORGE = re.compile(
    r"authorization|x-forge-.*|x-b3-.*|host|content-length|connection|transfer-encoding"
)

EXAMPLES = """
  forgecfg remote call page-brief --to http://127.0.0.1:8000 --path /brief
  forgecfg remote call avi:jira:updated:issue --to http://127.0.0.1:8000
"""


class Format(StrEnum):
    """How to show the call."""

    text = "text"
    json = "json"


class Environment(StrEnum):
    """The types of environments of an app."""

    development = "DEVELOPMENT"
    staging = "STAGING"
    production = "PRODUCTION"


def call(
    name: Annotated[
        str,
        typer.Argument(
            help="An endpoint, an event, or the key of a calling module.",
            autocompletion=complete_keys,
        ),
    ],
    to: To,
    file: File = ".",
    module: Annotated[
        str | None,
        typer.Option(
            help="Key of the calling module, where there are several.", show_default=False
        ),
    ] = None,
    method: Annotated[str | None, typer.Option(help="HTTP method.", show_default=False)] = None,
    path: Annotated[
        str | None, typer.Option(help="Path of a front-end call.  [default: /]", show_default=False)
    ] = None,
    data: Annotated[
        str | None,
        typer.Option(help="JSON body, or @FILE; default: an example.", show_default=False),
    ] = None,
    header: Annotated[
        list[str] | None, typer.Option(help="A header of the front end, as NAME: VALUE.")
    ] = None,
    retry: Annotated[
        int, typer.Option(min=0, max=4, help="Number of the redelivery of an event.")
    ] = 0,
    environment: Annotated[
        Environment, typer.Option(help="Environment in the claims.")
    ] = Environment.development,
    timeout: Annotated[
        float | None,
        typer.Option(min=0.1, max=900, help="Seconds to wait.  [default: as long as Forge]"),
    ] = None,
    keys_port: KeysPort = DEFAULT_PORT,
    key_file: KeyFile = None,
    allow_host: AllowHost = None,
    format: Annotated[Format, typer.Option("--format", help="Output format.")] = Format.text,  # noqa: A002
) -> int:
    """Send a backend the request that Forge would send, signed with a test key.

    Start the backend with FORGE_JWKS_URL=http://127.0.0.1:9753/.well-known/jwks.json.

    Exit code: 0; 1 if Forge would not accept the response; 2 if the backend cannot be
    called.
    """
    from forgecfg.remote.keys import require_extra

    require_extra()
    from forgecfg.remote.exchange import exchange_lines, exchange_record
    from forgecfg.remote.identity import identity_for
    from forgecfg.remote.keys import key_from_file, new_key
    from forgecfg.remote.perform import perform
    from forgecfg.remote.request import plan_call
    from forgecfg.remote.target import checked_target

    target = checked_target(to, allow_host or ())
    table = read_routes(file)
    route, event = find_route(table, name, module)
    identity = identity_for(table.app_id)._replace(environment_type=environment.value)
    chosen = checked_method(method) if method is not None else None
    planned = plan_call(route, target, identity, chosen, path, event, retry)
    planned = planned._replace(extra=_headers(header or ()))
    if data is not None:
        planned = planned._replace(body=_body(data))
    key = key_from_file(Path(key_file)) if key_file is not None else new_key()
    with KeyServer(keys_port, [key]) as server:
        exchange = perform(planned, key, server, timeout)
    if format is Format.json:
        typer.echo(json.dumps(exchange_record(exchange), indent=2))
    else:
        typer.echo("\n".join(exchange_lines(exchange)))
    return Exit.FINDINGS if exchange.breaches else Exit.CLEAN


def _headers(options: list[str] | tuple[()]) -> tuple[tuple[str, str], ...]:
    headers = []
    for option in options:
        name, colon, value = option.partition(":")
        if not colon or not _HEADER_NAME.fullmatch(name.strip()):
            raise UsageError(f"{option!r} is not of the form 'NAME: VALUE'")
        if _SET_BY_FORGE.fullmatch(name.strip().lower()):
            raise UsageError(f"header {name.strip()!r} is set by Forge, not by the front end")
        if not value.isascii() or not value.strip().isprintable():
            raise UsageError(f"the value of header {name!r} must be printable ASCII")
        headers.append((name.strip().lower(), value.strip()))
    return tuple(headers)


def _body(data: str) -> Any:
    if data.startswith("@"):
        try:
            data = read_regular_file(data[1:], REQUEST).decode("utf-8")
        except OSError as error:
            raise UsageError(f"cannot read {data[1:]}: {reason_of(error)}") from None
        except UnicodeDecodeError:
            raise UsageError(f"cannot read {data[1:]}: invalid UTF-8") from None
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"--data is invalid JSON: {error}") from None
