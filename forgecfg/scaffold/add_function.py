"""The additions of `add function`, `add trigger` and `add scheduled-trigger`."""

from __future__ import annotations

import re

from forgecfg.catalog.events import APP_EVENT, EVENT_SCOPES, KNOWN_EVENTS, Scopes
from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.errors import UsageError
from forgecfg.manifest.analysis.handlers import EXTENSIONS, split_handler
from forgecfg.manifest.declarations import module_keys, names_of
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Manifest
from forgecfg.scaffold.add import missing_scopes
from forgecfg.scaffold.addition import Addition, Additions, Note, Planner
from forgecfg.scaffold.connect import Caller, connect
from forgecfg.scaffold.plan import (
    NewEndpoint,
    NewFunction,
    NewTrigger,
    endpoint_addition,
    module_addition,
)
from forgecfg.scaffold.validation import (
    LONGEST_KEY,
    check_key,
    check_known,
    check_new,
    did_you_mean,
)
from forgecfg.suggest import closest

INTERVALS = ("fiveMinute", "hour", "day", "week")


def add_function(new: NewFunction, caller: Caller | None = None) -> Planner:
    """A new function, and the reference of the module that calls it.

    Raises UsageError for an invalid key or handler; the planner raises it as `connect` does, and
    for a key that exists already.
    """
    _check_function(new)

    def plan(manifest: Manifest) -> Additions:
        check_new(new.key, _taken(manifest), "module")
        yield module_addition(manifest, "function", new.item())
        if caller is not None:
            yield from connect(manifest, caller, Target.FUNCTION, new.key)

    return plan


def add_trigger(new: NewTrigger) -> Planner:
    """A new trigger or scheduled trigger, with the scopes of its events and with what it calls.

    A function that is not declared is added, and so is an endpoint if its remote is clear; an
    endpoint without a route gets one. Raises UsageError for an invalid key, event or interval, and
    without exactly one of function and endpoint; the planner raises it for a key that exists.
    """
    check_key(new.key, "trigger key", longest=None)
    if (new.function is None) == (new.endpoint is None):
        raise UsageError("pass either --function or --endpoint")
    if new.function is not None:
        _check_function(NewFunction(new.function, new.handler))
    elif new.handler is not None:
        raise UsageError("--handler requires --function")
    if new.endpoint is not None:
        check_key(new.endpoint, "endpoint key", LONGEST_KEY)
    if new.interval is not None:
        check_known(new.interval, INTERVALS, "interval")
    elif not new.events:
        raise UsageError("pass at least one --event, such as avi:jira:created:issue")
    for event in new.events:
        _check_event(event)

    def plan(manifest: Manifest) -> Additions:
        taken = _taken(manifest)
        check_new(new.key, taken, "module")
        yield module_addition(manifest, new.type, new.item())
        if new.function is not None and new.function not in names_of(manifest, Target.FUNCTION):
            check_new(new.function, {*taken, new.key}, "module")
            function = NewFunction(new.function, new.handler)
            yield module_addition(manifest, "function", function.item())
        if new.endpoint is not None:
            yield from _called(manifest, new, taken)
        yield from missing_scopes(manifest, _event_scopes(manifest, new.events))

    return plan


def _called(manifest: Manifest, new: NewTrigger, taken: set[str | None]) -> Additions:
    """The endpoint of a trigger: it must be declared, and have a route."""
    key = new.endpoint or ""
    declared = {endpoint.name: endpoint for endpoint in reversed(manifest.endpoints)}
    route = f"/{key}"
    if key in declared:
        cursor = declared[key].cursor
        if cursor.get("route") is None:
            description = f"route {route} of {declared[key].label}"
            yield Addition((*cursor.path, "route"), {"path": route}, description)
        if any(t.name == "appUserToken" and t.enabled for t in declared[key].tokens):
            yield Note(
                f'{declared[key].label} enables appUserToken, but {new.type} "{new.key}" has no '
                "user context; give it a different endpoint"
            )
        return
    check_new(key, {*taken, new.key}, "module")
    remotes = list(names_of(manifest, Target.REMOTE))
    remote = new.remote or (remotes[0] if len(remotes) == 1 else None)
    if remote is None or remote not in remotes:
        hint = did_you_mean(closest(key, [name for name in declared if name]))
        advice = "pass --remote" if remotes else "add a remote with `forgecfg add remote`"
        raise UsageError(f"endpoint {key!r} is not declared{hint or f'; {advice} to add it'}")
    yield endpoint_addition(manifest, NewEndpoint(key, remote, (), route))


def _event_scopes(manifest: Manifest, events: tuple[str, ...]) -> tuple[str, ...]:
    """The scopes that events require: the classic ones, unless all granular ones are declared."""
    declared = {scope.name for scope in manifest.scopes}
    names: list[str] = []
    for event in events:
        scopes = EVENT_SCOPES.get(event, Scopes((), ()))
        if not scopes.granular or not declared.issuperset(scopes.granular):
            names += scopes.classic
    return tuple(dict.fromkeys(names))


def _check_event(event: str) -> None:
    if not event.strip() or re.search(r"\s", event):
        raise UsageError(f"invalid event {event!r}: expected a name such as avi:jira:created:issue")
    if event in KNOWN_EVENTS or event.startswith(APP_EVENT):
        return
    if event in MODULE_TYPES:
        raise UsageError(
            f"{event!r} is a module type; expected an event such as avi:jira:created:issue"
        )
    intended = closest(event, KNOWN_EVENTS, cutoff=0.85)
    if intended is not None:
        raise UsageError(f"unknown event {event!r}{did_you_mean(intended)}")


def _check_function(new: NewFunction) -> None:
    check_key(new.key, "function key")
    parts = split_handler(new.handler_or_default)
    if parts is None or parts[0].startswith("src/") or parts[1] in EXTENSIONS:
        raise UsageError(
            f"invalid handler {new.handler!r}: expected FILE.EXPORT, for example index.handler for "
            "`export const handler` in src/index.js"
        )


def _taken(manifest: Manifest) -> set[str | None]:
    return {key.text for _, key in module_keys(manifest)}
