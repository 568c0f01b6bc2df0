"""Building the request that Forge would send for a route."""

from __future__ import annotations

import json
import secrets
import time
from typing import Any, NamedTuple

from forgecfg.remote.contract import TOKEN_HEADERS
from forgecfg.remote.identity import Identity, build_claims
from forgecfg.remote.payloads import example_body
from forgecfg.remote.routes import Route
from forgecfg.remote.send import Request
from forgecfg.remote.target import url_of


class Call(NamedTuple):
    """A good call before it is signed: where it goes, and what is in it.

    `body` is None where nothing is sent. `extra` are headers of the front end's own.
    """

    route: Route
    url: str
    method: str
    identity: Identity
    body: Any
    extra: tuple[tuple[str, str], ...] = ()


def plan_call(
    route: Route,
    target: str,
    identity: Identity,
    method: str | None = None,
    path: str | None = None,
    event: str | None = None,
    retry: int = 0,
) -> Call:
    """The call that Forge would make for a route to a backend at `target`.

    `method` and `path` replace what the manifest tells; where neither does, it is POST /.
    """
    chosen = method or route.method or ("POST" if "POST" in route.contract.methods else "GET")
    where = path if path is not None else (route.path if route.path is not None else "/")
    body = None if chosen == "GET" else example_body(route, identity, event, retry)
    return Call(route, url_of(target, route, where), chosen, identity, body)


def fresh_claims(call: Call, now: int | None = None) -> dict[str, Any]:
    """The claims of a token that is issued now (or at `now`, seconds since the epoch)."""
    moment = int(time.time()) if now is None else now
    return build_claims(call.route, call.identity, moment, secrets.token_hex(20))


def signed_request(call: Call, token: str) -> Request:
    """The request of a call with a given token."""
    return request_with(call, (("authorization", f"Bearer {token}"),))


def request_with(call: Call, authorization: tuple[tuple[str, str], ...]) -> Request:
    """The request of a call with given authorization headers: none, one or several."""
    # OAuth tokens are opaque; these are obviously none.
    oauth = [
        (TOKEN_HEADERS[token], f"not-a-real-token-{secrets.token_hex(8)}")
        for token in call.route.tokens
    ]
    headers = [
        *authorization,
        ("x-b3-traceid", secrets.token_hex(8)),
        ("x-b3-spanid", secrets.token_hex(8)),
        *oauth,
        *call.extra,
    ]
    body = None if call.body is None else json.dumps(call.body).encode()
    if body is not None and not any(name.lower() == "content-type" for name, _ in call.extra):
        headers.append(("content-type", "application/json"))
    return Request(call.method, call.url, tuple(headers), body)
