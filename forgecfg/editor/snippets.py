"""Snippets for new entries, in the snippet syntax of the Language Server Protocol."""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.catalog.placeholder import PLACEHOLDER_BASE_URL
from forgecfg.document.positions import YamlPath
from forgecfg.editor.property_schema import properties_at, required_at
from forgecfg.manifest.declarations import names_of
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Manifest

_FREE = {"title": "Title", "name": "Name", "description": "Description"}


class Snippet(NamedTuple):
    """A new item without its dash; lines after the first have the indent of its keys."""

    label: str
    detail: str
    lines: tuple[str, ...]


def snippets_for(path: YamlPath, manifest: Manifest) -> list[Snippet]:
    """The snippets for a new item of the list at a path (without its index)."""
    if path == ("modules", "endpoint"):
        return [_endpoint(manifest, False), _endpoint(manifest, True)]
    if path == ("remotes",):
        return [_remote(False), _remote(True)]
    if path == ("resources",):
        lines = ("key: ${1:main}", "path: ${2:static/main/build}")
        return [Snippet("new resource", "Custom UI or a UI Kit file", lines)]
    if path == ("modules", "function"):
        lines = ("key: ${1:resolver}", "handler: ${2:index.handler}")
        return [Snippet("new function", "key and handler", lines)]
    if len(path) == 2 and path[0] == "modules":
        return _module(path)
    return []


def _endpoint(manifest: Manifest, with_token: bool) -> Snippet:
    remotes = [name for name in names_of(manifest, Target.REMOTE) if name]
    remote = _choice(2, remotes) if remotes else "${2:backend}"
    lines = ["key: ${1:my-endpoint}", f"remote: {remote}", "route:", "  path: ${3:/path}"]
    if with_token:
        lines += ["auth:", "  ${4|appUserToken,appSystemToken|}:", "    enabled: true"]
    label = "new endpoint with a token" if with_token else "new endpoint"
    return Snippet(label, "key, remote and route", tuple(lines))


def _remote(by_region: bool) -> Snippet:
    url = PLACEHOLDER_BASE_URL
    lines = ["key: ${1:backend}"]
    if by_region:
        lines += ["baseUrl:", f"  default: ${{2:{url}}}", f"  ${{3|EU,US,AU,DE|}}: ${{4:{url}}}"]
    else:
        lines.append(f"baseUrl: ${{2:{url}}}")
    lines += ["operations:", "  - ${5|compute,fetch,storage,other|}"]
    label = "new remote by region" if by_region else "new remote"
    return Snippet(label, "key, base URL and operations", tuple(lines))


def _module(path: YamlPath) -> list[Snippet]:
    """A module with its required properties whose values are text."""
    properties = properties_at((*path, 0))
    required = required_at((*path, 0))
    lines: list[str] = []
    for name in properties:
        if name in required or name == "key":
            number = len(lines) + 1
            text = _FREE.get(name, "")
            lines.append(f"{name}: ${{{number}:{text}}}" if text else f"{name}: ${number}")
    if not lines:
        return []
    return [Snippet(f"new {path[1]}", "with its required properties", tuple(lines))]


def _choice(number: int, names: list[str]) -> str:
    if len(names) == 1:
        return f"${{{number}:{names[0]}}}"
    escaped = (name.replace("\\", "\\\\").replace(",", "\\,").replace("|", "\\|") for name in names)
    return f"${{{number}|{','.join(escaped)}|}}"
