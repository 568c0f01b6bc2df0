"""Deprecated things, with the dates of Forge's changelog."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from forgecfg.audit.model import Deprecation, Position
from forgecfg.manifest.analysis.canonical import text_of
from forgecfg.manifest.analysis.ranges import SourceRange, item_range, key_range, value_range
from forgecfg.manifest.view import Manifest

_MODULES = {
    "jira:issueGlance": ("2026-05-05", "`jira:issueContext`", "CHANGE-3203"),
    "jira:fullPage": ("2026-09-30", "`global:fullPage`", "CHANGE-3380"),
    "confluence:fullPage": ("2026-09-30", "`global:fullPage`", "CHANGE-3380"),
}
_RUNTIMES = {"nodejs20.x": ("2026-04-30", "`nodejs22.x` or `nodejs24.x`", "CHANGE-2857")}
_PROPERTIES = (
    (("app", "name"), "set the name in the developer console"),
    (("app", "features", "autoUserConsent"), "remove it; Forge asks users by itself"),
)
_BEARER = frozenset({"form-encoded", "uri-query"})

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
    if runtime is not None and name in _RUNTIMES:
        since, instead, source = _RUNTIMES[name]
        yield f"runtime {name}", since, f"use {instead}", source, value_range(runtime)
    for path, instead in _PROPERTIES:
        place = manifest.at(*path)
        if place is not None:
            yield ".".join(path), "", instead, "manifest-reference", key_range(place)
    connect = manifest.at("app", "connect") or manifest.at("connectModules")
    if connect is not None:
        instead = "move to Forge modules; support for Connect ends on 2027-01-31"
        yield "Connect", "", instead, "CHANGE-3383", key_range(connect)


def _modules(manifest: Manifest) -> Iterator[_Found]:
    for module in manifest.modules:
        at = item_range(module.cursor)
        if module.type in _MODULES:
            since, instead, source = _MODULES[module.type]
            yield module.label, since, f"use {instead}", source, at
        if module.type == "webtrigger" and text_of(module.cursor.get("urlFormat")) != "v2":
            instead = "write `urlFormat: v2`, which will be required later"
            yield f"URL format v1 of {module.label}", "", instead, "CHANGE-3182", at
        version = module.cursor.at("protocols", "agent2Agent", "version")
        if version is not None and (text_of(version) or "").startswith("0.3"):
            instead = "use the current version of the protocol"
            yield f"A2A 0.3 of {module.label}", "", instead, "changelog", value_range(version)


def _providers(manifest: Manifest) -> Iterator[_Found]:
    for item in manifest.items("providers", "auth"):
        method = item.get("bearerMethod")
        place = method.get("type") if method is not None and method.is_mapping else method
        name = text_of(place)
        if place is not None and name in _BEARER:
            instead = "use `authorization-header`"
            yield f"bearerMethod {name}", "", instead, "CHANGE-1431", value_range(place)
