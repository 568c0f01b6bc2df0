"""FC804."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import known_names, undeclared
from forgecfg.source.facts import API, BRIDGE

_MANIFEST = """\
modules:
  function:
    - key: sync
      handler: index.sync
  endpoint:
    - key: backend-endpoint
      remote: backend
remotes:
  - key: backend
    baseUrl: https://backend.example.com
    operations: [compute]
"""
_CODE = """\
import { invokeRemote } from '@forge/api';
const KEY = 'backend';
export const sync = () => invokeRemote(KEY, { path: '/sync' });
"""


@rule(
    Severity.ERROR,
    good=(
        Good(_MANIFEST, files={"src/index.js": _CODE}),
        Good(
            _MANIFEST,
            files={"src/index.js": _CODE.replace("'backend'", "process.env.REMOTE")},
            why="The key is unknown.",
        ),
    ),
    bad=(
        Bad(
            _MANIFEST,
            at=(3, 40),
            file="src/index.js",
            says='remote "backnd" is not declared under `remotes`; did you mean "backend"?',
            files={"src/index.js": _CODE.replace("'backend'", "'backnd'")},
        ),
        Bad(
            _MANIFEST,
            at=(3, 40),
            file="src/index.js",
            says='"backend-endpoint" is an endpoint; use the key of its remote, "backend"',
            files={"src/index.js": _CODE.replace("'backend'", "'backend-endpoint'")},
        ),
    ),
)
def undeclared_remote(context: Context) -> Iterator[Violation]:
    """A call references a remote that the manifest does not declare.

    `invokeRemote(key, …)` of `@forge/api` and `requestRemote(key, …)` of `@forge/bridge` expect the
    key of an item of `remotes`, not that of an endpoint. With another key the call fails at run
    time. (`forge lint` checks literals in `invokeRemote`, but not constants, `require` or the
    bridge.)

    How to fix:
    Use the key of a declared remote, or declare the remote under `remotes`.
    """
    declared = known_names(context, Target.REMOTE)
    if declared is None:
        return
    facts = context.source
    others = {}
    for endpoint in context.manifest.endpoints:
        if endpoint.name is not None and endpoint.key is not None:
            remote = endpoint.remote.text if endpoint.remote is not None else None
            use = f'the key of its remote, "{remote}"' if remote else "the key of a remote"
            sentence = f'"{endpoint.name}" is an endpoint; use {use}'
            others[endpoint.name] = (sentence, endpoint.key)
    calls = [
        *facts.named("invokeRemote", package=API),
        *facts.named("requestRemote", package=BRIDGE),
    ]
    yield from undeclared(calls, declared, "remote", "remotes", others)
