"""FC216."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.undefined import undefined

_GOOD = """\
modules:
  consumer:
    - key: import-queue
      queue: imports
      resolver:
        workflow: import
  workflow:
    - key: import
      startAt: fetch
      states:
        - key: fetch
          next: store
          resolver: {function: fetch-page, method: run}
        - key: store
          end: true
          resolver: {function: store-page, method: run}
"""


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("startAt: fetch", "startAt: fetsh"),
            at=(9, 16),
            says='workflow "import" references state "fetsh", which does not exist',
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace("workflow: import", "workflow: imports"),
            at=(6, 19),
            says='did you mean "import" (line 8)?',
            fixed=_GOOD,
        ),
        Bad(_GOOD.replace("next: store", "next: report"), at=(12, 17), says='state "report"'),
    ),
)
def undefined_workflow(context: Context) -> Iterator[Violation]:
    """A consumer references a missing workflow, or a workflow a missing state.

    The workflow fails at that point, after the app is deployed. Forge's own linter does not check
    these references (verified with @forge/manifest 13.7).

    How to fix:
    Correct the name, declare the workflow under `modules.workflow`, or declare the state under
    `states` of the workflow. `forgecfg check --fix --unsafe-fixes` replaces the name with the
    suggested one.
    """
    yield from undefined(context, Target.WORKFLOW)
    yield from undefined(context, Target.STATE)
