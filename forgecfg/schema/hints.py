"""Common mistakes and what to write instead.

They come from errors in Forge's own documentation, and from snippets that people paste.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forgecfg.catalog.meanings import APP_PROPERTIES, RENAMES, advice_for_property
from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.document.positions import YamlPath

if TYPE_CHECKING:
    from forgecfg.document.changes import Data
    from forgecfg.document.nodes import ScalarValue
    from forgecfg.schema.load import Schema

MERGE_KEY = "<<"

# (end of the path, the type of the value there, what to write)
_WRONG_TYPE: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("route",), "a string", "write `route:` and below it `path: /…`"),
    (("auth", "appUserToken"), "a boolean", "write `appUserToken:` and below it `enabled: true`"),
    (
        ("auth", "appSystemToken"),
        "a boolean",
        "write `appSystemToken:` and below it `enabled: true`",
    ),
    (("resolver",), "a string", "write `resolver:` and below it `function: …` or `endpoint: …`"),
    (("permissions", "scopes"), "a string", "write the scopes as a list, one `- ` line each"),
    (("permissions",), "empty", "write `scopes: []` below it if the app needs no scopes"),
)
_MISPLACED: dict[tuple[YamlPath, str], str] = {
    ((), "endpoint"): "move it to `modules.endpoint`",
    ((), "endpoints"): "move it to `modules.endpoint`",
    ((), "scopes"): "move it to `permissions.scopes`",
    ((), "function"): "move it to `modules.function`",
    ((), "functions"): "move it to `modules.function`",
    ((), "baseUrl"): "move it to an item of `remotes`",
    (("app", "runtime"), "snapshots"): "remove it: the runtime it configured no longer exists",
}
_IN_RESOLVER = {
    "remote": "write `endpoint:` with the key of an endpoint that names the remote",
    "url": "write `endpoint:` with the key of an endpoint; its remote has the URL",
    "handler": "write `function:` with the key of a function; `handler` belongs to that function",
    "resource": "move it out of `resolver`: it is a property of the module",
}
_IN_PLACE = {
    "endpoint": "declare it under `modules.endpoint`, and write its key here",
    "function": "declare it under `modules.function`, and write its key here",
    "remote": "declare it under `remotes`, and write its key here",
    "resource": "declare it under `resources`, and write its key here",
}
_APP_ID = "ari:cloud:ecosystem::app/"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
# Booleans of YAML 1.1 and quoted ones: Forge reads all of them as strings.
_BOOLEANS = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}


def for_wrong_type(path: YamlPath, kind: str) -> str:
    """What to write instead of a value of a kind ("a string", …) at a path, or ""."""
    for end, of_kind, advice in _WRONG_TYPE:
        if kind == of_kind and path[-len(end) :] == end:
            return advice
    if kind == "a mapping" and path and path[-1] in _IN_PLACE:
        return _IN_PLACE[str(path[-1])]
    if kind == "a list" and path == ("permissions",):
        return "write `scopes:` below it, and the list there"
    # The dash of the only item is missing.
    if kind == "a mapping" and (path == ("remotes",) or path[:-1] == ("modules",)):
        return "start each item with `- `"
    if kind == "empty" and path[:-1] in ((), ("modules",)) and path != ("app",):
        return "fill it in, or remove it"
    if path[:2] == ("permissions", "scopes") and len(path) == 3:
        if kind == "empty" and isinstance(path[2], str):
            return f"write `{path[2]}: {{}}`"
        if kind == "a mapping":
            return "write only the name of the scope, or write all scopes as a mapping"
    return ""


def intended_boolean(value: ScalarValue, schema: Schema) -> bool | None:
    """The boolean that a string is clearly intended as, if a schema requires one, or None."""
    if schema.get("type") != "boolean" or not isinstance(value, str):
        return None
    return _BOOLEANS.get(value.casefold())


def intended_mapping(path: YamlPath, value: ScalarValue) -> dict[str, Data] | None:
    """The mapping that a scalar at a path is clearly intended as, or None."""
    if path[:2] == ("modules", "endpoint") and path[3:] == ("route",) and isinstance(value, str):
        return {"path": value}
    if path[-2:-1] == ("auth",) and isinstance(value, bool):
        return {"enabled": value}
    return None


def intended_list(path: YamlPath, value: ScalarValue) -> list[Data] | None:
    """The list that a scalar at a path is clearly intended as, or None."""
    if path == ("permissions", "scopes") and isinstance(value, str) and value.strip():
        return list(re.split(r"[\s,;]+", value.strip(" ,;\t\n")))
    return None


def without_deprecated(path: YamlPath, schema: Schema) -> Schema:
    """The schema of a value, without the values that Forge has deprecated: none is suggested."""
    if path != ("app", "runtime", "name") or "enum" not in schema:
        return schema
    from forgecfg.catalog.deprecations import RUNTIMES

    return {**schema, "enum": [value for value in schema["enum"] if value not in RUNTIMES]}


def intended_text(path: YamlPath, value: object) -> str | None:
    """The correct form of a string at a path, or None."""
    if path == ("app", "id") and isinstance(value, str) and _UUID.fullmatch(value):
        return f"{_APP_ID}{value}"
    return None


def for_unknown(path: YamlPath, name: str) -> str:
    """What to do about a misplaced property, or ""."""
    if path[:2] == ("modules", "rovo:agentConnector") and len(path) == 3 and name == "endpoint":
        return "move it to `protocols.agent2Agent.jsonRpcTransport.endpoint`"
    if path == ("app",):
        return APP_PROPERTIES.get(name, "")
    if path[:1] == ("modules",) and len(path) == 3:
        return advice_for_property(str(path[1]), name)
    if path[:1] == ("modules",) and path[3:] == ("resolver",):
        return _IN_RESOLVER.get(name, "")
    return _MISPLACED.get((path, name), "")


def intended_property(path: YamlPath, name: str) -> str:
    """The property that people mean by an unknown one, "" if it is not known."""
    section = path[1:2] if path[:1] == ("modules",) and len(path) == 3 else path[:1]
    is_item = len(path) in (2, 3) and isinstance(path[-1], int)
    return RENAMES.get(str(section[0]), {}).get(name, "") if section and is_item else ""


def belongs_under(path: YamlPath, name: str, schema: Schema) -> str:
    """What to do about an unknown property at the top level, or "".

    `schema` is the schema of the top level.
    """
    if path:
        return ""
    if name == "remote":
        return "move it to an item of `remotes`"
    if name in MODULE_TYPES:
        return f"move it to `modules.{name}`"
    for section, inner in schema.get("properties", {}).items():
        if isinstance(inner, dict) and name in inner.get("properties", {}):
            return f"move it to `{section}.{name}`"
    return ""


def is_ignored(path: YamlPath, name: str, known: frozenset[str]) -> bool:
    """Whether an unknown property of an open mapping is not reported.

    Only those of modules are reported, except legacy remotes. Merge keys and an `endpoint` that
    belongs under `resolver` have separate rules; `x-…` are notes of the author.
    """
    if path[:1] != ("modules",) or path[1:2] == ("remote",):
        return True
    if name == "endpoint" and "resolver" in known:
        return True
    return name == MERGE_KEY or name.startswith("x-")


def is_key_of_function(path: YamlPath) -> bool:
    """Whether a path is the key of a function, whose length has a separate rule."""
    return path[:2] == ("modules", "function") and path[3:] == ("key",)
