"""FC305."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import at_item, at_key
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.view import Endpoint, Manifest, Remote
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.scopes.scope_names import MERGE_KEY

_GOOD = """\
modules:
  macro:
    - key: hello
      resolver:
        endpoint: hello-backend
  endpoint:
    - key: hello-backend
      remote: backend
      auth:
        appUserToken:
          enabled: true
remotes:
  - key: backend
    baseUrl: https://backend.example.com
    operations:
      - compute
    auth:
      appUserToken:
        enabled: true
"""

_BAD = _GOOD.replace("      auth:\n        appUserToken:\n          enabled: true\n", "")

# Tokens on the remote are what the page modules/rovo-agent-connector shows.
_AGENT = """\
modules:
  rovo:agentConnector:
    - key: helper
      protocols:
        agent2Agent:
          jsonRpcTransport:
            endpoint: helper-rpc
  endpoint:
    - key: helper-rpc
      remote: backend
remotes:
  - key: backend
    auth:
      appSystemToken:
        enabled: true
"""


@rule(
    "FC305",
    "token-on-wrong-side",
    Severity.WARNING,
    good=(
        Good(_GOOD),
        Good(_AGENT, why="Agent connectors take the tokens of the remote."),
        Good(
            _BAD.replace("remotes:", "  function:\n    - key: sync\nremotes:"),
            why="A function of the app may be what calls the remote.",
        ),
        Good(
            _BAD.replace("remote: backend\n", "remote: backend\n      auth: {}\n"),
            why="The endpoint has an `auth`, which asks for no token.",
        ),
    ),
    bad=(
        Bad(
            _BAD,
            at=(15, 7),
            says='remote "backend" enables appUserToken, but macro "hello" calls it through '
            'endpoint "hello-backend", which has no auth',
        ),
        Bad(
            _BAD.replace("remotes:", "  function:\n    - key: sync\nremotes:").replace(
                "- compute", "- fetch"
            ),
            at=(17, 7),
            says='endpoint "hello-backend"',
        ),
    ),
)
def token_on_wrong_side(context: Context) -> Iterator[Violation]:
    """Tokens are enabled on a remote, but the calls that reach it come through an endpoint.

    `auth` of a remote counts only where a function of the app calls it (`invokeRemote` of
    `@forge/api`, which needs the operation `compute`). Calls from a UI, an event or a schedule go
    through an endpoint and take their tokens from the endpoint's own `auth`. See Forge
    documentation, manifest-reference/remotes and remote/calling-from-function. The rule is silent
    where functions may call the remote (with the source read: where one does), where any endpoint
    to it has an `auth`, and for agent connectors, which take the tokens of the remote.
    """
    manifest = context.manifest
    leading = _endpoints_by_remote(manifest)
    callers = _callers(manifest)
    has_functions = any(module.type == "function" for module in manifest.modules)
    for remote in manifest.remotes:
        tokens = [token for token in remote.tokens if token.enabled]
        may_call = has_functions and _functions_may_call(remote)
        if not tokens or (may_call and not never_called(context, remote)):
            continue
        endpoints = leading.get(remote.name or "", [])
        calls = [
            (endpoint, call) for endpoint in endpoints for call in callers.get(endpoint.name, ())
        ]
        if not calls or any(_has_auth(endpoint.cursor) for endpoint in endpoints):
            continue
        if any(call.module_type == "rovo:agentConnector" for _, call in calls):
            continue
        names = " and ".join(token.name for token in tokens)
        endpoint, call = calls[0]
        yield Violation(
            at_key(tokens[0].cursor),
            f"{remote.label} enables {names}, but {call.owner} calls it through "
            f"{endpoint.label}, which has no auth",
            help="move `auth` to the endpoint: on a remote it counts only for calls from functions",
            related=tuple(
                (at_item(called.cursor), f"{called.label} has no auth")
                for called in dict.fromkeys(called for called, _ in calls)
            ),
        )


def _endpoints_by_remote(manifest: Manifest) -> dict[str, list[Endpoint]]:
    leading: dict[str, list[Endpoint]] = {}
    for endpoint in manifest.endpoints:
        if endpoint.remote is not None and endpoint.remote.text is not None:
            leading.setdefault(endpoint.remote.text, []).append(endpoint)
    return leading


def _callers(manifest: Manifest) -> dict[str | None, list[Reference]]:
    callers: dict[str | None, list[Reference]] = {}
    for call in manifest.references[Target.ENDPOINT]:
        if call.name is not None:
            callers.setdefault(call.name, []).append(call)
    return callers


def _functions_may_call(remote: Remote) -> bool:
    # Where nothing is said, or a variable says it, `compute` is not ruled out.
    listed = remote.cursor.get("operations")
    if listed is None or not listed.is_list:
        return True
    return any(item.text == "compute" or item.unknown for item in listed.items())


def _has_auth(endpoint: Cursor) -> bool:
    auth = endpoint.get("auth")
    return (auth is not None and not auth.is_null) or endpoint.get(MERGE_KEY) is not None
