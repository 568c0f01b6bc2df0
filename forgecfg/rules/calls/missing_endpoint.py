"""FC808."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Module
from forgecfg.manifest.view import Manifest
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source
from forgecfg.source.facts import BRIDGE
from forgecfg.source.shown import endpoints_of

_GOOD = """\
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
remotes:
  - key: server
    baseUrl: https://server.example.com
resources:
  - key: main
    path: src/frontend/index.jsx
"""
_BAD = _GOOD.replace("endpoint: backend", "function: main", 1)
_CODE = """\
import { invokeRemote } from '@forge/bridge';
invokeRemote({ path: '/hello', method: 'GET' });
"""
_FILES = {"src/frontend/index.jsx": _CODE}


@rule(
    Severity.ERROR,
    good=(
        Good(_GOOD, files=_FILES),
        Good(
            _GOOD.replace("resolver:\n        endpoint", "endpoint"),
            files=_FILES,
            why="The misplaced endpoint is reported as misplaced-endpoint.",
        ),
    ),
    bad=(
        Bad(
            _BAD,
            at=(2, 1),
            file="src/frontend/index.jsx",
            says='`invokeRemote` has no endpoint to call: macro "hello" has no `resolver.endpoint`',
            files=_FILES,
        ),
        Bad(
            _GOOD,
            at=(2, 1),
            file="src/frontend/index.jsx",
            says='`invokeService` requires an endpoint with `service`, but endpoint "backend"',
            files={"src/frontend/index.jsx": _CODE.replace("Remote", "Service")},
        ),
    ),
)
def missing_endpoint(context: Context) -> Iterator[Violation]:
    """`invokeRemote` or `invokeService` of the bridge is called without a matching endpoint.

    The calls of `@forge/bridge` have no key: they go to the endpoint that `resolver.endpoint` of
    the module references, and from there to its `remote` or `service`. Without one every call
    fails. Nothing is reported if one of the modules that show the file has such an endpoint.
    (`forge lint` does not check the bridge.)

    How to fix:
    Set `resolver.endpoint` of the module to an endpoint with `remote` for `invokeRemote`, or with
    `service` for `invokeService`.
    """
    facts, manifest = context.source, context.manifest
    for call in facts.named("invokeRemote", "invokeService", package=BRIDGE):
        shown = facts.shown.get(call.at.file)
        if shown is None or not shown.certain:
            continue
        kind = "remote" if call.name == "invokeRemote" else "service"
        problem = _problem(manifest, shown.modules, call.name, kind)
        if problem:
            yield Violation(
                at_source(call.at),
                problem,
                help=f"reference an endpoint with `{kind}` from the module's `resolver.endpoint`",
                related=tuple(
                    (at_item(module.cursor), f"{module.label} shows this file")
                    for module in shown.modules[:3]
                ),
            )


def _problem(manifest: Manifest, modules: tuple[Module, ...], call: str, kind: str) -> str:
    """The problem of all modules, "" if one of them has, or may have, a matching endpoint."""
    endpoints = {endpoint.name: endpoint for endpoint in manifest.endpoints}
    names = [name for module in modules for name in endpoints_of(manifest, module)]
    if any(module.cursor.get("endpoint") is not None for module in modules):
        # Reported by misplaced-endpoint.
        return ""
    if not names:
        return f"`{call}` has no endpoint to call: {modules[0].label} has no `resolver.endpoint`"
    for name in names:
        endpoint = endpoints.get(name)
        if endpoint is None or endpoint.cursor.get(kind) is not None:
            return ""
        other = "service" if kind == "remote" else "remote"
        if endpoint.cursor.get(other) is None:
            return ""
    return (
        f'`{call}` requires an endpoint with `{kind}`, but endpoint "{names[0]}" has '
        f"`{'service' if kind == 'remote' else 'remote'}`"
    )
