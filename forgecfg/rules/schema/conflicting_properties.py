"""FC107."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  macro:
    - key: hello
      title: Hello
      resource: main
      resolver:
        endpoint: hello-backend
"""


@rule(
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "        function: resolver\n",
            at=(8, 9),
            says='"function" and "endpoint" cannot be used together in `resolver` of macro "hello"',
        ),
        Bad(
            "modules:\n  endpoint:\n    - {key: api, remote: backend, service: reports}\n",
            at=(3, 35),
            says='"remote" and "service" cannot be used together in endpoint "api"',
        ),
    ),
)
def conflicting_properties(context: Context) -> Iterator[Violation]:
    """Two properties that cannot be used together.

    A resolver or a trigger uses either a function or an endpoint; an endpoint uses either a remote
    or a service. Forge rejects a manifest with both.

    How to fix:
    Keep the property that you use and remove the other one. To call a remote from a module, keep
    `endpoint`; to run your own code on Forge, keep `function`.
    """
    yield from context.structure.get(conflicting_properties.name, ())
