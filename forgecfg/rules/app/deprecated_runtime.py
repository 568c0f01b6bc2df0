"""FC707."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.deprecations import RUNTIMES
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b90
  runtime:
    name: nodejs24.x
"""


@rule(
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD), Good(_GOOD.replace("nodejs24.x", "nodejs22.x"))),
    bad=(
        Bad(
            _GOOD.replace("nodejs24.x", "nodejs20.x"),
            at=(4, 11),
            says='runtime "nodejs20.x" is deprecated since 2026-04-30; Forge blocks its deploys '
            "since 2026-05-06 (CHANGE-3209)",
            fixed=_GOOD,
        ),
    ),
)
def deprecated_runtime(context: Context) -> Iterator[Violation]:
    """`app.runtime.name` is a runtime that Forge has deprecated.

    Forge ends the support of a runtime with the Node.js version behind it. Since 2026-05-06, it
    progressively blocks the deploys and updates of apps with `nodejs20.x` (changelog, CHANGE-3209);
    installed versions continue to run. Forge's own linter accepts the runtime without a network
    (verified with @forge/manifest 13.7).

    How to fix:
    Write `nodejs24.x` or `nodejs22.x`, test the app, and deploy it. A new runtime is not a major
    version: administrators do not have to consent again.
    """
    runtime = context.manifest.at("app", "runtime", "name")
    name = runtime.text if runtime is not None else None
    deprecated = RUNTIMES.get(name or "")
    if runtime is None or deprecated is None:
        return
    blocked = f"; Forge blocks its deploys since {deprecated.blocked}" if deprecated.blocked else ""
    yield Violation(
        at_value(runtime),
        f"runtime {quote(name or '')} is deprecated since {deprecated.since}{blocked} "
        f"({deprecated.source})",
        help=f"write `{deprecated.successor}`, and test the app with it",
        fixes=replace_with(runtime, deprecated.successor),
    )
