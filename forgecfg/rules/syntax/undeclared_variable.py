"""FC007."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote, shorten
from forgecfg.document.locations import Location
from forgecfg.document.paths import paths_of
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.malformed import malformed_locations
from forgecfg.suggest import Names

_GOOD = """\
remotes:
  - key: backend
    baseUrl: https://${BACKEND_HOST}
environment:
  variables:
    - key: BACKEND_HOST
      default: backend.example.com
"""


@rule(
    Severity.WARNING,
    good=(
        Good(_GOOD),
        Good(
            "modules:\n  jira:workflowCondition:\n    - expression: "
            '"`${user}` == issue.assignee"\n',
            why="A Jira expression has template literals with the same syntax.",
        ),
        Good("app:\n  name: costs $5 or ${not a name}\n", why="This contains no variable."),
    ),
    bad=(
        Bad(
            _GOOD.replace("${BACKEND_HOST}", "${BACKEND_HOTS}"),
            at=(3, 22),
            says='did you mean "BACKEND_HOST"?',
        ),
        Bad(
            "app:\n  id: ari:cloud:ecosystem::app/${APP_ID}\n",
            at=(2, 32),
            says="`${APP_ID}` is not declared under `environment.variables`",
        ),
    ),
)
def undeclared_variable(context: Context) -> Iterator[Violation]:
    """A variable `${NAME}` is not declared under `environment.variables`.

    Forge replaces only declared variables, and only in values. Any other `${NAME}` is deployed as
    literal text. This is only a warning, because some teams replace variables with another tool
    before they deploy. Jira expressions (values of `expression`) can contain template literals, so
    they are not checked.

    How to fix:
    Declare the variable under `environment.variables`, with or without a `default`, or correct its
    name. If another tool replaces it, ignore this rule in the configuration.
    """
    document, malformed = context.document, malformed_locations(context)
    paths = paths_of(document.root, (variable.scalar for variable in document.undeclared))
    known = Names(document.variables)
    for name, start, end, scalar in document.undeclared:
        path = paths.get(id(scalar), ())
        if path in malformed or path[-1:] == ("expression",):  # the former is reported already
            continue
        similar = known.nearest(name)
        yield Violation(
            Location(start, end, path),
            f"`${{{shorten(name)}}}` is not declared under `environment.variables`, so it is "
            "deployed as literal text",
            hint=f"did you mean {quote(similar)}?" if similar else "",
            help="" if similar else "declare it under `environment.variables`",
        )
