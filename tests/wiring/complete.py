"""Whatever else a module needs to have the right shape, beside what a test puts into it."""

from __future__ import annotations

import re
from typing import Any

from forgecfg.schema.load import Schema, manifest_schema, module_schema, resolve
from forgecfg.schema.validate import holds

Data = Any

# What the manifests of these tests declare, by the property that names it.
NAMED = {"function": "run", "resource": "main", "endpoint": "declared-endpoint"}
TEXTS = ("hello", "https://tool.acme-it.app", "space", "/call", "read:all:custom")


def complete(module_type: str, item: Data) -> Data:
    """The item of a module type, with all that it must have."""
    return _filled(module_schema(module_type)["items"], item)


def _filled(schema: Schema, data: Data) -> Data:
    schema = resolve(schema, manifest_schema(()))
    if isinstance(data, list):
        return [_filled(schema.get("items", {}), item) for item in data]
    if not isinstance(data, dict):
        return data
    properties = schema.get("properties", {})
    names = list(schema.get("required", ()))
    for one in (schema, *schema.get("allOf", ())):
        if "if" in one:
            one = {} if holds(one["if"], data) else one.get("else", {})
        branches = one.get("oneOf", one.get("anyOf", ()))
        if branches and not any(branch["required"][0] in data for branch in branches):
            names += branches[-1]["required"]
    data |= {name: _value(name, properties[name]) for name in names if name not in data}
    for one in schema.get("allOf", ()):
        is_applied = "then" in one and holds(one["if"], data)
        needed = one["then"].get("required", ()) if is_applied else ()
        data |= {name: _value(name, properties[name]) for name in needed if name not in data}
    return {name: _filled(properties.get(name, {}), value) for name, value in data.items()}


def _value(name: str, schema: Schema) -> Data:
    schema = resolve(schema, manifest_schema(()))
    if "enum" in schema:
        return schema["enum"][0]
    types = schema.get("type", "object")
    kind = types if isinstance(types, str) else types[0]
    if kind == "object":
        return _filled(schema, {})
    if kind == "array":
        return [_value("", schema["items"])]
    if kind == "string":
        form = schema.get("pattern", "")
        return NAMED.get(name) or next(text for text in TEXTS if re.search(form, text))
    return {"boolean": True, "number": 1, "integer": 1}[kind]
