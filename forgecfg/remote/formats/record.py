"""Routes as plain data: the JSON format, and the lines of the text formats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from forgecfg.remote.contract import METHODS, TOKEN_HEADERS, Contract
from forgecfg.remote.routes import Route, RouteTable

UNKNOWN_PATH = "path of the call"


def table_record(table: RouteTable) -> dict[str, Any]:
    """A route table as plain data; `version` changes when a name in it changes its meaning."""
    return {
        "version": 1,
        "app": table.app_id,
        "backends": [
            {
                "key": backend.key,
                "kind": "service" if backend.service else "remote",
                "baseUrls": dict(backend.urls),
                "configurable": backend.configurable,
            }
            for backend in table.backends
        ],
        "routes": [_route_record(route) for route in table.routes],
        "unusedEndpoints": list(table.unused),
    }


def _route_record(route: Route) -> dict[str, Any]:
    caller, contract = route.caller, route.contract
    return {
        "backend": route.backend.key,
        "endpoint": route.endpoint,
        "caller": {
            "kind": caller.kind.value,
            "moduleType": caller.module_type or None,
            "key": caller.key,
            "events": list(caller.events),
            "place": caller.place or None,
        },
        "method": route.method,
        "methods": list(methods_of(route)),
        "path": route.path,
        "tokens": list(route.tokens),
        "headers": list(route.headers),
        "claims": list(route.claims),
        "timeout": contract.timeout,
        "retries": contract.retries,
        "retryDelay": contract.retry_delay,
        "answer": route.answer,
        "certainty": contract.mark.value,
        "source": contract.page,
    }


def methods_of(route: Route) -> tuple[str, ...]:
    """The methods that may arrive."""
    return (route.method,) if route.method is not None else route.contract.methods


def method_and_path(route: Route) -> str:
    """Method and path in one text; unknown parts are described in words."""
    known = methods_of(route)
    method = "any method" if known == METHODS else "/".join(known)
    return f"{method} {route.path if route.path is not None else f'({UNKNOWN_PATH})'}"


def facts_of(route: Route) -> Iterator[tuple[str, str]]:
    """What holds for a route, as pairs of a name and a text."""
    contract = route.contract
    kind = (
        contract.title if contract.mark == "documented" else f"{contract.title} [{contract.mark}]"
    )
    yield "caller", f"{route.caller.label}, {kind}"
    if route.caller.events:
        yield "events", ", ".join(route.caller.events)
    yield "headers", ", ".join(route.headers)
    yield "claims", ", ".join(route.claims)
    yield "tokens", _tokens(route)
    yield "timeout", _timeout(contract)
    yield "answer", route.answer


def _tokens(route: Route) -> str:
    if not route.tokens:
        return "invocation token only"
    oauth = ", ".join(f"{token} ({TOKEN_HEADERS[token]})" for token in route.tokens)
    return f"invocation token, {oauth}"


def _timeout(contract: Contract) -> str:
    timeout = f"{contract.timeout} s" if contract.timeout is not None else "not documented"
    if not contract.retries:
        return f"{timeout}, no retries" if contract.timeout is not None else timeout
    return f"{timeout}, up to {contract.retries} retries, {contract.retry_delay} s apart"
