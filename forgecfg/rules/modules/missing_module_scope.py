"""FC625."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_item, at_key
from forgecfg.edits.fixes import add_scope
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.scopes.scope_names import intended_scopes

# Measured.
_SCOPES = {"bitbucket:mergeCheck": "read:pullrequest:bitbucket"}

_GOOD = """\
modules:
  bitbucket:mergeCheck:
    - key: approvals
      name: Two approvals
      description: At least two people approve
      endpoint: checks
      triggers:
        - on-merge
permissions:
  scopes:
    - read:pullrequest:bitbucket
"""


@rule(
    "FC625",
    "missing-module-scope",
    Severity.ERROR,
    fix=Safety.SAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace(
                "    - read:pullrequest:bitbucket\n", "    - read:repository:bitbucket\n"
            ),
            at=(3, 12),
            says='bitbucket:mergeCheck "approvals" needs the scope "read:pullrequest:bitbucket"',
            fixed=_GOOD.replace(
                "    - read:pull", "    - read:repository:bitbucket\n    - read:pull"
            ),
        ),
    ),
)
def missing_module_scope(context: Context) -> Iterator[Violation]:
    """A module of a type that needs a scope, which the app does not declare.

    A merge check is called with a pull request, so Forge refuses one without the scope
    `read:pullrequest:bitbucket`. No other scope stands in for it (measured).
    """
    declared = intended_scopes(context.manifest)
    location = context.manifest.scope_anchor
    for module in context.manifest.modules:
        scope = _SCOPES.get(module.type)
        if scope is not None and declared is not None and scope not in declared:
            yield Violation(
                at_item(module.cursor),
                f"{module.label} needs the scope {quote(scope)}, which permissions.scopes lacks",
                related=((at_key(location), "add it here"),) if location is not None else (),
                fixes=add_scope(context.manifest.scope_section, scope),
            )
