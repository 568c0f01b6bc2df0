"""What Forge promises for each kind of call to a remote: a dated table.

Sources are pages of the Forge documentation, named after `developer.atlassian.com/platform/forge/`,
as of 2026-11-27. What no page says is marked as inferred.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

ISSUER = "forge/invocation-token"
JWKS_URL = "https://forge.cdn.prod.atlassian-dev.net/.well-known/jwks.json"
TOKEN_LIFETIME = 25
"""Seconds between `iat` and `exp` in the example of remote/essentials."""
LEEWAY = 10
"""Seconds of clock difference that a verifier should tolerate."""
MAX_ANSWER = 5_000_000
"""Bytes of an answer that Forge accepts for a front end (limits-invocation)."""

SYSTEM_TOKEN = "appSystemToken"
USER_TOKEN = "appUserToken"
TOKEN_HEADERS: Mapping[str, str] = {
    SYSTEM_TOKEN: "x-forge-oauth-system",
    USER_TOKEN: "x-forge-oauth-user",
}
"""The header that carries each OAuth token."""

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class CallerKind(StrEnum):
    """Who sends a request to a remote."""

    UI = "ui"
    UI_FETCH = "ui-fetch"
    EVENT = "event"
    LIFECYCLE = "lifecycle"
    SCHEDULE = "schedule"
    UNINSTALL = "uninstall"
    QUEUE = "queue"
    WEB_TRIGGER = "web-trigger"
    ACTION = "action"
    AGENT = "agent"
    FUNCTION = "function"
    MIGRATION = "migration"
    BACKEND = "backend"


class Mark(StrEnum):
    """How certain a fact is."""

    DOCUMENTED = "documented"
    OBSERVED = "observed"
    INFERRED = "inferred"


class Contract(NamedTuple):
    """What holds for one kind of call.

    `title` names the kind. `methods` are those that Forge may use. `timeout` is in seconds, None
    where no page names one. `retries` counts the calls after the first one, `retry_delay` is in
    seconds. `context` and `principal` say whether the token carries those claims; `user` whether a
    user token can be sent. `token_side` is where the manifest enables OAuth tokens ("endpoint",
    "remote" or "" for never). `delivery` is true where a status other than 2xx means that the
    delivery failed. `mark` and `page` say how certain the row is, and from where.
    """

    title: str
    methods: tuple[str, ...]
    timeout: int | None
    retries: int = 0
    retry_delay: int = 0
    context: bool = False
    principal: bool = False
    user: bool = False
    token_side: str = "endpoint"
    delivery: bool = False
    mark: Mark = Mark.DOCUMENTED
    page: str = "remote/essentials"


_POST = ("POST",)
_BACKEND = Contract("call from Forge's backend", _POST, None, mark=Mark.INFERRED)

CONTRACTS: Mapping[CallerKind, Contract] = {
    CallerKind.UI: Contract(
        "invokeRemote from the front end",
        METHODS,
        25,
        context=True,
        principal=True,
        user=True,
        page="remote/calling-from-frontend",
    ),
    CallerKind.UI_FETCH: Contract(
        "requestRemote from the front end",
        METHODS,
        None,
        context=True,
        principal=True,
        token_side="",
        page="apis-reference/ui-api-bridge/requestRemote",
    ),
    CallerKind.EVENT: Contract(
        "product event",
        _POST,
        5,
        retries=4,
        retry_delay=60,
        delivery=True,
        page="remote/sending-product-events",
    ),
    CallerKind.LIFECYCLE: Contract(
        "life-cycle event",
        _POST,
        5,
        retries=4,
        retry_delay=60,
        delivery=True,
        page="remote/sending-product-events",
    ),
    CallerKind.SCHEDULE: Contract(
        "scheduled trigger",
        _POST,
        5,
        retries=4,
        retry_delay=60,
        delivery=True,
        page="remote/scheduled-triggers",
    ),
    CallerKind.UNINSTALL: Contract(
        "call before uninstallation", _POST, 55, delivery=True, page="remote-agents-in-jira"
    ),
    CallerKind.QUEUE: _BACKEND._replace(title="event from a queue", delivery=True),
    CallerKind.WEB_TRIGGER: _BACKEND._replace(
        title="web trigger", methods=METHODS, page="containers-reference/int-webtrigger"
    ),
    CallerKind.ACTION: _BACKEND._replace(
        title="Rovo action", user=True, page="manifest-reference/modules/rovo-action"
    ),
    CallerKind.AGENT: _BACKEND._replace(
        title="agent request (JSON-RPC)",
        user=True,
        token_side="remote",
        mark=Mark.DOCUMENTED,
        page="remote-agents-in-jira",
    ),
    CallerKind.FUNCTION: Contract(
        "invokeRemote from a function",
        METHODS,
        25,
        user=True,
        token_side="remote",
        mark=Mark.INFERRED,
        page="remote/calling-from-function",
    ),
    CallerKind.MIGRATION: _BACKEND._replace(
        title="data residency migration hook",
        retries=2,
        retry_delay=5,
        delivery=True,
        token_side="",
        mark=Mark.DOCUMENTED,
        page="remote/remote-realm-migration",
    ),
    CallerKind.BACKEND: _BACKEND,
}
"""The contract of each kind of caller."""

RETRY_REASONS = (
    "INVALID_REMOTE_INVOCATION_ERROR",
    "TIMEOUT_ERROR",
    "INVALID_FORGE_INVOCATION_TOKEN",
)
"""Values of `payload.retryContext.retryReason` (remote/sending-product-events)."""


def expected_answer(kind: CallerKind) -> str:
    """The answer that Forge expects of a kind of call, in one sentence."""
    if kind in (CallerKind.UI, CallerKind.UI_FETCH):
        return (
            "2xx; any other status with a JSON body and content-type application/json; "
            "401 only for an invalid token; no redirect"
        )
    if CONTRACTS[kind].delivery:
        return "2xx; anything else is a failed delivery; 401 only for an invalid token; no redirect"
    return "2xx; 401 only for an invalid token; no redirect"
