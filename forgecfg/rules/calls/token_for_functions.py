"""FC812."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_key
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.view import Endpoint, Remote
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source
from forgecfg.source.facts import API

_BAD = """\
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
  function:
    - key: sync
      handler: index.sync
remotes:
  - key: backend
    baseUrl: https://backend.acme.io
    operations:
      - compute
"""
_GOOD = _BAD + "    auth:\n      appSystemToken:\n        enabled: true\n"
_CODE = """\
import { invokeRemote } from '@forge/api';
export const sync = () => invokeRemote('backend', { path: '/sync' });
"""
_FILES = {"src/index.js": _CODE}


@rule(
    Severity.WARNING,
    good=(Good(_GOOD, files=_FILES),),
    bad=(
        Bad(
            _BAD,
            at=(2, 40),
            file="src/index.js",
            says='the call sends no token: endpoint "hello-backend" enables appUserToken, but '
            'remote "backend" has no `auth`',
            files=_FILES,
        ),
    ),
)
def token_for_functions(context: Context) -> Iterator[Violation]:
    """A function calls a remote whose tokens are only enabled on an endpoint.

    `invokeRemote` of `@forge/api` uses the `auth` of the remote. The `auth` of an endpoint only
    applies to calls from a UI, an event or a schedule. See Forge documentation,
    manifest-reference/remotes.

    How to fix:
    Enable the tokens that the backend requires under `auth` of the remote too.
    """
    manifest = context.manifest
    remotes = {remote.name: remote for remote in reversed(manifest.remotes)}
    for call in context.source.named("invokeRemote", package=API):
        for key in call.keys:
            remote = remotes.get(key.name) if key.name is not None else None
            if remote is None or remote.cursor.get("auth") is not None:
                continue
            if remote.cursor.get("<<") is not None:
                continue
            endpoint = _with_token(context, remote)
            if endpoint is None:
                continue
            token = next(token for token in endpoint.tokens if token.enabled)
            yield Violation(
                at_source(key.at),
                f"the call sends no token: {endpoint.label} enables {token.name}, but "
                f"{remote.label} has no `auth`",
                help="also enable the tokens that the backend requires under `auth` of the remote",
                related=((at_key(token.cursor), f"only {endpoint.label} enables it"),),
            )


def _with_token(context: Context, remote: Remote) -> Endpoint | None:
    """An endpoint to a remote that enables a token."""
    for endpoint in context.manifest.endpoints:
        target = endpoint.remote.text if endpoint.remote is not None else None
        if target == remote.name and any(token.enabled for token in endpoint.tokens):
            return endpoint
    return None
