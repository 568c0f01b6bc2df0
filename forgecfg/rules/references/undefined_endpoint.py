"""FC201."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.undefined import undefined

_GOOD = """\
modules:
  macro:
    - key: hello
      title: Hello
      resolver:
        endpoint: hello-backend
  endpoint:
    - key: hello-backend
      remote: backend
"""


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("endpoint: hello-backend", "endpoint: hello-backnd"),
            at=(6, 19),
            says='did you mean "hello-backend" (line 8)?',
            fixed=_GOOD,
        ),
        Bad(
            """\
modules:
  trigger:
    - key: on-install
      endpoint: installed
      events:
        - avi:forge:installed:app
""",
            at=(4, 17),
            says='trigger "on-install" uses endpoint "installed"',
        ),
    ),
)
def undefined_endpoint(context: Context) -> Iterator[Violation]:
    """A module uses an endpoint that is not declared under `modules.endpoint`.

    Forge routes the calls of a module to its backend by the key of the endpoint. Without the
    endpoint, Forge rejects the manifest, or accepts it and the calls fail. forgecfg checks every
    property that can reference an endpoint, at any depth.

    How to fix:
    Correct the name, or declare the endpoint under `modules.endpoint`. `forgecfg check --fix
    --unsafe-fixes` replaces the name with the suggested one; `forgecfg scaffold` adds a missing
    endpoint together with its remote, route and scopes.
    """
    return undefined(context, Target.ENDPOINT)
