"""FC201."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.references.undefined import undefined

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
    "FC201",
    "undefined-endpoint",
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
            says='trigger "on-install" calls endpoint "installed"',
        ),
    ),
)
def undefined_endpoint(context: Context) -> Iterator[Violation]:
    """A module calls an endpoint that `modules.endpoint` does not declare.

    Forge routes the call of a module to its backend by the endpoint's key. Without that endpoint
    the app cannot be deployed, or the call fails once it is. Every place where a module type can
    name an endpoint is followed, at any depth.
    """
    return undefined(context, Target.ENDPOINT)
