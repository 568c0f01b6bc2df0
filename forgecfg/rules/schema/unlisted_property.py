"""FC109."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
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
_URL = """\
modules:
  trigger:
    - key: on-install
      endpoint: panel-backend
      events:
        - avi:forge:installed:app
  endpoint:
    - key: panel-backend
      url: https://panel.acme-it.app/api
"""
_FIXED_URL = """\
modules:
  trigger:
    - key: on-install
      endpoint: panel-backend
      events:
        - avi:forge:installed:app
  endpoint:
    - key: panel-backend
      remote: panel-backend
      route:
        path: /api
remotes:
  - key: panel-backend
    baseUrl: https://panel.acme-it.app
    operations:
      - compute
"""


@rule(
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD, why="Names that begin with `x-` are notes."),),
    bad=(
        Bad(
            _GOOD.replace("x-owner: the panel team", "owner: the panel team"),
            at=(9, 7),
            says='unknown property "owner" in jira:issuePanel "panel" (catalog of ',
        ),
        Bad(
            _URL,
            at=(9, 7),
            says='unknown property "url" in endpoint "panel-backend" (catalog of ',
            fixed=_FIXED_URL,
        ),
        Bad(
            "modules:\n  endpoint:\n    - key: api\n      remote: backend\n"
            "      route:\n        path: /api\n        method: POST\n",
            at=(7, 9),
            says='unknown property "method" in `route` of endpoint "api" (catalog of ',
        ),
    ),
)
def unlisted_property(context: Context) -> Iterator[Violation]:
    """A module property that Forge accepts, but that is not in the catalog.

    Most module types accept any property and ignore unknown ones. A setting copied from another
    module type, or from an older version of this one, then silently has no effect. Forge also adds
    properties, so this is a warning with the date of the catalog. A name that looks like a typo is
    reported as misspelt-property; names that begin with `x-` are treated as notes.

    How to fix:
    Remove the property if it has no effect. For what people often write, such as `url` on an
    endpoint or `handler` on a trigger, the help says what to write instead. If it is newer than the
    catalog, ignore the finding with a comment.
    """
    yield from context.structure.get(unlisted_property.name, ())
