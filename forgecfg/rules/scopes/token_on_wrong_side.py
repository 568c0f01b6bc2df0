"""FC305."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import at_item, at_key
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.scope_names import MERGE_KEY
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.view import Endpoint, Manifest
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.remotes import may_compute, never_called

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

# The Forge documentation (modules/rovo-agent-connector) enables the tokens on the remote.
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
    Severity.WARNING,
    good=(
        Good(_GOOD),
        Good(_AGENT, why="Agent connectors use the tokens of the remote."),
        Good(
            _BAD.replace("remotes:", "  function:\n    - key: sync\nremotes:"),
            why="A function of the app may call the remote.",
        ),
        Good(
            _BAD.replace("remote: backend\n", "remote: backend\n      auth: {}\n"),
            why="The endpoint has its own `auth`, without tokens.",
        ),
    ),
    bad=(
        Bad(
            _BAD,
            at=(15, 7),
            says='remote "backend" enables appUserToken, but macro "hello" calls it through '
            'endpoint "hello-backend", which has no `auth`',
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
    """Tokens are enabled on a remote, but its calls come through an endpoint without `auth`.

    `auth` of a remote only applies to calls from functions (`invokeRemote` of `@forge/api`, which
    requires the operation `compute`). Calls from a UI, an event or a schedule go through an
    endpoint and use the endpoint's `auth`. See Forge documentation, manifest-reference/remotes and
    remote/calling-from-function. Nothing is reported if functions may call the remote (if source
    code is read: if one does), if any of its endpoints has an `auth`, or for agent connectors,
    which use the tokens of the remote.

    How to fix:
    Move `auth` from the remote to the endpoint.
    """
    manifest = context.manifest
    by_remote = _endpoints_by_remote(manifest)
    callers = _callers(manifest)
    has_functions = any(module.type == "function" for module in manifest.modules)
    for remote in manifest.remotes:
        tokens = [token for token in remote.tokens if token.enabled]
        may_call = has_functions and may_compute(remote)
        if not tokens or (may_call and not never_called(context, remote)):
            continue
        endpoints = by_remote.get(remote.name or "", [])
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
            f"{endpoint.label}, which has no `auth`",
            help="move `auth` to the endpoint; on a remote it only applies to calls from functions",
            related=tuple(
                (at_item(called.cursor), f"{called.label} has no `auth`")
                for called in dict.fromkeys(called for called, _ in calls)
            ),
        )


def _endpoints_by_remote(manifest: Manifest) -> dict[str, list[Endpoint]]:
    by_remote: dict[str, list[Endpoint]] = {}
    for endpoint in manifest.endpoints:
        if endpoint.remote is not None and endpoint.remote.text is not None:
            by_remote.setdefault(endpoint.remote.text, []).append(endpoint)
    return by_remote


def _callers(manifest: Manifest) -> dict[str | None, list[Reference]]:
    callers: dict[str | None, list[Reference]] = {}
    for call in manifest.references[Target.ENDPOINT]:
        if call.name is not None:
            callers.setdefault(call.name, []).append(call)
    return callers


def _has_auth(endpoint: Cursor) -> bool:
    auth = endpoint.get("auth")
    return (auth is not None and not auth.is_null) or endpoint.get(MERGE_KEY) is not None
