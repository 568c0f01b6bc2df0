"""What the conformance test sees beyond tokens: retries, tenants, sizes, keys that come late."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from forgecfg.remote.conformance.result import Outcome, Result
from forgecfg.remote.verifier import Language, render_verifier

pytest.importorskip("jwt")
pytest.importorskip("httpx")

from .backends import load_verifier, wsgi_server
from .suite import APP_ID, SHARED_KEY, quick, run_suite, serve_keys

Answer = tuple[str, dict[str, Any]]
Handler = Callable[[WSGIEnvironment, Any, dict[str, Any]], Answer]
"""Environment, invocation and JSON body of a verified call -> status and JSON."""

OK = "200 OK"


def results(handler: Handler, folder: Path, patience: float = 2) -> dict[str, Result]:
    """The last result of each case for a backend with a correct verifier and this handler."""
    text = quick(render_verifier(Language.python, None, APP_ID).text)
    with serve_keys(SHARED_KEY) as keys:
        verifier = load_verifier(text, folder, keys.settings, f"verifier_{handler.__name__}")

        def app(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
            length = int(environ.get("CONTENT_LENGTH") or 0)
            body = json.loads(environ["wsgi.input"].read(length) or b"{}")
            try:
                status, answer = handler(environ, verifier.verify_wsgi(environ), body)
            except verifier.TokenError:
                status, answer = "401 Unauthorized", {"error": "invalid token"}
            data = json.dumps(answer).encode()
            head = [("content-type", "application/json"), ("content-length", str(len(data)))]
            start(status, head)
            return [data]

        with wsgi_server(app) as url:
            return {one.case: one for one in run_suite(keys, url, patience)}


def failed(found: dict[str, Result]) -> set[str]:
    return {case for case, one in found.items() if one.outcome is Outcome.FAILED}


def test_a_repeated_event_must_be_accepted(tmp_path: Path) -> None:
    def once(_: WSGIEnvironment, __: Any, body: dict[str, Any]) -> Answer:
        repeated = "retryContext" in body.get("payload", {})
        return ("409 Conflict", {"error": "seen"}) if repeated else (OK, {})

    found = results(once, tmp_path)
    assert failed(found) == {"retry"}
    assert found["retry"].message == "status 409 for the first redelivery, expected 2xx"


def test_large_tokens_must_be_accepted(tmp_path: Path) -> None:
    def limited(environ: WSGIEnvironment, _: Any, __: dict[str, Any]) -> Answer:
        size = len(str(environ["HTTP_AUTHORIZATION"]))
        return ("431 Too Large", {"error": "header"}) if size > 4096 else (OK, {})

    assert failed(results(limited, tmp_path)) == {"large-token"}


def test_an_answer_that_does_not_show_the_tenant_is_no_proof(tmp_path: Path) -> None:
    def silent(_: WSGIEnvironment, __: Any, ___: dict[str, Any]) -> Answer:
        return OK, {"ok": True}

    found = results(silent, tmp_path)
    assert failed(found) == set()
    assert found["tenant"].outcome is Outcome.SKIPPED
    assert found["tenant"].message == "no answer depends on the tenant"


def test_a_tenant_in_the_body_may_be_rejected(tmp_path: Path) -> None:
    def strict(_: WSGIEnvironment, invocation: Any, body: dict[str, Any]) -> Answer:
        written = body.get("installationId", invocation.installation_id)
        if written != invocation.installation_id:
            return "403 Forbidden", {"error": "tenant"}
        return OK, {"tenant": invocation.installation_id}

    found = results(strict, tmp_path)
    assert failed(found) == set()
    assert found["tenant"].outcome is Outcome.PASSED


def test_an_echo_beside_the_right_tenant_is_allowed(tmp_path: Path) -> None:
    def echo(_: WSGIEnvironment, invocation: Any, body: dict[str, Any]) -> Answer:
        return OK, {"tenant": invocation.installation_id, "you sent": body}

    found = results(echo, tmp_path)
    assert failed(found) == set()
    assert found["tenant"].outcome is Outcome.PASSED


@pytest.mark.parametrize("field", ["installationId", "installation_id", "cloudId", "accountId"])
def test_a_tenant_of_the_body_is_found(tmp_path: Path, field: str) -> None:
    def trusting(_: WSGIEnvironment, invocation: Any, body: dict[str, Any]) -> Answer:
        own = {"accountId": invocation.account_id, "cloudId": invocation.cloud_id}
        return OK, {"acts for": body.get(field, own.get(field, invocation.installation_id))}

    assert failed(results(trusting, tmp_path)) == {"tenant"}


def test_a_verifier_that_crashes_on_huge_headers_is_found(tmp_path: Path) -> None:
    text = quick(render_verifier(Language.python, None, APP_ID).text)
    with serve_keys(SHARED_KEY) as keys:
        verifier = load_verifier(text, tmp_path, keys.settings, "verifier_huge")

        def app(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
            # The server under this application passes 60 KB on.
            huge = len(str(environ.get("HTTP_AUTHORIZATION", ""))) > 50_000
            try:
                verifier.verify_wsgi(environ)
                status = OK
            except verifier.TokenError:
                status = "500 Oops" if huge else "401 Unauthorized"
            start(status, [("content-type", "application/json"), ("content-length", "2")])
            return [b"{}"]

        with wsgi_server(app) as url, pytest.MonkeyPatch.context() as patch:
            patch.setattr("forgecfg.remote.conformance.key_cases._HUGE_HEADER", 60_000)
            found = {one.case: one for one in run_suite(keys, url)}
    assert failed(found) == {"huge-header"}


def test_a_backend_with_older_keys_gets_time(tmp_path: Path) -> None:
    """As after an earlier run: the first calls are rejected until the keys are fetched again."""
    text = render_verifier(Language.python, None, APP_ID).text
    text = text.replace("KEY_REFRESH_SECONDS = 5\n", "KEY_REFRESH_SECONDS = 1\n")
    from forgecfg.remote.keys import new_key

    with serve_keys(new_key()) as keys:
        verifier = load_verifier(text, tmp_path, keys.settings, "verifier_late")
        from .backends import plain_wsgi_app

        with wsgi_server(plain_wsgi_app(verifier)) as url:
            assert all(one.outcome is Outcome.PASSED for one in run_suite(keys, url))
            # The next run has another key at the same address.
            keys.server.keys = [SHARED_KEY]
            later = run_suite(keys._replace(key=SHARED_KEY), url)
    assert [one.case for one in later if one.outcome is not Outcome.PASSED] == []
