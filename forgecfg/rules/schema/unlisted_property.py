"""FC109."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  jira:issuePanel:
    - key: panel
      title: Panel
      icon: https://example.com/panel.svg
      resource: main
      resolver:
        endpoint: panel-backend
      x-owner: the panel team
"""


@rule(
    "FC109",
    "unlisted-property",
    Severity.WARNING,
    good=(Good(_GOOD, why="Names that start with `x-` are notes."),),
    bad=(
        Bad(
            _GOOD.replace("x-owner: the panel team", "owner: the panel team"),
            at=(9, 7),
            says='jira:issuePanel "panel" has a property "owner", which is unknown',
        ),
        Bad(
            "modules:\n  endpoint:\n    - key: api\n      remote: backend\n"
            "      route:\n        path: /api\n        method: POST\n",
            at=(7, 9),
            says='route of endpoint "api" has a property "method", which is unknown',
        ),
    ),
)
def unlisted_property(context: Context) -> Iterator[Violation]:
    """A property of a module that Forge accepts and that forgecfg does not know.

    Most module types take any property in silence and do nothing with those that they do not know.
    A setting copied from another module type, or from an older form of this one, is then switched
    off and nobody says so. Forge also gains new properties, and forgecfg knows those of the day its
    catalogue was made, so this is a warning that names the day. A name that looks like a known one
    is reported as misspelt-property; names that start with `x-` are taken for notes.
    """
    yield from context.structure.get(unlisted_property.name, ())
