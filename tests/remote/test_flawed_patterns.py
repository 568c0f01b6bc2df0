"""The patterns that public backends get wrong are found, each by the case that is about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("jwt")
pytest.importorskip("httpx")

from .backends import wsgi_server
from .flawed import audience_of_the_token, client_in_the_handler, tenant_of_the_query
from .suite import APP_ID, SHARED_KEY, failed, run_suite, serve_keys


def cases(make: Callable[[str, str], Callable[..., Any]]) -> set[str]:
    """The ids of the cases that fail with a pattern."""
    with serve_keys(SHARED_KEY) as keys, wsgi_server(make(APP_ID, keys.server.url)) as url:
        return failed(run_suite(keys, url, patience=1))


def test_a_key_client_for_every_request_and_no_issuer() -> None:
    found = cases(client_in_the_handler)
    assert {"cached-keys", "unknown-key-flood", "wrong-issuer", "no-issuer"} <= found
    # Without leeway a clock that differs by three seconds is too much.
    assert {"clock-behind", "clock-ahead"} <= found
    assert not found & {"wrong-audience", "other-app", "expired", "alg-none", "tenant"}


def test_the_audience_of_the_token_itself() -> None:
    found = cases(audience_of_the_token)
    assert "other-app" in found
    assert not found & {"wrong-issuer", "cached-keys", "expired", "alg-none", "tenant"}


def test_the_tenant_of_the_query() -> None:
    found = cases(tenant_of_the_query)
    # Errors show a part of the token.
    assert {"tenant", "token-in-answer"} <= found
    assert not found & {"valid", "expired", "forged", "other-app", "cached-keys"}
