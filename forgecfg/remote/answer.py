"""Where an answer breaks the contract of a call."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.remote.contract import MAX_ANSWER, CallerKind
from forgecfg.remote.routes import Route
from forgecfg.remote.send import Answer


class Breach(NamedTuple):
    """One way in which an answer breaks the contract, and what to do."""

    message: str
    help: str


def breaches(route: Route, answer: Answer) -> Iterator[Breach]:
    """What Forge would not accept of an answer to a good call (remote/essentials, invokeRemote)."""
    timeout = route.contract.timeout
    if answer.problem:
        yield _incomplete(answer)
        return
    if timeout is not None and answer.elapsed > timeout:
        yield Breach(
            f"answered after {answer.elapsed:.1f} s (Forge waits {timeout} s)",
            "answer first and do the work afterwards",
        )
    status = answer.status
    if 300 <= status < 400:
        yield Breach(
            f"redirect (status {status}); Forge follows none",
            "answer at the path that the manifest or the front end names",
        )
    elif status == 401:
        yield Breach(
            "status 401 for a valid token; Forge reads it as an invalid token",
            "check FORGE_JWKS_URL and FORGE_APP_ID of the backend; use 403 for other reasons",
        )
    elif not 200 <= status < 300 and route.contract.delivery:
        yield Breach(
            f"status {status}; Forge counts the delivery as failed",
            "answer 2xx for every event that was received",
        )
    if route.caller.kind in (CallerKind.UI, CallerKind.UI_FETCH):
        yield from _front_end_breaches(answer)


def _incomplete(answer: Answer) -> Breach:
    if answer.problem == "timeout":
        return Breach(
            f"no complete answer after {answer.elapsed:.1f} s",
            "answer first and do the work afterwards",
        )
    if answer.problem == "too large":
        return Breach(
            f"the answer is larger than {MAX_ANSWER // 1_000_000} MB",
            "send less, or in several answers",
        )
    return Breach("the connection was closed without an answer", "see the backend's own log")


def _front_end_breaches(answer: Answer) -> Iterator[Breach]:
    """A failed call must carry JSON, or the promise rejects (ui-api-bridge/invokeRemote)."""
    kind = (answer.header("content-type") or "").partition(";")[0].strip().lower()
    failed = not 200 <= answer.status < 300
    if failed and kind and kind != "application/json":
        yield Breach(
            f"status {answer.status} with content-type {kind[:60]}, expected application/json",
            'answer errors as JSON, as in {"error": "..."}',
        )
    elif (failed or answer.body) and not _is_json(answer.body):
        yield Breach(
            f"status {answer.status} with a body that is not JSON",
            'answer with a JSON body, as in {"error": "..."}',
        )


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True
