"""Finding the route that a user means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forgecfg.errors import UsageError
from forgecfg.remote.contract import METHODS
from forgecfg.remote.routes import Route, RouteTable
from forgecfg.suggest import closest

_PATH_OPTION = re.compile(r"([^=]+)=(?:([A-Za-z]+) +)?(/[^\s]*)")


def find_route(table: RouteTable, name: str, module: str | None = None) -> tuple[Route, str | None]:
    """The route of an endpoint, an event or a calling module, and the event where one was named.

    Of several callers it is the first, or that with the key `module`. Raises UsageError, with a
    suggestion, where there is none.
    """
    event = next((name for route in table.routes if name in route.caller.events), None)
    found = [
        route
        for route in table.routes
        if name in (route.endpoint, route.caller.key, route.name, *route.caller.events)
    ]
    if not found:
        raise UsageError(_unknown("endpoint, event or caller", name, _names(table.routes)))
    if module is None:
        return found[0], event
    callers = [route for route in found if route.caller.key == module]
    if not callers:
        keys = [route.caller.key for route in found if route.caller.key is not None]
        raise UsageError(_unknown(f'caller of "{name}"', module, keys))
    return callers[0], event


def routes_of(table: RouteTable, remote: str | None) -> tuple[Route, ...]:
    """The routes of one backend: the only one, or that with the key `remote`.

    Raises UsageError where there is none, or where there are several to choose from.
    """
    if remote is not None:
        keys = [backend.key for backend in table.backends]
        if remote not in keys:
            raise UsageError(_unknown("remote", remote, keys))
        routes = tuple(route for route in table.routes if route.backend.key == remote)
    else:
        keys = list(dict.fromkeys(route.backend.key for route in table.routes))
        if len(keys) > 1:
            raise UsageError(
                f"the manifest has {len(keys)} remotes ({', '.join(keys[:5])}); "
                "choose the one that --to serves with --remote"
            )
        routes = table.routes
    if not routes:
        raise UsageError("the manifest has no caller of a remote; `forgecfg add endpoint` adds one")
    return routes


def read_paths(
    options: Sequence[str], routes: Sequence[Route]
) -> dict[str, tuple[str | None, str]]:
    """Methods and paths by the name of a route, from values like `hello=POST /api/hello`.

    Raises UsageError for a malformed value or an unknown name.
    """
    paths: dict[str, tuple[str | None, str]] = {}
    for option in options:
        match = _PATH_OPTION.fullmatch(option.strip())
        if match is None:
            raise UsageError(f"{option!r} is not of the form 'ENDPOINT=METHOD /path'")
        name, method, path = match.groups()
        names = [route.name for route in routes]
        if name not in names:
            raise UsageError(_unknown("endpoint", name, names))
        paths[name] = (checked_method(method) if method else None, path)
    return paths


def checked_method(method: str) -> str:
    """A method that Forge can use, in upper case. Raises UsageError for any other."""
    if method.upper() not in METHODS:
        raise UsageError(f"unknown method {method!r}; expected one of {', '.join(METHODS)}")
    return method.upper()


def _names(routes: Sequence[Route]) -> list[str]:
    names = [name for route in routes for name in (route.endpoint, route.caller.key) if name]
    return [*dict.fromkeys(names), *(event for route in routes for event in route.caller.events)]


def _unknown(what: str, name: str, known: Sequence[str]) -> str:
    near = closest(name, known)
    text = f'unknown {what} "{name}"'
    if near is not None:
        return f'{text}; did you mean "{near}"?'
    if not known:
        return f"{text}; the manifest has none"
    more = f" and {len(known) - 8} more" if len(known) > 8 else ""
    return f"{text}; expected one of: {', '.join(known[:8])}{more}"
