"""FC205."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.callers import UI_RESOLVER_TYPES
from forgecfg.catalog.reference_sites import ENDPOINT_SITES
from forgecfg.document.locations import at_key
from forgecfg.edits.fixes import nest_under
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

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
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD),
        Good("modules:\n  action:\n    - key: look-up\n      endpoint: hello-backend\n"),
    ),
    bad=(
        Bad(
            _GOOD.replace("      resolver:\n        endpoint: hello", "      endpoint: hello"),
            at=(5, 7),
            says='misplaced `endpoint` of macro "hello"; it only has an effect under `resolver`',
            fixed=_GOOD,
        ),
        Bad(
            "modules:\n  jira:issuePanel:\n    - {key: panel, endpoint: panel-backend}\n",
            at=(3, 20),
            says='misplaced `endpoint` of jira:issuePanel "panel"',
            fixed="modules:\n  jira:issuePanel:\n"
            "    - {key: panel, resolver: {endpoint: panel-backend}}\n",
        ),
        Bad(
            "modules:\n  macro:\n    - key: hello\n      endpoint: hello-backend\n"
            "      resolver:\n        function: hello\n",
            at=(4, 7),
            says="misplaced `endpoint`",
        ),
    ),
)
def misplaced_endpoint(context: Context) -> Iterator[Violation]:
    """A UI module has `endpoint` as its own property instead of under `resolver`.

    Forge silently ignores the property there: calls from the module's front end do not reach the
    endpoint.

    How to fix:
    Move `endpoint` under `resolver`. If the resolver already has a `function`, decide which of the
    two handles the calls: a resolver cannot have both.
    """
    for module in context.manifest.modules:
        kind = module.type
        if kind not in UI_RESOLVER_TYPES or "endpoint" in ENDPOINT_SITES[kind]:
            continue
        endpoint = module.cursor.get("endpoint")
        if endpoint is not None:
            # Forge rejects a resolver with both; only the author knows which one is intended.
            function = module.cursor.at("resolver", "function")
            yield Violation(
                at_key(endpoint),
                f"misplaced `endpoint` of {module.label}; it only has an effect under `resolver`",
                help="move it under `resolver`"
                if function is None
                else "remove it, or replace `resolver.function` with it",
                related=((at_key(function), "the resolver is a function"),) if function else (),
                fixes=nest_under(endpoint, "resolver") if function is None else (),
            )
