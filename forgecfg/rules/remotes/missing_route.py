"""FC401."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.callers import ROUTE_REQUIRED, is_backend_call
from forgecfg.document.locations import at_item, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.view import Endpoint, Manifest
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.cascades import has_misspelling_of

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
    "FC401",
    "missing-route",
    Severity.WARNING,
    good=(
        Good(_GOOD),
        Good(_UI, why="A panel names the path in its call."),
        Good(
            _GOOD.replace("route:\n        path: /installed", "route: /installed"),
            why="There is a route, and that it is of the wrong type is reported as wrong-type.",
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

    A page or panel names the path in its call (`invokeRemote`). A trigger, a queue or an agent
    cannot: Forge takes the path from `route.path` of the endpoint (Forge documentation,
    manifest-reference/endpoint). Forge refuses to deploy such an endpoint of a `trigger` or a
    `bitbucket:mergeCheck`, which makes it an error; with the other backend modules the app
    deploys, and the call has no path to go to.
    """
    for endpoint, calls in unrouted(context.manifest):
        refused = [call for call in calls if call.module_type in ROUTE_REQUIRED]
        yield Violation(
            at_item(endpoint.cursor),
            f"{endpoint.label} has no route, but {(refused or calls)[0].owner} calls it",
            help="`forgecfg scaffold` adds it",
            related=tuple((at_value(call.value), f"{call.owner} calls it") for call in calls),
            severity=Severity.ERROR if refused else None,
        )


def unrouted(manifest: Manifest) -> Iterator[tuple[Endpoint, list[Reference]]]:
    """The endpoints that Forge's backend calls and that have no route, with those calls."""
    callers: dict[str, list[Reference]] = {}
    for reference in manifest.references[Target.ENDPOINT]:
        if reference.name is not None and is_backend_call(reference.module_type, reference.site):
            callers.setdefault(reference.name, []).append(reference)
    for endpoint in manifest.endpoints:
        # An endpoint of the same name further down is never called.
        calls = callers.pop(endpoint.name, None) if endpoint.name is not None else None
        routed = endpoint.cursor.get("route") is not None
        if calls is not None and not routed and not has_misspelling_of(endpoint.cursor, "route"):
            yield endpoint, calls
