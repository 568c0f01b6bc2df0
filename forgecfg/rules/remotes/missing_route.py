"""FC401."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.callers import ROUTE_REQUIRED
from forgecfg.document.locations import at_item, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.routes import unrouted
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  trigger:
    - key: on-install
      endpoint: installed
      events:
        - avi:forge:installed:app
  endpoint:
    - key: installed
      remote: backend
      route:
        path: /installed
"""
_UI = """\
modules:
  jira:issuePanel:
    - key: details
      title: Details
      resolver:
        endpoint: details-backend
  endpoint:
    - key: details-backend
      remote: backend
"""


@rule(
    Severity.WARNING,
    good=(
        Good(_GOOD),
        Good(_UI, why="A panel passes the path in its call."),
        Good(
            _GOOD.replace("route:\n        path: /installed", "route: /installed"),
            why="The route exists; its wrong type is reported as wrong-type.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("      route:\n        path: /installed\n", ""),
            at=(8, 12),
            says='endpoint "installed" has no route, but trigger "on-install" calls it',
            severity=Severity.ERROR,
        ),
        Bad(
            _UI.replace("jira:issuePanel", "scheduledTrigger")
            .replace("title: Details", "interval: hour")
            .replace("resolver:\n        endpoint", "endpoint"),
            at=(7, 12),
            says='scheduledTrigger "details" calls it',
        ),
    ),
)
def missing_route(context: Context) -> Iterator[Violation]:
    """An endpoint that Forge's backend calls has no `route`.

    A page or a panel passes the path in its call (`invokeRemote`). A trigger, a queue or an agent
    cannot do that, so Forge uses `route.path` of the endpoint (Forge documentation,
    manifest-reference/endpoint). If a `trigger` or a `bitbucket:mergeCheck` calls the endpoint,
    Forge rejects the manifest, and this is an error. With other modules the app deploys, and the
    call has no path.

    How to fix:
    Add `route` with the path that the remote serves, for example `path: /installed` under `route`.
    `forgecfg scaffold` adds it for you.
    """
    for endpoint, calls in unrouted(context.manifest):
        rejected = [call for call in calls if call.module_type in ROUTE_REQUIRED]
        yield Violation(
            at_item(endpoint.cursor),
            f"{endpoint.label} has no route, but {(rejected or calls)[0].owner} calls it",
            help="add `route` with a `path`, or run `forgecfg scaffold`",
            related=tuple((at_value(call.value), f"{call.owner} calls it") for call in calls),
            severity=Severity.ERROR if rejected else None,
        )
