"""FC206."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.references.used import used_names

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
    "FC206",
    "unused-endpoint",
    Severity.WARNING,
    good=(
        Good(_GOOD),
        Good(
            _GOOD.replace("endpoint: hello-backend", "endpoint: hello-backnd"),
            why="The slip at the macro is reported as undefined-endpoint.",
        ),
        Good(
            _GOOD.replace("endpoint: hello-backend", "endpoint: ${BACKEND}")
            + "environment:\n  variables: [BACKEND]\n",
            why="Which endpoint it is, is decided when the app is deployed.",
        ),
    ),
    bad=(
        Bad(
            _GOOD + "    - key: old-backend\n      remote: backend\n",
            at=(9, 12),
            says='no module calls endpoint "old-backend"',
        ),
        Bad(
            "modules:\n  endpoint:\n    - key: alone\n      remote: backend\n",
            at=(3, 12),
            says='no module calls endpoint "alone"',
        ),
    ),
)
def unused_endpoint(context: Context) -> Iterator[Violation]:
    """An endpoint that no module names.

    Nothing can call it: a front end reaches an endpoint only through its module's `resolver`. Often
    the module was removed or its reference renamed. Changing endpoints makes a new major version
    of the app, so it is worth being right before it is deployed.
    """
    used = used_names(context, Target.ENDPOINT)
    if used is None:
        return
    for endpoint in context.manifest.endpoints:
        if endpoint.name is not None and endpoint.name not in used:
            yield Violation(
                at_item(endpoint.cursor),
                f"no module calls {endpoint.label}",
                help="remove it, or name it at the module that is to call it",
            )
