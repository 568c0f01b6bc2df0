"""FC631."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_key, at_value
from forgecfg.edits.fixes import add_scopes
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.agents import agent_connectors, product_contexts
from forgecfg.manifest.analysis.scope_names import intended_scopes
from forgecfg.rules.base import Bad, Context, Good, rule

# Verified with @forge/manifest 13.7; manifest-reference/modules/rovo-agent-connector documents the
# scope for Jira.
AGENT_SCOPES = {"jira": "read:jira-work", "confluence": "read:confluence-content.all"}

_GOOD = """\
modules:
  rovo:agentConnector:
    - key: helper
      name: Helper
      productContexts:
        - jira
      protocols:
        agent2Agent:
          version: "1.0"
          jsonRpcTransport:
            endpoint: agent
permissions:
  scopes:
    - read:jira-work
"""


@rule(
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("    - read:jira-work\n", "    - write:jira-work\n"),
            at=(6, 11),
            says='missing scope "read:jira-work", required by rovo:agentConnector "helper" for '
            "jira",
            fixed=_GOOD.replace("    - read:", "    - write:jira-work\n    - read:"),
        ),
    ),
)
def missing_agent_scope(context: Context) -> Iterator[Violation]:
    """A remote agent is available in a product, but the app does not declare the scope for it.

    An agent in Jira needs the scope `read:jira-work` to work at all (Forge documentation,
    manifest-reference/modules/rovo-agent-connector). Forge's linter requires it, and
    `read:confluence-content.all` for Confluence (verified with @forge/manifest 13.7).

    How to fix:
    Add the scope in the message to `permissions.scopes`, or remove the product from
    `productContexts`.
    """
    declared = intended_scopes(context.manifest)
    if declared is None:
        return
    location = context.manifest.scope_anchor
    for connector in agent_connectors(context.manifest):
        for product in product_contexts(connector):
            scope = AGENT_SCOPES.get(product.text or "")
            if scope is not None and scope not in declared:
                yield Violation(
                    at_value(product),
                    f"missing scope {quote(scope)}, required by {connector.label} for "
                    f"{product.text}",
                    help=f"add {quote(scope)} to permissions.scopes",
                    related=((at_key(location), "add it here"),) if location is not None else (),
                    fixes=add_scopes(context.manifest.scope_section, (scope,)),
                )
