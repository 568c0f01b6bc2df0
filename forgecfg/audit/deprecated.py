"""Deprecated things, with the dates of Forge's changelog."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from forgecfg.audit.model import Deprecation, Position
from forgecfg.catalog.deprecations import (
    AGENT_PROTOCOL,
    BEARER_METHODS,
    CONNECT_END_OF_SUPPORT,
    MODULE_TYPES,
    RUNTIMES,
)
from forgecfg.manifest.analysis.canonical import text_of
from forgecfg.manifest.analysis.ranges import SourceRange, item_range, key_range, value_range
from forgecfg.manifest.view import Manifest

_PROPERTIES = (
    (("app", "name"), "set the name in the developer console"),
    (("app", "features", "autoUserConsent"), "remove it; Forge asks users by itself"),
)

_Found = tuple[str, str, str, str, SourceRange]


def find_deprecated(
    manifest: Manifest, position: Callable[[SourceRange], Position]
) -> tuple[Deprecation, ...]:
    """What the manifest uses that is deprecated; `position` locates a range."""
    found = [*_app(manifest), *_modules(manifest), *_providers(manifest)]
    found.sort(key=lambda one: one[-1].start)
    return tuple(
        Deprecation(subject, since, instead, source, position(at))
        for subject, since, instead, source, at in found
    )


def _app(manifest: Manifest) -> Iterator[_Found]:
    runtime = manifest.at("app", "runtime", "name")
    name = text_of(runtime)
    old = RUNTIMES.get(name or "")
    if runtime is not None and old is not None:
        instead = f"use `{old.successor}`"
        if old.blocked:
            instead += f"; Forge blocks its deploys since {old.blocked}"
        yield f"runtime {name}", old.since, instead, old.source, value_range(runtime)
    for path, instead in _PROPERTIES:
        place = manifest.at(*path)
        if place is not None:
            yield ".".join(path), "", instead, "manifest-reference", key_range(place)
    connect = manifest.at("app", "connect") or manifest.at("connectModules")
    if connect is not None:
        instead = f"move to Forge modules; support for Connect ends on {CONNECT_END_OF_SUPPORT}"
        yield "Connect", "", instead, "CHANGE-3383", key_range(connect)


def _modules(manifest: Manifest) -> Iterator[_Found]:
    for module in manifest.modules:
        at = item_range(module.cursor)
        if module.type in MODULE_TYPES:
            old = MODULE_TYPES[module.type]
            yield module.label, old.since, f"use `{old.successor}`", old.source, at
        if module.type == "webtrigger" and text_of(module.cursor.get("urlFormat")) != "v2":
            instead = "write `urlFormat: v2`, which will be required later"
            yield f"URL format v1 of {module.label}", "", instead, "CHANGE-3182", at
        version = module.cursor.at("protocols", "agent2Agent", "version")
        if version is not None and (text_of(version) or "").startswith(AGENT_PROTOCOL):
            instead = "use the current version of the protocol"
            yield f"A2A 0.3 of {module.label}", "", instead, "changelog", value_range(version)


def _providers(manifest: Manifest) -> Iterator[_Found]:
    for item in manifest.items("providers", "auth"):
        method = item.get("bearerMethod")
        place = method.get("type") if method is not None and method.is_mapping else method
        name = text_of(place)
        if place is not None and name in BEARER_METHODS:
            instead = "use `authorization-header`"
            yield f"bearerMethod {name}", "", instead, "CHANGE-1431", value_range(place)
