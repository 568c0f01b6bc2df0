"""FC216."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.references.undefined import undefined

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
    "FC216",
    "undefined-workflow",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("startAt: fetch", "startAt: fetsh"),
            at=(9, 16),
            says='workflow "import" goes to state "fetsh"',
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
    """A consumer names a workflow that is not there, or a workflow a state that it does not have.

    The work stops there, after the app is deployed. Forge's own linter follows neither name
    (measured).
    """
    yield from undefined(context, Target.WORKFLOW)
    yield from undefined(context, Target.STATE)
