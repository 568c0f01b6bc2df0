"""FC825."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.scope_names import intended_scopes
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.source.needs import scope_needs

_BAD = """\
permissions:
  scopes:
    - read:jira-work
    - manage:jira-webhook
modules:
  function:
    - key: run
      handler: index.run
"""
_CODE = """\
import api, { route } from '@forge/api';
export const run = (key) => api.asApp().requestJira(route`/rest/api/3/issue/${key}`);
"""


@rule(
    Severity.INFO,
    good=(
        Good(
            _BAD,
            files={"src/index.js": _CODE.replace("/rest/api/3/issue/${key}", "${key}")},
            why="The path of the request is unknown.",
        ),
    ),
    bad=(
        Bad(
            _BAD,
            at=(4, 7),
            says='scope "manage:jira-webhook" is not required by any request, event or module',
            files={"src/index.js": _CODE},
        ),
    ),
)
def unneeded_scope(context: Context) -> Iterator[Violation]:
    """The manifest declares a product scope that no call, event or module requires.

    The administrator who installs the app sees each scope, and the Marketplace asks vendors to
    justify each. Nothing is reported unless all requests of the app could be read and no remote
    receives a token. `forgecfg scopes` shows what requires each scope.

    How to fix:
    Remove the scope if nothing requires it.
    """
    declared = intended_scopes(context.manifest)
    if declared is None or not context.source.calls:
        return
    needs = scope_needs(context.manifest, context.source, declared)
    for scope in context.manifest.scopes:
        if needs.may_be_unneeded(scope.name):
            yield Violation(
                at_value(scope.location),
                f"scope {quote(scope.name)} is not required by any request, event or module",
                help="remove it; `forgecfg scopes` shows what requires each scope",
            )
