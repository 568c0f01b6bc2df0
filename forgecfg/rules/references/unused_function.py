"""FC210."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.unused import unused

_GOOD = """\
modules:
  trigger:
    - key: watch-issues
      function: on-issue
      events:
        - avi:jira:created:issue
  function:
    - key: on-issue
      handler: index.onIssue
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "    - key: old\n      handler: index.old\n",
            at=(10, 12),
            says='function "old" is never used',
        ),
    ),
)
def unused_function(context: Context) -> Iterator[Violation]:
    """A function is not referenced by any module.

    Forge deploys the function, but nothing can call it. Usually the module that called it was
    removed, or its reference has a typo.

    How to fix:
    Reference the function from the module that should call it, or remove the function.
    """
    for _, violation in unused(context, Target.FUNCTION, "reference it from a module"):
        yield violation
