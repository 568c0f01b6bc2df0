"""FC625."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_item, at_key
from forgecfg.edits.fixes import add_scope
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.scope_names import intended_scopes
from forgecfg.rules.base import Bad, Context, Good, rule

# Verified with @forge/manifest 13.7.
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
    Severity.ERROR,
    fix=Safety.SAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace(
                "    - read:pullrequest:bitbucket\n", "    - read:repository:bitbucket\n"
            ),
            at=(3, 12),
            says='missing scope "read:pullrequest:bitbucket", required by bitbucket:mergeCheck '
            '"approvals"',
            fixed=_GOOD.replace(
                "    - read:pull", "    - read:repository:bitbucket\n    - read:pull"
            ),
        ),
    ),
)
def missing_module_scope(context: Context) -> Iterator[Violation]:
    """A module requires a scope that the app does not declare.

    A merge check receives a pull request, so Forge rejects it without the scope
    `read:pullrequest:bitbucket`. No other scope is accepted instead (verified with @forge/manifest
    13.7).

    How to fix:
    Add the scope in the message to `permissions.scopes`.
    """
    declared = intended_scopes(context.manifest)
    location = context.manifest.scope_anchor
    for module in context.manifest.modules:
        scope = _SCOPES.get(module.type)
        if scope is not None and declared is not None and scope not in declared:
            yield Violation(
                at_item(module.cursor),
                f"missing scope {quote(scope)}, required by {module.label}",
                help=f"add {quote(scope)} to permissions.scopes",
                related=((at_key(location), "add it here"),) if location is not None else (),
                fixes=add_scope(context.manifest.scope_section, scope),
            )
