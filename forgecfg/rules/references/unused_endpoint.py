"""FC206."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.unused import used_names

_GOOD = """\
modules:
  macro:
    - key: hello
      resolver:
        endpoint: hello-backend
  endpoint:
    - key: hello-backend
      remote: backend
"""


@rule(
    Severity.WARNING,
    good=(
        Good(_GOOD),
        Good(
            _GOOD.replace("endpoint: hello-backend", "endpoint: hello-backnd"),
            why="The typo in the macro is reported as undefined-endpoint.",
        ),
        Good(
            _GOOD.replace("endpoint: hello-backend", "endpoint: ${BACKEND}")
            + "environment:\n  variables: [BACKEND]\n",
            why="The variable may refer to any endpoint.",
        ),
    ),
    bad=(
        Bad(
            _GOOD + "    - key: old-backend\n      remote: backend\n",
            at=(9, 12),
            says='endpoint "old-backend" is unused',
        ),
        Bad(
            "modules:\n  endpoint:\n    - key: alone\n      remote: backend\n",
            at=(3, 12),
            says='endpoint "alone" is unused',
        ),
    ),
)
def unused_endpoint(context: Context) -> Iterator[Violation]:
    """An endpoint is not referenced by any module.

    The endpoint cannot be called: a front end calls an endpoint only through the `resolver` of its
    module. Usually the module was removed, or its reference has a typo. A change of endpoints
    requires a new major version of the app, so check this before you deploy.

    How to fix:
    Reference the endpoint from the module that should call it, for example with
    `resolver.endpoint`, or remove the endpoint.
    """
    used = used_names(context, Target.ENDPOINT)
    if used is None:
        return
    for endpoint in context.manifest.endpoints:
        if endpoint.name is not None and endpoint.name not in used:
            yield Violation(
                at_item(endpoint.cursor),
                f"{endpoint.label} is unused",
                help="remove it, or reference it from a module's `resolver.endpoint`",
            )
