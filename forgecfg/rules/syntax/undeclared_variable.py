"""FC007."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import Location
from forgecfg.document.paths import path_of
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.malformed import malformed_locations
from forgecfg.suggest import closest

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
    "FC007",
    "undeclared-variable",
    Severity.WARNING,
    good=(
        Good(_GOOD),
        Good("app:\n  name: costs $5 or ${not a name}\n", why="There is no variable in this."),
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
            says="environment.variables does not declare",
        ),
    ),
)
def undeclared_variable(context: Context) -> Iterator[Violation]:
    """A `${NAME}` that `environment.variables` does not declare.

    Forge replaces only declared variables, and only in values. Any other `${NAME}` is deployed as
    it is written. This is only a warning, because some teams fill such places with a tool of their
    own before they deploy.
    """
    document, malformed = context.document, malformed_locations(context)
    for name, start, end, scalar in document.undeclared:
        path = path_of(document.root, scalar)
        if path in malformed:  # that finding tells of the variable
            continue
        near = closest(name, document.variables)
        yield Violation(
            Location(start, end, path),
            f"variable {quote(name)} stays literal: environment.variables does not declare it",
            hint=f"did you mean {quote(near)}?" if near else "",
            help="" if near else "declare it under `environment.variables`",
        )
