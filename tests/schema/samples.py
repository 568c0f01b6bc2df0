"""Values that fit a part of the schema, and changes to them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from forgecfg.schema.data import UnknownString
from forgecfg.schema.load import compile_pattern, manifest_schema, resolve
from forgecfg.schema.validate import holds, validate

Schema = dict[str, Any]
ROOT = manifest_schema()

UNKNOWN = UnknownString("${NAME}")
VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    2.0,
    1.3,
    23.5,
    4097,
    float("inf"),
    10**400,
    "",
    "x",
    "x y",
    "x\n",
    "x" * 24,
    "x" * 300,
    "x" * 1100,
    "É",
    UNKNOWN,
    [],
    ["x"],
    ["x", "x"],
    [UNKNOWN, UNKNOWN],
    [{}, 1],
    {},
    {"x": 1},
    {"x" * 40: "x"},
    {"1 x": {}},
)
# Some text for each pattern of the schema.
TEXTS = (
    "a",
    "index.run",
    "ari:cloud:ecosystem::app/x",
    "500m",
    "1Gi",
    "/health",
    "8080:8080",
    "NAME=value",
    "./data:/data",
    "unsafe-eval",
    "form-encoded",
    "abc",
    "https://acme-it.app",
    "*.acme-it.app",
    "read:custom",
    "space",
    "comment",
)


def example(schema: Schema, full: bool, last: bool = False) -> Any:
    """Valid data for a schema: as small as possible, or with all that is allowed.

    `last` uses the last of several types and choices, not the first.
    """
    schema = resolve(schema, ROOT)
    if "enum" in schema:
        return schema["enum"][0]
    types = schema.get("type", "string")
    kind = types if isinstance(types, str) else types[-1 if full or last else 0]
    if kind == "object":
        return example_object(schema, full, last)
    if kind == "array":
        count = 1 if full else schema.get("minItems", 0)
        return [example(schema.get("items", {}), full, last) for _ in range(count)]
    if kind == "string":
        return example_text(schema)
    return {"boolean": True, "number": schema.get("minimum", 1), "integer": 1}[kind]


def example_text(schema: Schema) -> str:
    for one in schema.get("allOf", ()):
        if one.get("if") == {"type": "string"}:
            return str(one["then"]["enum"][0])
    pattern = compile_pattern(schema.get("pattern", ""))
    least = schema.get("minLength", 0)
    return next(text for text in TEXTS if pattern.search(text) and len(text) >= least)


def example_object(schema: Schema, full: bool, last: bool) -> Schema:
    properties = {k: v for k, v in schema.get("properties", {}).items() if v is not False}
    names = list(schema.get("required", ()))
    for one in (schema, *schema.get("allOf", ())):
        if one.get("if") == {"type": "object"}:
            one = one["then"]
        elif "if" in one:
            one = {} if holds(one["if"], dict.fromkeys(names)) else one.get("else", {})
        for keyword in ("oneOf", "anyOf"):
            names += one[keyword][-1 if last else 0]["required"] if keyword in one else ()
    data = {name: example(properties[name], full, last) for name in names}
    for one in schema.get("allOf", ()):
        if "if" in one and holds(one["if"], data):
            then = one.get("then", {})
            for name, inner in then.get("properties", {}).items():
                properties[name] = {**resolve(properties[name], ROOT), **inner}
            again = {name for name in then.get("properties", {}) if name in data}
            for name in again | set(then.get("required", ())):
                data[name] = example(properties[name], full, last)
    if len(data) < schema.get("minProperties", 0) and properties:
        data |= {name: example(properties[name], full, last) for name in list(properties)[:1]}
    others = schema.get("additionalProperties")
    if isinstance(others, dict) and (full or schema.get("minProperties")):
        data["a"] = example(others, full, last)
    # All other properties that are allowed in addition.
    for name in [name for name in properties if name not in data] if full else ():
        more = {**data, name: example(properties[name], full, last)}
        data = (
            more if validate({**schema, "definitions": ROOT["definitions"]}, more).valid else data
        )
    return data


def changed(data: Any, schema: Schema) -> Iterator[Any]:
    """The data with one change in each."""
    yield from VALUES
    if isinstance(data, dict):
        known = resolve(schema, ROOT).get("properties", {})
        # Of very many properties each is tried alone, which is quicker.
        beside = data if len(data) < 25 else {}
        for name in data:
            yield {key: value for key, value in data.items() if key != name}
            for value in (*VALUES, *resolve(known.get(name) or {}, ROOT).get("enum", ())):
                yield {**beside, name: value}
        for name, inner in known.items():
            if name not in data:
                yield {**data, name: example(inner or {}, full=True)}
        for name in ("unknown", "1 x", "y" * 40):
            for value in ("x", None, example({**schema, **known.get("key", {})}, full=True)):
                yield {**data, name: value}
        # A sample for a condition: each property with each value that it asks for.
        for one in schema.get("allOf", ()):
            for name, inner in one.get("if", {}).get("properties", {}).items():
                for value in (inner or {}).get("enum", ()):
                    yield {**data, name: value}
                    yield {name: value}
    elif isinstance(data, list) and data:
        for count in (2, 8):
            yield [copy.deepcopy(data[0]) for _ in range(count)]
        for value in VALUES:
            yield [value]
            yield [data[0], value]
