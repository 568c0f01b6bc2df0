"""The cases about keys and headers that are run once, at one accepted call."""

from __future__ import annotations

import time
from collections.abc import Iterator

from forgecfg.remote.conformance.result import Outcome, Result
from forgecfg.remote.conformance.world import World, accepted, describe
from forgecfg.remote.keys import new_key, sign
from forgecfg.remote.request import Call, fresh_claims
from forgecfg.remote.send import Answer

_REPEAT = 10
_PAUSE = 0.2
# Below the 8 KB that many proxies allow for all headers.
_LARGE_CONTEXT = 3_000
_HUGE_HEADER = 100_000


def key_cases(world: World, call: Call, name: str) -> Iterator[Result]:
    """All of them; the key changes during the last one."""
    yield _large_context(world, call, name)
    yield _huge_header(world, call, name)
    yield _cached_keys(world, call, name)
    yield _unknown_key_flood(world, call, name)
    yield _rotation(world, call, name)


def _cached_keys(world: World, call: Call, name: str) -> Result:
    case = ("cached-keys", "fetches the keys once for many calls")
    before = world.server.fetches
    for _ in range(_REPEAT):
        answer = _send(world, call)
    fetches = world.server.fetches - before
    # Each worker process of a backend fetches the keys once.
    if fetches >= _REPEAT / 2:
        text = f"{_REPEAT} calls caused {fetches} downloads of the keys"
        help_ = "create the key client once, outside of the request handler"
        return Result(name, *case, Outcome.FAILED, text, help_, answer.status)
    return Result(name, *case, Outcome.PASSED, "", "", answer.status)


def _unknown_key_flood(world: World, call: Call, name: str) -> Result:
    case = ("unknown-key-flood", "limits the downloads that unknown key ids cause")
    before = world.server.fetches
    for number in range(_REPEAT):
        header = {"kid": f"unknown-{number}-{time.monotonic_ns()}"}
        answer = world.send(call, f"Bearer {sign(fresh_claims(call), world.keys.foreign, header)}")
    fetches = world.server.fetches - before
    if fetches >= _REPEAT:
        text = f"{_REPEAT} unknown key ids caused {fetches} downloads of the keys"
        help_ = "fetch again for an unknown key id, but only every few seconds"
        return Result(name, *case, Outcome.FAILED, text, help_, answer.status)
    return Result(name, *case, Outcome.PASSED, "", "", answer.status)


def _rotation(world: World, call: Call, name: str) -> Result:
    case = ("key-rotation", "accepts a new key soon after the keys changed")
    key = new_key()
    world.server.keys = [key]
    world.keys = world.keys._replace(trusted=key)
    start = time.monotonic()
    while True:
        answer = _send(world, call)
        waited = time.monotonic() - start
        if accepted(answer) or waited > world.patience:
            break
        time.sleep(_PAUSE)
    if accepted(answer):
        note = f"after {waited:.0f} s" if waited >= 1 else ""
        return Result(name, *case, Outcome.PASSED, note, "", answer.status, waited)
    text = f"{describe(answer)} for {waited:.0f} s after the keys changed"
    help_ = "fetch the keys again for an unknown key id"
    return Result(name, *case, Outcome.FAILED, text, help_, answer.status, waited)


def _large_context(world: World, call: Call, name: str) -> Result:
    case = ("large-token", "accepts a token of several kilobytes")
    claims = fresh_claims(call)
    # Front ends send what they show; big pages make big tokens (RFC-138).
    claims["context"] = {**claims.get("context", {}), "padding": "x" * _LARGE_CONTEXT}
    answer = world.send(call, f"Bearer {sign(claims, world.keys.trusted)}")
    if accepted(answer) and answer.status != 431:
        return Result(name, *case, Outcome.PASSED, "", "", answer.status, answer.elapsed)
    help_ = "raise the limit for request headers of the server and of proxies in front of it"
    return Result(
        name, *case, Outcome.FAILED, describe(answer), help_, answer.status, answer.elapsed
    )


def _huge_header(world: World, call: Call, name: str) -> Result:
    case = ("huge-header", "survives a header of 100 KB")
    answer = world.send(call, f"Bearer {'a' * _HUGE_HEADER}")
    # Closing the connection is a proper way to say that a header is too large.
    if 400 <= answer.status < 500 or answer.problem == "closed":
        after = _send(world, call)
        if accepted(after):
            return Result(name, *case, Outcome.PASSED, "", "", answer.status, answer.elapsed)
        text = f"{describe(after)} for the next call"
    else:
        text = f"{describe(answer)}, expected a status of 400 to 499"
    help_ = "limit the size of request headers in the server"
    return Result(name, *case, Outcome.FAILED, text, help_, answer.status, answer.elapsed)


def _send(world: World, call: Call) -> Answer:
    return world.send(call, f"Bearer {sign(fresh_claims(call), world.keys.trusted)}")
