"""FC809."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source
from forgecfg.source.facts import API, BRIDGE

_MANIFEST = """\
modules:
  macro:
    - key: hello
      resource: main
      render: native
      resolver:
        endpoint: backend
  endpoint:
    - key: backend
      remote: server
  function:
    - key: sync
      handler: index.sync
remotes:
  - key: server
    baseUrl: https://server.example.com
    operations: [compute]
resources:
  - key: main
    path: src/frontend/index.jsx
"""
_FRONT = "import { invokeRemote } from '@forge/bridge';\ninvokeRemote({ path: '/hello' });\n"
_BACK = """\
import { invokeRemote } from '@forge/api';
export const sync = () => invokeRemote('server', { path: '/sync' });
"""


@rule(
    Severity.ERROR,
    good=(Good(_MANIFEST, files={"src/index.js": _BACK, "src/frontend/index.jsx": _FRONT}),),
    bad=(
        Bad(
            _MANIFEST,
            at=(2, 14),
            file="src/frontend/index.jsx",
            says="`invokeRemote` of `@forge/bridge` accepts no key, only an object",
            files={"src/frontend/index.jsx": _FRONT.replace("({", "('server', {")},
        ),
        Bad(
            _MANIFEST,
            at=(2, 40),
            file="src/index.js",
            says="`invokeRemote` of `@forge/api` requires the key of a remote as",
            files={"src/index.js": _BACK.replace("'server', ", "")},
        ),
    ),
)
def wrong_call_form(context: Context) -> Iterator[Violation]:
    """`invokeRemote` or `invokeService` is called in the form of the other package.

    The function of `@forge/bridge` has one argument, an object with `path`: it reads a key in that
    position as the request, and silently sends nothing useful. The function of `@forge/api` expects
    a key and then the object, and throws without the key. (`forge lint` does not check the bridge.)

    How to fix:
    In a front end, remove the key. In a function, add the key of the remote or service before the
    object.
    """
    facts = context.source
    for call in facts.named("invokeRemote", "invokeService"):
        first = call.argument(0)
        if first is None:
            continue
        what = "remote" if call.name == "invokeRemote" else "service"
        if call.package == BRIDGE and first.shape == "text":
            yield Violation(
                at_source(first.at),
                f"`{call.name}` of `@forge/bridge` accepts no key, only an object",
                help=f"remove the key; the module's `resolver.endpoint` chooses the {what}",
            )
        elif call.package == API and first.shape == "object":
            yield Violation(
                at_source(first.at),
                f"`{call.name}` of `@forge/api` requires the key of a {what} as its first argument",
                help=f'write `{call.name}("{what}-key", {{ path: … }})`',
            )
