"""The acceptor decides as jsonschema does, on every part of the schema.

For each part there are samples that fit: as small and as large as possible, with the first and with
the last of what there is to choose from. Each is then changed in one place in many ways; what fits,
and what does not, must be the same for both validators.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forgecfg.api import check_text
from forgecfg.document.document import load
from forgecfg.findings import Severity
from forgecfg.rules.table import RULES
from forgecfg.structure.accept import accept, holds
from forgecfg.structure.data import UnknownString, plain
from forgecfg.structure.errors import issues
from forgecfg.structure.schema import manifest_schema, pattern, resolve

Schema = dict[str, Any]
ROOT = manifest_schema()

UNKNOWN = UnknownString("${NAME}")
STRANGE: tuple[Any, ...] = (
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
    "https://example.com",
    "*.example.com",
    "read:custom",
    "space",
    "comment",
)


def example(schema: Schema, full: bool, last: bool = False) -> Any:
    """Data that fit a schema: as little as possible, or all that may stand there.

    `last` takes the last of the types and choices where there are several, not the first.
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
    wanted = pattern(schema.get("pattern", ""))
    least = schema.get("minLength", 0)
    return next(text for text in TEXTS if wanted.search(text) and len(text) >= least)


def example_object(schema: Schema, full: bool, last: bool) -> Schema:
    properties = {k: v for k, v in schema.get("properties", {}).items() if v is not False}
    names = list(schema.get("required", ()))
    for one in (schema, *schema.get("allOf", ())):
        for keyword in ("oneOf", "anyOf"):
            names += one[keyword][-1 if last else 0]["required"] if keyword in one else ()
    data = {name: example(properties[name], full, last) for name in names}
    for one in schema.get("allOf", ()):
        if "if" in one and holds(one["if"], data):
            for name, inner in one["then"].get("properties", {}).items():
                properties[name] = {**resolve(properties[name], ROOT), **inner}
            again = {name for name in one["then"].get("properties", {}) if name in data}
            for name in again | set(one["then"].get("required", ())):
                data[name] = example(properties[name], full, last)
    if len(data) < schema.get("minProperties", 0) and properties:
        data |= {name: example(properties[name], full, last) for name in list(properties)[:1]}
    others = schema.get("additionalProperties")
    if isinstance(others, dict) and (full or schema.get("minProperties")):
        data["a"] = example(others, full, last)
    # Whatever else may stand beside what is there already.
    for name in [name for name in properties if name not in data] if full else ():
        more = {**data, name: example(properties[name], full, last)}
        data = more if accept({**schema, "definitions": ROOT["definitions"]}, more).valid else data
    return data


def changed(data: Any, schema: Schema) -> Iterator[Any]:
    """The data with one change in each."""
    yield from STRANGE
    if isinstance(data, dict):
        known = resolve(schema, ROOT).get("properties", {})
        # Of very many properties each is tried alone, which is quicker.
        beside = data if len(data) < 25 else {}
        for name in data:
            yield {key: value for key, value in data.items() if key != name}
            for value in (*STRANGE, *resolve(known.get(name) or {}, ROOT).get("enum", ())):
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
        for value in STRANGE:
            yield [value]
            yield [data[0], value]


def agree(schema: Schema, data: object) -> bool:
    """Whether data fit, on which both validators must agree."""
    fits = accept(schema, data).valid
    assert fits == (not issues(schema, data)), data
    return fits


@pytest.mark.parametrize("full", [False, True], ids=["small", "full"])
def test_they_agree_on_each_part(pointer: str, full: bool, parts: dict[str, Schema]) -> None:
    part = parts[pointer]
    schema = {**part, "definitions": ROOT["definitions"]}
    first, last = (example(part, full, last) for last in (False, True))
    for data in (first,) if first == last else (first, last):
        assert agree(schema, data), data
        for change in changed(data, part):
            agree(schema, change)


def test_they_agree_on_whole_manifests() -> None:
    data = example(ROOT, full=False)
    assert agree(ROOT, data)
    for change in changed(data, ROOT):
        agree(ROOT, change)
    everything = example(ROOT, full=True)
    assert agree(ROOT, everything)
    assert everything["modules"].keys() >= ROOT["properties"]["modules"]["properties"].keys()


