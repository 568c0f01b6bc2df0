"""Which answers keep the contract of a call, and which break it."""

from __future__ import annotations

import pytest

from forgecfg.remote.answer import breaches
from forgecfg.remote.send import Answer

from .suite import MANIFEST, table_of

UI, EVENT = table_of(MANIFEST).routes
JSON = "application/json"


def answer(status: int, body: str = "", kind: str = "", elapsed: float = 0.1) -> Answer:
    headers = (("Content-Type", kind),) if kind else ()
    return Answer(status, headers, body.encode(), elapsed)


@pytest.mark.parametrize(
    "kept",
    [
        answer(200),
        answer(204),
        answer(201, "{}"),
        answer(200, "[1]", JSON),
        answer(403, '{"error": "no"}', JSON),
        answer(500, '{"error": "no"}'),
        answer(404, "{}", f"{JSON}; charset=utf-8"),
        answer(200, "{}", JSON, elapsed=24.9),
    ],
)
def test_a_front_end_accepts(kept: Answer) -> None:
    assert [*breaches(UI, kept)] == []


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (answer(401, "{}", JSON), "status 401 for a valid token"),
        (answer(302, "{}", JSON), "redirect (status 302)"),
        (answer(403), "body that is not JSON"),
        (answer(403, "<p>", "text/html"), "content-type text/html"),
        (answer(403, "{}", "text/plain"), "content-type text/plain"),
        (answer(200, "hello", "text/plain"), "body that is not JSON"),
        (answer(200, "{}", JSON, elapsed=25.5), "answered after 25.5 s (Forge waits 25 s)"),
        (answer(0)._replace(problem="timeout"), "no complete answer"),
        (answer(0)._replace(problem="too large"), "larger than 5 MB"),
        (answer(0)._replace(problem="closed"), "closed without an answer"),
    ],
)
def test_a_front_end_does_not_accept(broken: Answer, message: str) -> None:
    [breach] = breaches(UI, broken)
    assert message in breach.message
    assert breach.help


@pytest.mark.parametrize("kept", [answer(200), answer(202, "ok", "text/plain"), answer(204)])
def test_a_delivery_succeeds(kept: Answer) -> None:
    assert [*breaches(EVENT, kept)] == []


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (answer(400, "{}", JSON), "counts the delivery as failed"),
        (answer(500), "counts the delivery as failed"),
        (answer(401), "status 401 for a valid token"),
        (answer(301), "redirect"),
        (answer(200, elapsed=5.5), "Forge waits 5 s"),
    ],
)
def test_a_delivery_fails(broken: Answer, message: str) -> None:
    [breach] = breaches(EVENT, broken)
    assert message in breach.message
