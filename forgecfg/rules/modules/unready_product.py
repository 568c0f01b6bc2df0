"""FC633."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.date import AS_OF
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.modules.agent_connectors import agent_connectors, product_contexts

_GOOD = """\
modules:
  rovo:agentConnector:
    - key: helper
      name: Helper
      productContexts:
        - jira
"""


@rule(
    "FC633",
    "unready-product",
    Severity.INFO,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "        - confluence\n",
            at=(7, 11),
            says=f'rovo:agentConnector "helper" works in confluence, but on {AS_OF} only jira',
        ),
    ),
)
def unready_product(context: Context) -> Iterator[Violation]:
    """An agent that runs elsewhere is to work in another product than Jira.

    Forge accepts `confluence`, too (measured), but documents that only `jira` can be used while
    such agents are in early access (manifest-reference/modules/rovo-agent-connector).
    """
    for connector in agent_connectors(context.manifest):
        for product in product_contexts(connector):
            if product.text == "confluence":
                yield Violation(
                    at_value(product),
                    f"{connector.label} works in confluence, but on {AS_OF} only jira was "
                    "documented to work",
                    help="try whether the agent shows up there",
                )
