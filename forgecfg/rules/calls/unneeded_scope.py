"""FC825."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.findings import Violation
from forgecfg.document.locations import at_value
from forgecfg.document.display import quote
from forgecfg.rules.scopes.scope_names import intended_scopes
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
    "FC825",
    "unneeded-scope",
    Severity.INFO,
    good=(
        Good(
            _BAD,
            files={"src/index.js": _CODE.replace("/rest/api/3/issue/${key}", "${key}")},
            why="The path of the request is not known.",
        ),
    ),
    bad=(
        Bad(
            _BAD,
            at=(4, 7),
            says='nothing in the app needs scope "manage:jira-webhook"',
            files={"src/index.js": _CODE},
        ),
    ),
)
def unneeded_scope(context: Context) -> Iterator[Violation]:
    """A scope of a product is declared that no call, event or module needs.

    Each scope is shown to the administrator who installs the app, and the Marketplace asks vendors
    to justify each. Reported only where all requests of the app could be read and no remote
    receives a token. `forgecfg scopes` shows what each scope is for.
    """
    declared = intended_scopes(context.manifest)
    if declared is None or not context.source.calls:
        return
    needs = scope_needs(context.manifest, context.source, declared)
    for scope in context.manifest.scopes:
        if needs.may_be_unneeded(scope.name):
            yield Violation(
                at_value(scope.location),
                f"nothing in the app needs scope {quote(scope.name)}",
                help="remove it if no request, event or module needs it; `forgecfg scopes` shows "
                "what each scope is for",
            )
