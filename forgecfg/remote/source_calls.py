"""The calls to remotes in the source code of an app."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.remote.calls import RemoteCall
from forgecfg.source.facts import API, BRIDGE, Call, SourceFacts, SourceSpan
from forgecfg.source.products import method_of
from forgecfg.source.values import UNKNOWN, Text, plain

_KEYED = frozenset(((API, "invokeRemote"), (API, "invokeService"), (BRIDGE, "requestRemote")))
_KEYLESS = frozenset(((BRIDGE, "invokeRemote"), (BRIDGE, "invokeService")))


def remote_calls(facts: SourceFacts) -> tuple[RemoteCall, ...]:
    """The calls that reach a remote or a service, in the order of their locations.

    Calls with an unknown key are left out, as are those in a front end whose modules are unknown.
    """
    found = [
        *(call for made in facts.calls for call in _keyed_calls(facts, made)),
        *(call for made in facts.calls for call in _keyless_calls(facts, made)),
    ]
    return tuple(sorted(found, key=lambda call: (call.file, call.line)))


def _keyed_calls(facts: SourceFacts, made: Call) -> Iterator[RemoteCall]:
    """Calls with the key of a remote or service, and then the request."""
    if (made.package, made.name) not in _KEYED:
        return
    request = made.argument(1)
    paths = next((p.texts for p in request.properties if p.name == "path"), ()) if request else ()
    for key in made.keys:
        if key.name is not None:
            for path in paths or UNKNOWN:
                yield from _call(facts, made, key.at, key.name, path)


def _keyless_calls(facts: SourceFacts, made: Call) -> Iterator[RemoteCall]:
    """Calls with a request only: the endpoint of the module determines the remote."""
    if (made.package, made.name) in _KEYLESS:
        # Options come second in all other requests.
        options = made._replace(arguments=made.arguments[:1] * 2)
        for key in made.keys:
            yield from _call(facts, options, key.at, None, key.text)
        if not made.keys and not made.known:
            yield from _call(facts, options, made.at, None, UNKNOWN[0])


def _call(
    facts: SourceFacts, made: Call, at: SourceSpan, remote: str | None, path: Text
) -> Iterator[RemoteCall]:
    front_end = made.package == BRIDGE
    shown = facts.shown.get(at.file)
    if front_end and (shown is None or not shown.certain):
        return
    if not front_end and at.file not in facts.backend:
        return
    modules = shown.modules if shown is not None and front_end else ()
    text = plain(path)
    yield RemoteCall(
        "requestRemote" if made.name == "requestRemote" else "invokeRemote",
        front_end,
        remote,
        tuple((module.type, module.name or "") for module in modules),
        method_of(made),
        text.partition("?")[0] if text is not None else None,
        at.file,
        facts.texts[at.file].position(at.start)[0],
    )
