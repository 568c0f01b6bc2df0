"""FC631."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_key, at_value
from forgecfg.edits.fixes import add_scopes
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.modules.agent_connectors import agent_connectors, product_contexts
from forgecfg.rules.scopes.scope_names import intended_scopes

# Measured; the one of Jira is on manifest-reference/modules/rovo-agent-connector.
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
    "FC631",
    "missing-agent-scope",
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("    - read:jira-work\n", "    - write:jira-work\n"),
            at=(6, 11),
            says='rovo:agentConnector "helper" works in jira, which needs the scope '
            '"read:jira-work"',
            fixed=_GOOD.replace("    - read:", "    - write:jira-work\n    - read:"),
        ),
    ),
)
def missing_agent_scope(context: Context) -> Iterator[Violation]:
    """An agent works in a product, and the app lacks the scope for that.

    An agent in Jira needs the scope `read:jira-work` to work at all (Forge documentation,
    manifest-reference/modules/rovo-agent-connector). Forge's linter asks for it, and for
    `read:confluence-content.all` with Confluence (measured).
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
                    f"{connector.label} works in {product.text}, which needs the scope "
                    f"{quote(scope)}",
                    related=((at_key(location), "add it here"),) if location is not None else (),
                    fixes=add_scopes(context.manifest.scope_section, (scope,)),
                )
