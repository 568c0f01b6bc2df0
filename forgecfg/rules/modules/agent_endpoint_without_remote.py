"""FC632."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_item, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.agents import agent_connectors
from forgecfg.rules.base import Bad, Context, Good, rule

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
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("remote: agent-server", "service: agent-server"),
            at=(11, 23),
            says='rovo:agentConnector "helper" uses endpoint "agent", which has a service instead '
            "of a remote",
        ),
    ),
)
def agent_endpoint_without_remote(context: Context) -> Iterator[Violation]:
    """A remote agent uses an endpoint that has no `remote`.

    Forge calls the agent over the network, so its endpoint must have a `remote`. Forge rejects an
    endpoint with a `service` of the app (verified with @forge/manifest 13.7).

    How to fix:
    Reference an endpoint with `remote`, or replace `service` of the endpoint with `remote`.
    """
    for connector in agent_connectors(context.manifest):
        called = connector.cursor.at("protocols", "agent2Agent", "jsonRpcTransport", "endpoint")
        for endpoint in context.manifest.endpoints:
            if called is None or called.text is None or endpoint.name != called.text:
                continue
            # The schema check reports an endpoint with both, or with neither.
            if endpoint.remote is None and endpoint.cursor.get("service") is not None:
                yield Violation(
                    at_value(called),
                    f"{connector.label} uses endpoint {quote(called.text)}, which has a service "
                    "instead of a remote",
                    help="use an endpoint with `remote`",
                    related=((at_item(endpoint.cursor), "the endpoint is declared here"),),
                )
