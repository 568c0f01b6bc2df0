"""FC210."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.references.used import unused

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
    "FC210",
    "unused-function",
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "    - key: old\n      handler: index.old\n",
            at=(10, 12),
            says='nothing refers to function "old"',
        ),
    ),
)
def unused_function(context: Context) -> Iterator[Violation]:
    """A function that no module names.

    Forge deploys it, and nothing can call it. Often the module that called it was removed or
    renamed.
    """
    for _, violation in unused(
        context, Target.FUNCTION, "name it at the module that is to call it"
    ):
        yield violation
