"""The usual slips, and what to write instead.

They come from what Forge's own documentation shows wrongly in places, and from what people paste.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.document.positions import YamlPath

if TYPE_CHECKING:
    from forgecfg.document.changes import Data
    from forgecfg.document.nodes import ScalarValue
    from forgecfg.structure.schema import Schema

MERGE_KEY = "<<"

# (end of the path, with "*" for any part; what it holds) -> what to write.
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
    (("permissions",), "empty", "where the app needs no scopes, write `scopes: []` below it"),
)
_MISSING: dict[tuple[YamlPath, str], str] = {
    ((), "app"): "write `app:` and below it the `id` of the app and its `runtime`",
    (("app",), "id"): "`forge register` gives an app its id, and writes it here",
    (("app",), "runtime"): "write `runtime:` and below it `name: nodejs24.x`",
    (("app", "runtime"), "name"): "write `name: nodejs24.x`",
}
_MISPLACED: dict[tuple[YamlPath, str], str] = {
    ((), "endpoint"): "endpoints belong under `modules`, as `modules.endpoint`",
    ((), "endpoints"): "endpoints belong under `modules`, as `modules.endpoint`",
    ((), "scopes"): "scopes belong under `permissions`",
    ((), "function"): "functions belong under `modules`, as `modules.function`",
    ((), "functions"): "functions belong under `modules`, as `modules.function`",
    ((), "baseUrl"): "`baseUrl` belongs to an item of `remotes`",
    (("app", "runtime"), "snapshots"): "remove it: the runtime that it was for is no more",
}
_APP_ID = "ari:cloud:ecosystem::app/"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
# Booleans of YAML 1.1 and quoted ones: all are strings for Forge.
_BOOLEANS = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}


def for_wrong_type(path: YamlPath, kind: str) -> str:
    """What to write where a value of a kind ("a string", …) stands at a path, or ""."""
    for end, of_kind, advice in _WRONG_TYPE:
        if kind == of_kind and path[-len(end) :] == end:
            return advice
    # A section written as a mapping: the dash of its only item was forgotten.
    if kind == "a mapping" and (path == ("remotes",) or path[:-1] == ("modules",)):
        return "it is a list: start each item with `- `"
    if kind == "empty" and path[:-1] in ((), ("modules",)) and path != ("app",):
        return "fill it in, or remove it"
    if path[:2] == ("permissions", "scopes") and len(path) == 3:
        if kind == "empty" and isinstance(path[2], str):
            return f"write `{path[2]}: {{}}`"
        if kind == "a mapping":
            return "write the name of the scope alone, or all scopes as a mapping"
    return ""


def for_missing(path: YamlPath, name: str) -> str:
    """What to write for a property that is missing, or ""."""
    return _MISSING.get((path, name), "")


def meant_boolean(value: ScalarValue, schema: Schema) -> bool | None:
    """The boolean that a string surely stands for, where a schema asks for one."""
    wanted = schema.get("type") == "boolean" and isinstance(value, str)
    return _BOOLEANS.get(str(value).casefold()) if wanted else None


def meant(path: YamlPath, value: ScalarValue) -> dict[str, Data] | None:
    """The mapping that a scalar at a path surely stands for, or None."""
    if path[:2] == ("modules", "endpoint") and path[3:] == ("route",) and isinstance(value, str):
        return {"path": value}
    if path[-2:-1] == ("auth",) and isinstance(value, bool):
        return {"enabled": value}
    return None


def meant_text(path: YamlPath, value: object) -> str | None:
    """The text that a string of a wrong form at a path surely stands for, or None."""
    if path == ("app", "id") and isinstance(value, str) and _UUID.fullmatch(value):
        return f"{_APP_ID}{value}"
    return None


def for_unknown(path: YamlPath, name: str) -> str:
    """What to do about a property that does not belong where it stands, or ""."""
    if path[:2] == ("modules", "rovo:agentConnector") and len(path) == 3 and name == "endpoint":
        return "it belongs under `protocols`, as `agent2Agent.jsonRpcTransport.endpoint`"
    return _MISPLACED.get((path, name), "")


def belongs_under(path: YamlPath, name: str, schema: Schema) -> str:
    """Where a property belongs that is unknown at the root, or "".

    `schema` is that of the root.
    """
    if path:
        return ""
    if name == "remote":
        return "a remote is an item of `remotes`"
    if name in MODULE_TYPES:
        return f"modules belong under `modules`, as `modules.{name}`"
    for section, inner in schema.get("properties", {}).items():
        if isinstance(inner, dict) and name in inner.get("properties", {}):
            return f"it belongs under `{section}`"
    return ""


def is_left_alone(path: YamlPath, name: str, known: frozenset[str]) -> bool:
    """Whether nothing is said of a property that is not among the known ones of an open mapping.

    Only those of modules are spoken of, and not the legacy remotes among them. Merge keys and an
    `endpoint` that belongs under `resolver` have rules of their own; `x-…` are notes of the author.
    """
    if path[:1] != ("modules",) or path[1:2] == ("remote",):
        return True
    if name == "endpoint" and "resolver" in known:
        return True
    return name == MERGE_KEY or name.startswith("x-")


def is_key_of_function(path: YamlPath) -> bool:
    """Whether a path leads to the key of a function, whose length has a rule of its own."""
    return path[:2] == ("modules", "function") and path[3:] == ("key",)
