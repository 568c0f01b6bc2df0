"""The conformance test of a backend: every route, every case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from forgecfg.remote.conformance.key_cases import key_cases
from forgecfg.remote.conformance.result import Outcome, Result
from forgecfg.remote.conformance.route_cases import (
    good_case,
    retry_case,
    route_cases,
    skipped_cases,
)
from forgecfg.remote.conformance.world import World
from forgecfg.remote.formats.record import method_and_path
from forgecfg.remote.request import Call, plan_call
from forgecfg.remote.routes import Route

ONCE = "keys and headers"
"""What results call the cases that are run once."""

Paths = Mapping[str, tuple[str | None, str]]
"""Name of a route -> method (None: as the manifest says) and path to use."""


def run_cases(
    world: World, routes: Sequence[Route], target: str, paths: Paths | None = None
) -> Iterator[Result]:
    """Run all cases, one after the other, and yield their results as they end.

    Routes that look the same to the backend are attacked once; each gets its own good call. Raises
    UnreachableError where the backend cannot be reached, also in the middle.
    """
    attacked: set[tuple[str, str]] = set()
    first: tuple[Call, str] | None = None
    for route in routes:
        method, path = (paths or {}).get(route.name, (None, None))
        call = plan_call(route, target, world.identity, method, path)
        name = route_name(route, call)
        good = good_case(world, call, name)
        yield good
        delivery = route.contract.delivery and call.body is not None
        if good.outcome is not Outcome.PASSED:
            yield from skipped_cases(name, "the valid call is not accepted", delivery)
            continue
        first = first or (call, name)
        if delivery:
            yield retry_case(world, call, name)
        if (call.method, call.url) not in attacked:
            attacked.add((call.method, call.url))
            yield from route_cases(world, call, name)
    if first is not None:
        yield from key_cases(world, first[0], ONCE)


def route_name(route: Route, call: Call) -> str:
    """What results call a route."""
    known = route._replace(method=call.method, path=route.path or _path(call.url))
    where = f'endpoint "{route.endpoint}"' if route.endpoint is not None else route.backend.label
    return f"{where}, {method_and_path(known)} ({route.caller.label})"


def _path(url: str) -> str:
    return "/" + url.partition("://")[2].partition("/")[2]
