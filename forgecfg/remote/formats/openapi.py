"""`--format openapi`: the routes as an OpenAPI 3.1 document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from forgecfg.remote.contract import CallerKind
from forgecfg.remote.formats.record import methods_of
from forgecfg.remote.payloads import example_body
from forgecfg.remote.routes import Backend, Route, RouteTable

# A front end chooses the path at run time where no source call tells it.
_ANY_PATH = "/{path}"
_PARAMETER = re.compile(r"\{([^{}]*)\}")


def openapi_record(table: RouteTable) -> dict[str, Any]:
    """The document as plain data."""
    paths: dict[str, dict[str, Any]] = {}
    taken: set[str] = set()
    for route in table.routes:
        path = _path(route)
        item = paths.setdefault(path, {})
        for method in methods_of(route):
            operation = item.get(method.lower())
            if operation is None:
                item[method.lower()] = _operation(route, method, path, taken)
            else:
                _merge(operation, route)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Remote of {table.app_id or 'a Forge app'}",
            "version": "1",
            "description": "Requests that Atlassian Forge sends, as far as the manifest tells.",
        },
        "paths": paths,
        "components": {
            "securitySchemes": {
                "forgeInvocationToken": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "Forge invocation token (FIT), RS256",
                }
            }
        },
    }


def _path(route: Route) -> str:
    if route.path is None:
        return _ANY_PATH
    path = route.path.partition("?")[0].partition("#")[0]
    # `${id}` of a template literal and `:id` are not parameters here; braces must be balanced.
    return path.replace("{", "%7B").replace("}", "%7D")


def _operation(route: Route, method: str, path: str, taken: set[str]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": _operation_id(route, method, taken),
        "summary": f"{route.contract.title}: {route.caller.label}",
        "security": [{"forgeInvocationToken": []}],
        "parameters": list(_parameters(route, path)),
        "responses": _responses(route),
        "x-forge-callers": [_caller(route)],
    }
    servers = _servers(route.backend)
    if servers:
        operation["servers"] = servers
    if method not in ("GET", "DELETE"):
        body: dict[str, Any] = {"schema": {}}
        if route.contract.methods == ("POST",):
            body["example"] = example_body(route)
        operation["requestBody"] = {"content": {"application/json": body}}
    return operation


def _operation_id(route: Route, method: str, taken: set[str]) -> str:
    stem = re.sub(r"\W+", "_", f"{method.lower()}_{route.backend.key}_{route.name}")
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}_{number}", number + 1
    taken.add(name)
    return name


def _merge(operation: dict[str, Any], route: Route) -> None:
    """Note another caller of the same method and path."""
    caller = _caller(route)
    if caller not in operation["x-forge-callers"]:
        operation["x-forge-callers"].append(caller)
    for server in _servers(route.backend):
        if server not in operation.setdefault("servers", []):
            operation["servers"].append(server)
    present = {parameter["name"] for parameter in operation["parameters"]}
    operation["parameters"] += [
        parameter for parameter in _headers(route) if parameter["name"] not in present
    ]


def _caller(route: Route) -> dict[str, Any]:
    contract = route.contract
    return {
        "kind": route.caller.kind.value,
        "label": route.caller.label,
        "endpoint": route.endpoint,
        "events": list(route.caller.events),
        "timeout": contract.timeout,
        "retries": contract.retries,
        "claims": list(route.claims),
    }


def _servers(backend: Backend) -> list[dict[str, str]]:
    # Braces would be server variables, which nothing declares.
    return [
        {"url": url, "description": f"{backend.label}, {region}"}
        for region, url in backend.urls
        if url and not _PARAMETER.search(url)
    ]


def _parameters(route: Route, path: str) -> Iterator[dict[str, Any]]:
    if path == _ANY_PATH:
        yield {
            "name": "path",
            "in": "path",
            "required": True,
            "description": "the path that the front end names in its call",
            "schema": {"type": "string"},
        }
    yield from _headers(route)


def _headers(route: Route) -> Iterator[dict[str, Any]]:
    # OpenAPI reserves `authorization` and `content-type` for other parts of the document.
    for name in route.headers:
        if name.startswith("x-"):
            yield {
                "name": name,
                "in": "header",
                "required": name.startswith("x-b3-"),
                "schema": {"type": "string"},
            }


def _responses(route: Route) -> dict[str, Any]:
    responses: dict[str, Any] = {
        "2XX": {"description": "processed"},
        "401": {"description": "the invocation token is invalid; reserved for this"},
    }
    if route.caller.kind in (CallerKind.UI, CallerKind.UI_FETCH):
        responses["2XX"]["content"] = {"application/json": {"schema": {}}}
        responses["default"] = {
            "description": "any other error, with a JSON body",
            "content": {"application/json": {"schema": {}}},
        }
    return responses
