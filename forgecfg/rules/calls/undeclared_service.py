"""FC805."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import known_names, undeclared
from forgecfg.source.facts import API

_MANIFEST = """\
modules:
  function:
    - key: sync
      handler: index.sync
services:
  - key: renderer
"""
_CODE = """\
import { invokeService } from '@forge/api';
export const sync = () => invokeService('renderer', { path: '/render' });
"""


@rule(
    Severity.ERROR,
    good=(Good(_MANIFEST, files={"src/index.ts": _CODE}),),
    bad=(
        Bad(
            _MANIFEST,
            at=(2, 41),
            file="src/index.ts",
            says='service "rendrer" is not declared under `services`; did you mean "renderer"?',
            files={"src/index.ts": _CODE.replace("'renderer'", "'rendrer'")},
        ),
    ),
)
def undeclared_service(context: Context) -> Iterator[Violation]:
    """A call references a service that the manifest does not declare.

    `invokeService(key, …)` of `@forge/api` expects the key of an item of `services`. With another
    key the call fails at run time. (`forge lint` does not check it.)

    How to fix:
    Use the key of a declared service, or declare the service under `services`.
    """
    declared = known_names(context, Target.SERVICE)
    if declared is not None:
        calls = context.source.named("invokeService", package=API)
        yield from undeclared(calls, declared, "service", "services")
