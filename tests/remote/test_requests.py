"""The requests that `remote call` sends, against the table of headers and claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from forgecfg.errors import UsageError
from forgecfg.remote.contract import CONTRACTS, CallerKind
from forgecfg.remote.fields import CLAIMS, HEADERS, TOKEN_HEADER
from forgecfg.remote.identity import DEFAULT_IDENTITY, identity_for
from forgecfg.remote.keys import sign
from forgecfg.remote.payloads import example_body
from forgecfg.remote.request import Call, fresh_claims, plan_call, signed_request
from forgecfg.remote.routes import Route
from forgecfg.remote.send import Request
from forgecfg.remote.target import checked_target, url_of

from .suite import APP_ID, MANIFEST, SHARED_KEY, table_of

UI, EVENT = table_of(MANIFEST).routes
TARGET = "http://127.0.0.1:8000"


def of_kind(kind: CallerKind, module_type: str = "jira:issuePanel") -> Route:
    """A route of a kind of caller."""
    caller = UI.caller._replace(kind=kind, module_type=module_type)
    return UI._replace(caller=caller, method=None, path="/x")


def names_in(value: Any, prefix: str = "") -> Iterator[str]:
    """The paths to all values, as the table of claims writes them."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from names_in(item, f"{prefix}.{key}" if prefix else key)
    elif isinstance(value, list):
        for item in value:
            yield from names_in(item, f"{prefix}[]")
    else:
        yield prefix


@pytest.mark.parametrize("kind", CallerKind)
def test_every_claim_is_in_the_table(kind: CallerKind) -> None:
    call = plan_call(of_kind(kind), TARGET, identity_for(APP_ID))
    claims = fresh_claims(call)
    assert set(names_in(claims)) <= {field.name for field in CLAIMS}
    assert tuple(sorted(claims)) == tuple(sorted(call.route.claims))


def test_every_claim_of_the_table_is_sent_by_someone() -> None:
    sent: set[str] = set()
    for module_type in ("jira:issuePanel", "bitbucket:repoMainMenuPage"):
        route = of_kind(CallerKind.UI, module_type)
        sent |= set(names_in(fresh_claims(plan_call(route, TARGET, DEFAULT_IDENTITY))))
    # Never sent: a license has no test data, an Isolated Cloud is an attack here.
    assert {field.name for field in CLAIMS} - sent == {"app.license", "icLabel"}


def good_request(call: Call) -> Request:
    return signed_request(call, sign(fresh_claims(call), SHARED_KEY))


@pytest.mark.parametrize("kind", CallerKind)
def test_headers_are_those_of_the_table(kind: CallerKind) -> None:
    route = of_kind(kind)._replace(tokens=("appSystemToken", "appUserToken"))
    request = good_request(plan_call(route, TARGET, DEFAULT_IDENTITY))
    names = [name for name, _ in request.headers]
    assert len(names) == len(set(names))
    assert set(names) <= {field.name for field in HEADERS}
    assert set(route.headers) - {"content-type"} <= set(names)


def test_the_header_of_a_token_is_that_of_the_table() -> None:
    jwt = pytest.importorskip("jwt")
    request = good_request(plan_call(UI, TARGET, DEFAULT_IDENTITY))
    token = dict(request.headers)["authorization"].removeprefix("Bearer ")
    assert set(jwt.get_unverified_header(token)) == {field.name for field in TOKEN_HEADER}


def test_claims_of_a_call() -> None:
    claims = fresh_claims(plan_call(UI, TARGET, identity_for(APP_ID)), now=1_000)
    assert claims["aud"] == claims["app"]["id"] == APP_ID
    assert (claims["iat"], claims["nbf"], claims["exp"]) == (1_000, 1_000, 1_025)
    assert claims["app"]["module"] == {"type": "xen:macro", "key": "hello"}
    assert claims["context"]["extension"]["type"] == "macro"
    event = fresh_claims(plan_call(EVENT, TARGET, identity_for(APP_ID)))
    assert event["app"]["module"] == {"type": "core:endpoint", "key": "page-events"}


@pytest.mark.parametrize("kind", CallerKind)
def test_bodies_are_json(kind: CallerKind) -> None:
    body = example_body(of_kind(kind), retry=2)
    assert json.loads(json.dumps(body)) == body
    if CONTRACTS[kind].retries == 4:
        assert body is not None
        assert body["payload"]["retryContext"]["retryCount"] == 2


def test_lifecycle_events_have_their_own_fields() -> None:
    route = of_kind(CallerKind.LIFECYCLE)
    installed = example_body(route, event="avi:forge:installed:app")
    upgraded = example_body(route, event="avi:forge:upgraded:app")
    assert installed is not None
    assert upgraded is not None
    assert "installerAccountId" in installed["payload"]
    assert "upgraderAccountId" in upgraded["payload"]


@pytest.mark.parametrize(
    ("target", "path", "url"),
    [
        (TARGET, "/x", "http://127.0.0.1:8000/x"),
        (TARGET, "x?a=1", "http://127.0.0.1:8000/x?a=1"),
        (f"{TARGET}/base", "x", "http://127.0.0.1:8000/base/x"),
        # A front end resolves its path as a browser does.
        (f"{TARGET}/base", "/x", "http://127.0.0.1:8000/x"),
    ],
)
def test_where_a_front_end_call_goes(target: str, path: str, url: str) -> None:
    assert url_of(target, UI, path) == url


def test_where_an_event_goes() -> None:
    assert url_of(f"{TARGET}/base", EVENT, "/x") == "http://127.0.0.1:8000/base/x"


@pytest.mark.parametrize("path", ["//evil.example.com/x", "http://evil.example.com/x"])
def test_a_path_never_leads_to_another_host(path: str) -> None:
    with pytest.raises(UsageError, match="another host"):
        url_of(TARGET, UI, path)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000",
        "http://127.9.9.9",
        "https://localhost:8443/base/",
        "http://[::1]:8000",
    ],
)
def test_this_machine_is_allowed(url: str) -> None:
    assert checked_target(url) == url.rstrip("/")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://backend.example.com", "add --allow-host backend.example.com"),
        ("http://10.0.0.1:80", "not on this machine"),
        ("http://127.0.0.1.example.com", "not on this machine"),
        ("http://0.0.0.0:80", "not on this machine"),
        ("ftp://127.0.0.1", "requires http:// or https://"),
        ("127.0.0.1:8000", "does not start with"),
        ("", "is empty"),
        ("http://127.0.0.1:99999", "malformed port"),
        ("http://127.0.0.1:0", "malformed port"),
        ("http://user:pw@127.0.0.1", "user name"),
        ("http://127.0.0.1/?a=b", "query"),
        ("http://127.0.0.1@evil.example.com/", "user name"),
    ],
)
def test_other_targets_are_rejected(url: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        checked_target(url)


def test_an_allowed_host_needs_https() -> None:
    allowed = ["backend.example.com"]
    assert checked_target("https://backend.example.com", allowed) == "https://backend.example.com"
    with pytest.raises(UsageError, match="use https://"):
        checked_target("http://backend.example.com", allowed)
    with pytest.raises(UsageError, match="not on this machine"):
        checked_target("https://other.example.com", allowed)
