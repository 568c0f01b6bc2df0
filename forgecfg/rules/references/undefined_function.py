"""FC208."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.undefined import undefined

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
_RESOLVER = """\
modules:
  macro:
    - key: hello
      title: Hello
      resource: main
      resolver:
        function: backend
  endpoint:
    - key: backend
      remote: api
"""


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("function: on-issue", "function: on-isue", 1),
            at=(4, 17),
            says='did you mean "on-issue" (line 8)?',
            fixed=_GOOD,
        ),
        Bad(
            """\
modules:
  jira:customField:
    - key: mood
      name: Mood
      description: How the reporter feels
      type: string
      view:
        value:
          function: read-mood
""",
            at=(9, 21),
            says='jira:customField "mood" uses function "read-mood"',
        ),
        Bad(
            _RESOLVER,
            at=(7, 19),
            says="did you mean `endpoint: backend`?",
            fixed=_RESOLVER.replace("function: backend", "endpoint: backend"),
        ),
    ),
)
def undefined_function(context: Context) -> Iterator[Violation]:
    """A module uses a function that is not declared under `modules.function`.

    Forge rejects most of these manifests, but does not check all properties: in the functions that
    compute the value of a field, in workflows and in connectors, the call fails after deployment.
    forgecfg checks every property that can reference a function, at any depth.

    How to fix:
    Correct the name, or declare the function under `modules.function` with its `handler`. If the
    name is that of an endpoint, use `endpoint:` instead of `function:`. `forgecfg check --fix
    --unsafe-fixes` makes the suggested change.
    """
    return undefined(context, Target.FUNCTION)
