"""Who calls an endpoint: a UI, through `invokeRemote`, or Forge's backend.

It matters twice. A UI names the path in its call, whereas the backend knows only the endpoint's
`route`. A UI has a logged-in user, whereas most backend calls have none.
"""

from forgecfg.catalog.reference_sites import ENDPOINT_SITES

_UI_SITE = "resolver.endpoint"

UI_RESOLVER_TYPES: frozenset[str] = frozenset(
    module_type for module_type, sites in ENDPOINT_SITES.items() if _UI_SITE in sites
)
"""Module types whose UI has its endpoint under `resolver`.

`action` and `jira:workflowPostFunction` are among them and in `BACKEND_TYPES` too: they take an
separate `endpoint` in addition to that of their configuration UI. See `is_backend_call`.
"""

# The site of each is in ENDPOINT_SITES. Sources are pages of the Forge documentation.
BACKEND_TYPES: frozenset[str] = frozenset(
    {
        "trigger",  # remote/sending-product-events
        "scheduledTrigger",  # remote/scheduled-triggers
        "webtrigger",  # modules/web-trigger: an HTTP request from anywhere
        "consumer",  # modules/consumer: events from a queue
        "preUninstall",  # manifest-reference/endpoint: an app lifecycle event
        "action",  # modules/rovo-action: called by an agent
        "rovo:agentConnector",  # modules/rovo-agent-connector: JSON-RPC from Jira
        "jira:workflowPostFunction",  # modules/jira-workflow-post-function: after a transition
        "bitbucket:mergeCheck",  # measured: Forge demands `route`, as it does for `trigger`
        # Inferred: these have no UI that could call the endpoint.
        "jira:jqlFunction",
        "bitbucket:dynamicPipelinesProvider",
        "devops:designInfoProvider",
        "devops:securityInfoProvider",
    }
)
"""Module types whose endpoint is called by Forge's backend, which needs the endpoint's `route`.

The need is documented on manifest-reference/endpoint.
`macro` and `dashboards:widget` are left out: their `static.endpoint` and `aiContext.data.endpoint`
are accepted but documented nowhere, so nothing is known of the caller.
"""

# Measured: Forge's own linter rejects an endpoint without `route` for these two alone.
ROUTE_REQUIRED: frozenset[str] = frozenset({"trigger", "bitbucket:mergeCheck"})
"""The part of `BACKEND_TYPES` for which Forge rejects an endpoint without `route`."""

# Measured: Forge's own linter rejects `appUserToken` for these two alone. For `trigger`
# manifest-reference/endpoint says why: product events belong to no user's login session.
NO_USER_ERROR: frozenset[str] = frozenset({"trigger", "bitbucket:mergeCheck"})
"""Module types for which Forge rejects an endpoint with `appUserToken` enabled."""

NO_USER_WARNING: frozenset[str] = frozenset(
    {
        "scheduledTrigger",  # remote/scheduled-triggers: the user token is not sent
        "webtrigger",  # modules/web-trigger: calls have no user information
        "preUninstall",  # manifest-reference/endpoint: lifecycle events have no user
        "consumer",  # inferred: events are handled after the login session, from a queue
    }
)
"""Module types where Forge accepts `appUserToken` but has no user whose token it could send."""


def is_backend_call(module_type: str, site: str) -> bool:
    """Tell whether Forge's backend, not a UI, calls the endpoint named at a site.

    Args:
        module_type: a key under `modules`.
        site: path under the module item, in the notation of `reference_sites`.

    Returns:
        True for a type of `BACKEND_TYPES`, except at `resolver.endpoint`, which serves a UI
        wherever it occurs. False for types that the catalog does not know.
    """
    return module_type in BACKEND_TYPES and site != _UI_SITE
