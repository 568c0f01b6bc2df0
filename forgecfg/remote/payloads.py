"""The bodies that Forge sends, with invented values.

Documented are: `payload.retryContext` of events (remote/sending-product-events), the payload of
life-cycle events (events-reference/life-cycle), the context of scheduled triggers
(events-reference/scheduled-trigger). That an event is under `payload` in the body follows from the
first page; the rest of the envelope, and the other bodies, are inferred.
"""

from __future__ import annotations

from typing import Any

from forgecfg.remote.contract import RETRY_REASONS, CallerKind
from forgecfg.remote.identity import DEFAULT_IDENTITY, Identity
from forgecfg.remote.routes import Route


def example_body(
    route: Route, identity: Identity = DEFAULT_IDENTITY, event: str | None = None, retry: int = 0
) -> dict[str, Any] | None:
    """The JSON body of a call; None where a call of this kind has none.

    `event` is the one to send, by default the first that the trigger listens to. `retry` is the
    number of the redelivery, 0 for the first delivery.
    """
    kind = route.caller.kind
    name = event or (route.caller.events[0] if route.caller.events else None)
    if kind is CallerKind.LIFECYCLE:
        return _delivery(_lifecycle(name, identity), retry)
    if kind is CallerKind.EVENT:
        return _delivery(_product_event(name, identity), retry)
    if kind is CallerKind.SCHEDULE:
        context = {"cloudId": identity.cloud_id, "moduleKey": route.caller.key}
        return _delivery({"context": context, "contextToken": "opaque"}, retry)
    if kind is CallerKind.UNINSTALL:
        return _delivery({"id": _last(identity.installation_id), "app": _app(identity)}, retry)
    if kind is CallerKind.QUEUE:
        return _delivery({"body": {"example": True}, "jobId": "job-1"}, retry)
    if kind is CallerKind.ACTION:
        return {"payload": {"context": {"cloudId": identity.cloud_id}}}
    if kind is CallerKind.AGENT:
        return {"jsonrpc": "2.0", "id": "1", "method": "message/send", "params": {}}
    if route.method == "GET":
        return None
    return {"example": True}


def _delivery(event: dict[str, Any], retry: int) -> dict[str, Any]:
    if retry:
        event = event | {
            "retryContext": {
                "retryCount": retry,
                "retryReason": RETRY_REASONS[0],
                "retryData": None,
            }
        }
    return {"payload": event}


def _product_event(name: str | None, identity: Identity) -> dict[str, Any]:
    event: dict[str, Any] = {"eventType": name or "avi:example", "atlassianId": identity.account_id}
    if name and name.startswith("avi:jira:") and name.endswith(":issue"):
        event["issue"] = {"id": "10001", "key": "TEST-1", "fields": {"summary": "Example"}}
    if name and name.startswith("avi:confluence:"):
        event["content"] = {"id": "65537", "type": name.rpartition(":")[2], "title": "Example"}
    return event


def _lifecycle(name: str | None, identity: Identity) -> dict[str, Any]:
    event: dict[str, Any] = {
        "eventType": name or "avi:forge:installed:app",
        "id": _last(identity.installation_id),
        "app": _app(identity),
        "environment": {"id": _last(identity.environment_id)},
    }
    if name == "avi:forge:installed:app":
        event["installerAccountId"] = identity.account_id
    if name == "avi:forge:upgraded:app":
        event |= {"upgraderAccountId": identity.account_id, "permissions": {"scopes": []}}
    return event


def _app(identity: Identity) -> dict[str, str]:
    return {"id": _last(identity.app_id), "version": identity.app_version}


def _last(ari: str) -> str:
    """The last part of an ARI: these payloads name things by their bare id."""
    return ari.rpartition("/")[2]
