"""FC633."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.date import AS_OF
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.agents import agent_connectors, product_contexts
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  rovo:agentConnector:
    - key: helper
      name: Helper
      productContexts:
        - jira
"""


@rule(
    Severity.INFO,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "        - confluence\n",
            at=(7, 11),
            says='product "confluence" of rovo:agentConnector "helper" is not supported yet '
            f"(documentation of {AS_OF}: only jira)",
        ),
    ),
)
def unsupported_agent_product(context: Context) -> Iterator[Violation]:
    """Remote agents are only supported in Jira so far.

    Forge also accepts `confluence` (verified with @forge/manifest 13.7), but according to the
    documentation only `jira` can be used while remote agents are in early access
    (manifest-reference/modules/rovo-agent-connector).

    How to fix:
    Remove `confluence` from `productContexts`. If the agent already works there, ignore the
    finding.
    """
    for connector in agent_connectors(context.manifest):
        for product in product_contexts(connector):
            if product.text == "confluence":
                yield Violation(
                    at_value(product),
                    f'product "confluence" of {connector.label} is not supported yet '
                    f"(documentation of {AS_OF}: only jira)",
                    help="remove it, or check that the agent works in Confluence",
                )
