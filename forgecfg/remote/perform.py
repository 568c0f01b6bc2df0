"""Making one call and judging its answer."""

from __future__ import annotations

from forgecfg.remote.answer import Breach, breaches
from forgecfg.remote.exchange import Exchange
from forgecfg.remote.key_server import KeyServer
from forgecfg.remote.keys import SigningKey, sign
from forgecfg.remote.request import Call, fresh_claims, signed_request
from forgecfg.remote.send import DEFAULT_TIMEOUT, open_client, send


def perform(
    call: Call, key: SigningKey, server: KeyServer, timeout: float | None = None
) -> Exchange:
    """Send a call, and compare the answer with the contract.

    `timeout` is in seconds; without one, it is as long as Forge waits. Raises UnreachableError
    where the backend cannot be reached.
    """
    claims = fresh_claims(call)
    request = signed_request(call, sign(claims, key))
    limit = timeout or (call.route.contract.timeout or DEFAULT_TIMEOUT) + 1
    with open_client() as client:
        answer = send(client, request, limit)
    found = tuple(breaches(call.route, answer))
    if answer.status == 401 and not server.fetches:
        found = (_untrusted(server), *found[1:])
    return Exchange(call, request, claims, answer, found)


def _untrusted(server: KeyServer) -> Breach:
    return Breach(
        "status 401, and the backend did not fetch the test keys",
        f"start the backend with FORGE_JWKS_URL={server.url}; one that fetched keys a few seconds "
        "ago may wait before it fetches again",
    )
