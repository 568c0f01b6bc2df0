"""FC208."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.references.undefined import undefined

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
    "FC208",
    "undefined-function",
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
            says='jira:customField "mood" calls function "read-mood"',
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
    """A module calls a function that `modules.function` does not declare.

    Forge refuses most such manifests, and misses some places: in functions that work out the value
    of a field, in workflows and in connectors the call just fails. Every place where a module type
    can name a function is followed, at any depth.
    """
    return undefined(context, Target.FUNCTION)
