"""FC632."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_item, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.modules.agent_connectors import agent_connectors

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
  endpoint:
    - key: agent
      remote: agent-server
"""


@rule(
    "FC632",
    "connector-endpoint",
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("remote: agent-server", "service: agent-server"),
            at=(11, 23),
            says='rovo:agentConnector "helper" calls endpoint "agent", which leads to a service',
        ),
    ),
)
def connector_endpoint(context: Context) -> Iterator[Violation]:
    """An agent that runs elsewhere is called at an endpoint that leads to a service of the app.

    Forge calls the agent over the network, so the endpoint has to lead to a remote. Forge refuses
    the manifest otherwise (measured).
    """
    for connector in agent_connectors(context.manifest):
        called = connector.cursor.at("protocols", "agent2Agent", "jsonRpcTransport", "endpoint")
        for endpoint in context.manifest.endpoints:
            if called is None or called.text is None or endpoint.name != called.text:
                continue
            # With both it is a fault of shape, as with none.
            if endpoint.remote is None and endpoint.cursor.get("service") is not None:
                yield Violation(
                    at_value(called),
                    f"{connector.label} calls endpoint {quote(called.text)}, which leads to a "
                    "service and not to a remote",
                    help="name an endpoint with `remote`",
                    related=((at_item(endpoint.cursor), "the endpoint"),),
                )
