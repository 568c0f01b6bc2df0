"""The cases for each route: the good call, and the calls that must be rejected."""

from __future__ import annotations

import time
from collections.abc import Iterator

from forgecfg.remote.answer import breaches
from forgecfg.remote.conformance.result import Outcome, Result
from forgecfg.remote.conformance.tenant_case import tenant_case
from forgecfg.remote.conformance.token_cases import CASES, TokenCase
from forgecfg.remote.conformance.world import World, accepted, describe
from forgecfg.remote.keys import sign
from forgecfg.remote.payloads import example_body
from forgecfg.remote.request import Call, fresh_claims
from forgecfg.remote.send import Answer

_GOOD = ("valid", "accepts a valid call")
_RETRY = ("retry", "accepts a redelivery, twice")
_LEAK = ("token-in-answer", "repeats no token in an answer")
_PAUSE = 0.2


def good_case(world: World, call: Call, name: str) -> Result:
    """The good call. A backend that has older keys gets time to fetch the new ones."""
    end = time.monotonic() + world.patience
    while True:
        answer = _good(world, call)
        if answer.status != 401 or time.monotonic() > end:
            break
        time.sleep(_PAUSE)
    case, title = _GOOD
    if answer.status in (404, 405) and not call.route.caller.events:
        return Result(
            name,
            case,
            title,
            Outcome.FAILED,
            f"status {answer.status}: no handler for {call.method} {_path(call)}",
            f'handle it, or name a known call: --path "{call.route.name}=GET /path"',
            answer.status,
            answer.elapsed,
        )
    found = [*breaches(call.route, answer)]
    if not found and not accepted(answer):
        return _failed(name, (case, title), answer, "does the backend use the test keys?")
    if found:
        text = "; ".join(breach.message for breach in found)
        return Result(
            name, case, title, Outcome.FAILED, text, found[0].help, answer.status, answer.elapsed
        )
    note = "" if 200 <= answer.status < 300 else f"status {answer.status}: the token was accepted"
    return Result(name, case, title, Outcome.PASSED, note, "", answer.status, answer.elapsed)


def route_cases(world: World, call: Call, name: str) -> Iterator[Result]:
    """All other cases of a route whose good call is accepted."""
    leak: Answer | None = None
    for case in CASES:
        values = case.build(call, world.keys)
        answer = world.send(call, *values)
        if any(_repeats(answer, value) for value in values):
            leak = answer
        yield _judged(case, name, answer)
    if leak is not None:
        help_ = "answer a fixed text; a token in an answer ends up in logs"
        yield Result(name, *_LEAK, Outcome.FAILED, "an answer holds the token", help_, leak.status)
    else:
        yield Result(name, *_LEAK, Outcome.PASSED)
    yield tenant_case(world, call, name)


def retry_case(world: World, call: Call, name: str) -> Result:
    """A delivery that Forge repeats: the same event arrives again, with a retry count."""
    body = example_body(call.route, call.identity, retry=1)
    again = call._replace(body=body)
    for time_ in ("first", "second"):
        answer = _good(world, again)
        if not 200 <= answer.status < 300:
            return Result(
                name,
                *_RETRY,
                Outcome.FAILED,
                f"{describe(answer)} for the {time_} redelivery, expected 2xx",
                "answer 2xx for an event that was processed already",
                answer.status,
                answer.elapsed,
            )
    return Result(name, *_RETRY, Outcome.PASSED, "", "", answer.status, answer.elapsed)


def skipped_cases(name: str, reason: str, with_retry: bool) -> Iterator[Result]:
    """The cases of a route that cannot be run."""
    for case in CASES:
        yield Result(name, case.id, case.title, Outcome.SKIPPED, reason)
    if with_retry:
        yield Result(name, *_RETRY, Outcome.SKIPPED, reason)


def _good(world: World, call: Call) -> Answer:
    return world.send(call, f"Bearer {sign(fresh_claims(call), world.keys.trusted)}")


def _judged(case: TokenCase, name: str, answer: Answer) -> Result:
    if case.accept:
        passed, expected = accepted(answer), "expected it to be accepted"
    else:
        passed, expected = answer.status == 401, "expected 401"
    if passed:
        return Result(
            name, case.id, case.title, Outcome.PASSED, "", "", answer.status, answer.elapsed
        )
    text = describe(answer)
    if not case.accept and accepted(answer):
        text = f"accepted with status {answer.status}"
    return Result(
        name,
        case.id,
        case.title,
        Outcome.FAILED,
        f"{text}, {expected}",
        case.help,
        answer.status,
        answer.elapsed,
    )


def _failed(name: str, case: tuple[str, str], answer: Answer, help_: str) -> Result:
    return Result(
        name, *case, Outcome.FAILED, describe(answer), help_, answer.status, answer.elapsed
    )


def _repeats(answer: Answer, value: str) -> bool:
    """Whether an answer holds a part of a token: its claims are in the second part."""
    parts = value.split(".")
    return len(parts) > 1 and parts[1][:24] in answer.text


def _path(call: Call) -> str:
    return "/" + call.url.partition("://")[2].partition("/")[2]
