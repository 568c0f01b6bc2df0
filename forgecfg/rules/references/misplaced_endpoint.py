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
    "FC205",
    "misplaced-endpoint",
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
            says='macro "hello" takes its endpoint under `resolver`',
            fixed=_GOOD,
        ),
        Bad(
            "modules:\n  jira:issuePanel:\n    - {key: panel, endpoint: panel-backend}\n",
            at=(3, 20),
            says='jira:issuePanel "panel" takes its endpoint under `resolver`',
            fixed="modules:\n  jira:issuePanel:\n"
            "    - {key: panel, resolver: {endpoint: panel-backend}}\n",
        ),
        Bad(
            "modules:\n  macro:\n    - key: hello\n      endpoint: hello-backend\n"
            "      resolver:\n        function: hello\n",
            at=(4, 7),
            says="here it has no effect",
        ),
    ),
)
def misplaced_endpoint(context: Context) -> Iterator[Violation]:
    """`endpoint` stands straight on a UI module, which takes it under `resolver`.

    Forge accepts the property without a word, but nothing gives it a meaning there: calls from the
    module's front end do not reach the endpoint.
    """
    for module in context.manifest.modules:
        kind = module.type
        if kind not in UI_RESOLVER_TYPES or "endpoint" in ENDPOINT_SITES[kind]:
            continue
        endpoint = module.cursor.get("endpoint")
        if endpoint is not None:
            # Both would be refused: only the author knows which of them is meant.
            rival = module.cursor.at("resolver", "function")
            yield Violation(
                at_key(endpoint),
                f"{module.label} takes its endpoint under `resolver`; here it has no effect",
                help="write `resolver:` and `endpoint:` below it"
                if rival is None
                else "remove it, or put it under `resolver` in place of the function",
                related=((at_key(rival), "its resolver is a function"),) if rival else (),
                fixes=nest_under(endpoint, "resolver") if rival is None else (),
            )
