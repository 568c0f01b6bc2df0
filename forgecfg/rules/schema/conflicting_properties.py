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
    "FC107",
    "conflicting-properties",
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "        function: resolver\n",
            at=(8, 9),
            says='resolver of macro "hello" has both "function" and "endpoint"',
        ),
        Bad(
            "modules:\n  endpoint:\n    - {key: api, remote: backend, service: reports}\n",
            at=(3, 35),
            says='endpoint "api" has both "remote" and "service"',
        ),
    ),
)
def conflicting_properties(context: Context) -> Iterator[Violation]:
    """Two properties of which Forge takes only one.

    A resolver or a trigger leads to a function or to an endpoint; an endpoint leads to a remote or
    to a service. With both, Forge refuses the manifest.
    """
    yield from context.structure.get(conflicting_properties.name, ())
