"""Showing one call: the request, the claims of its token, and the answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from forgecfg.remote.answer import Breach
from forgecfg.remote.request import Call
from forgecfg.remote.send import Answer, Request
from forgecfg.reporters.escape import escape

# Characters of an answer's body that are shown.
_SHOWN = 2_000


class Exchange(NamedTuple):
    """One call and what came of it."""

    call: Call
    request: Request
    claims: dict[str, Any]
    answer: Answer
    breaches: tuple[Breach, ...]


def exchange_lines(exchange: Exchange) -> Iterator[str]:
    """The lines for people, safe to show. Tokens are left out, as in any log."""
    call, request, answer = exchange.call, exchange.request, exchange.answer
    yield escape(f"{request.method} {request.url}")
    yield escape(f"  from {call.route.caller.label}: {call.route.contract.title}")
    for name, value in _shown_headers(request.headers):
        yield escape(f"  {name}: {value}")
    yield "claims"
    yield from _indented(exchange.claims)
    if call.body is not None:
        yield "body"
        yield from _indented(call.body)
    yield ""
    yield _outcome(answer)
    for name, value in answer.headers:
        yield escape(f"  {name}: {value}")
    if answer.body:
        text = answer.text
        cut = "" if len(text) <= _SHOWN else f" … ({len(answer.body)} bytes)"
        yield escape(f"  {text[:_SHOWN]}{cut}")
    yield ""
    for breach in exchange.breaches:
        yield escape(f"FAIL  {breach.message}")
        yield escape(f"      help: {breach.help}")
    if not exchange.breaches:
        yield "ok    the answer meets the contract"


def exchange_record(exchange: Exchange) -> dict[str, Any]:
    """The same as plain data."""
    request, answer = exchange.request, exchange.answer
    return {
        "version": 1,
        "request": {
            "method": request.method,
            "url": request.url,
            "headers": [list(pair) for pair in _shown_headers(request.headers)],
            "claims": exchange.claims,
            "body": exchange.call.body,
        },
        "answer": {
            "status": answer.status or None,
            "problem": answer.problem or None,
            "headers": [list(pair) for pair in answer.headers],
            "body": answer.text,
            "elapsed": round(answer.elapsed, 3),
        },
        "breaches": [{"message": one.message, "help": one.help} for one in exchange.breaches],
    }


def _shown_headers(headers: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, value in headers:
        if name == "authorization":
            yield name, f"Bearer (invocation token, {len(value) - 7} characters)"
        elif name.startswith("x-forge-oauth-"):
            yield name, "(a placeholder, not a real token)"
        else:
            yield name, value


def _outcome(answer: Answer) -> str:
    milliseconds = f"{answer.elapsed * 1000:.0f} ms"
    if answer.problem:
        return f"answer: {answer.problem} after {milliseconds}"
    return f"answer: status {answer.status} after {milliseconds}"


def _indented(value: Any) -> Iterator[str]:
    for line in json.dumps(value, indent=2).split("\n"):
        yield escape(f"  {line}")