def test_they_agree_on_the_examples_of_the_rules() -> None:
    seen = set()
    for rule in RULES:
        for text in [good.text for good in rule.good] + [bad.text for bad in rule.bad]:
            root = load(text).root
            if root is not None:
                seen.add(agree(ROOT, plain(root)))
    assert seen == {True, False}


def data_for(schema: Schema, depth: int = 0) -> st.SearchStrategy[Any]:
    """Data that mostly fit a schema."""
    schema = resolve(schema, ROOT)
    fit = fitting(schema, depth)
    return st.integers(0, 15).flatmap(lambda die: st.sampled_from(STRANGE) if die == 0 else fit)


def fitting(schema: Schema, depth: int) -> st.SearchStrategy[Any]:
    if "enum" in schema:
        return st.sampled_from([*schema["enum"], UNKNOWN])
    kinds = schema.get("type", "string")
    return st.one_of(
        [fitting_as(kind, schema, depth) for kind in ([kinds] if isinstance(kinds, str) else kinds)]
    )


def fitting_as(kind: str, schema: Schema, depth: int) -> st.SearchStrategy[Any]:
    if kind == "object":
        properties = schema.get("properties", {})
        needed = {*schema.get("required", ())}
        for one in (schema, *schema.get("allOf", ())):
            for keyword in ("oneOf", "anyOf"):
                needed |= set(one[keyword][0]["required"]) if keyword in one else set()
        names = st.sets(st.sampled_from(sorted(properties) or ["x"]), max_size=3)
        return names.flatmap(
            lambda chosen: st.fixed_dictionaries(
                {
                    name: st.deferred(lambda inner=inner: data_for(inner, depth + 1))  # type: ignore[misc]
                    for name in sorted(needed | chosen)
                    for inner in [properties.get(name) or {}]
                }
            )
        )
    if kind == "array":
        return st.lists(data_for(schema.get("items", {}), depth + 1), max_size=3)
    if kind == "string":
        wanted = pattern(schema.get("pattern", ""))
        return st.sampled_from([*filter(wanted.search, TEXTS), "-", UNKNOWN])
    if kind == "boolean":
        return st.booleans()
    if kind == "integer":
        return st.integers()
    return st.one_of(st.integers(-5, 5000), st.floats(allow_nan=False))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.deferred(lambda: fitting(ROOT, 0)))
def test_they_agree_on_made_up_manifests(data: object) -> None:
    agree(ROOT, data)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.deferred(lambda: fitting(ROOT, 0)))
def test_what_does_not_fit_is_reported(data: Any) -> None:
    text = as_yaml(data)
    root = load(text).root
    assert root is not None
    found = check_text(text).findings
    shape = [f for f in found if f.code.startswith("FC10") and f.severity is Severity.ERROR]
    assert not [f.message for f in found if f.code == "FC000"]
    assert bool(shape) != accept(ROOT, plain(root)).valid


def as_yaml(data: Any) -> str:
    """Data as YAML in one line."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{as_yaml(k)}: {as_yaml(v)}" for k, v in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(as_yaml, data)) + "]"
    if isinstance(data, str):
        return '"' + data.replace("\n", "\\n") + '"'
    if data is None or isinstance(data, bool):
        return json.dumps(data)
    return repr(data).replace("inf", "1e999")


def test_no_number_is_too_large_to_judge() -> None:
    for number in (10**400, -(10**400), float("inf"), float("-inf")):
        assert not agree({"type": "number", "multipleOf": 0.5}, number)


def test_unknown_values_are_not_judged() -> None:
    schema = {"type": "object", "properties": {"a": {"enum": ["x"]}, "b": {"type": "boolean"}}}
    assert accept(schema, {"a": UNKNOWN}).valid
    # A variable gives text in any case.
    assert not accept(schema, {"b": UNKNOWN}).valid
    assert accept(ROOT["definitions"]["key"], UNKNOWN).valid
