"""Fixes for properties that people invent: a URL on an endpoint, a handler on a trigger."""

from __future__ import annotations

from typing import Any

from forgecfg.document.cursor import Cursor
from forgecfg.edits.intended_fixes import call_function, declare_remote
from forgecfg.findings import FixBuilder
from forgecfg.manifest.url import UrlError, parse_url

_MAX_KEY = 23


def intended_fixes(root: object, location: Cursor) -> tuple[FixBuilder, ...]:
    """Fixes for an unknown property of a module; `root` is the manifest as plain data."""
    if not isinstance(root, dict) or location.path[:1] != ("modules",) or len(location.path) != 4:
        return ()
    kind, name, text = location.path[1], location.path[3], location.text
    item = root["modules"][kind][location.path[2]]
    if text is None or not isinstance(item, dict):
        return ()
    if kind == "endpoint" and name in ("url", "baseUrl"):
        return _remote(root, item, location, text)
    if kind != "function" and name == "handler" and not item.keys() & {"function", "resolver"}:
        return _function(root, location, text)
    return ()


def _remote(
    root: dict[str, Any], item: dict[str, Any], location: Cursor, text: str
) -> tuple[FixBuilder, ...]:
    """Move the URL of an endpoint to a remote: to one that has it, or to a new one."""
    key = item.get("key")
    if item.keys() & {"remote", "service"} or not isinstance(key, str):
        return ()
    try:
        url = parse_url(text)
    except UrlError:
        return ()
    remotes = root.get("remotes", [])
    if not isinstance(remotes, list) or url.query or url.fragment or not url.path.isascii():
        return ()
    base_url = text.removesuffix(url.path) if url.path else text
    known = {
        r.get("baseUrl"): r.get("key")
        for r in remotes
        if isinstance(r, dict)
        if isinstance(r.get("baseUrl"), str)
    }
    existing = known.get(base_url)
    keys = [r.get("key") for r in remotes if isinstance(r, dict)]
    if not isinstance(existing, str) and (len(key) > _MAX_KEY or key in keys):
        return ()
    path = url.path if url.path != "/" and "route" not in item else ""
    endpoint = Cursor(location.node, location.path[:-1])
    remote = (existing, base_url) if isinstance(existing, str) else (key, base_url)
    return declare_remote(endpoint, str(location.path[-1]), remote, path, existing is not None)


def _function(root: dict[str, Any], location: Cursor, text: str) -> tuple[FixBuilder, ...]:
    """Reference the function that has a handler, or whose key was written as the handler."""
    functions = root["modules"].get("function", [])
    for function in functions if isinstance(functions, list) else ():
        key = function.get("key") if isinstance(function, dict) else None
        if isinstance(key, str) and text in (key, function.get("handler")):
            return call_function(location, key)
    return ()
