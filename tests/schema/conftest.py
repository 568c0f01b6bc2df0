"""The parts of the manifest schema, for tests that go through all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from forgecfg.schema.load import manifest_schema

Schema = dict[str, Any]

NOT_COMPARED = (
    # Draft 7's name of `dependentRequired`, which the published schema has in addition.
    "dependencies",
    *("title", "description", "x-forgecfg-description", "examples", "default", "deprecated"),
    *("patternErrorMessage", "deprecationMessage"),
)
# The published schema accepts a variable in every text, as editors do not know its value.
VARIABLE = r"\$\{[a-zA-Z_][a-zA-Z0-9_]*\}|"


def walk(schema: Schema, pointer: str = "#") -> Iterator[tuple[str, Schema]]:
    """Every schema in a schema, itself included, with a pointer to it; not what `if` holds."""
    yield pointer, schema
    for keyword in ("properties", "definitions"):
        for name, inner in schema.get(keyword, {}).items():
            if inner is not False:
                yield from walk(inner, f"{pointer}/{keyword}/{name}")
    for keyword in ("items", "additionalProperties", "propertyNames", "then", "else"):
        inner = schema.get(keyword)
        if isinstance(inner, dict):
            yield from walk(inner, f"{pointer}/{keyword}")
    for keyword in ("oneOf", "anyOf", "allOf"):
        for number, inner in enumerate(schema.get(keyword, ())):
            yield from walk(inner, f"{pointer}/{keyword}/{number}")


NAME_LISTS = ("scopeName", "eventName")


def meaning(schema: Any) -> str:
    """What a schema demands, without the words about it."""
    return json.dumps(_bare(schema), sort_keys=True)


def _bare(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_bare(inner) for inner in schema]
    if isinstance(schema, str):
        return schema.removeprefix(VARIABLE)
    if not isinstance(schema, dict):
        return schema
    choice = schema.get("anyOf", ())
    if {"type": "string", "pattern": VARIABLE[:-1]} in choice:
        schema = {**schema, **choice[0]}
        del schema["anyOf"]
    # Names to complete, with a branch that allows all others.
    if any(str(branch.get("$ref", "")).endswith("Name") for branch in choice):
        schema = {name: value for name, value in schema.items() if name != "anyOf"}
    return {
        name: {key: _bare(inner) for key, inner in value.items() if key not in NAME_LISTS}
        if name in ("properties", "definitions")
        else _bare(value)
        for name, value in schema.items()
        if name not in NOT_COMPARED
    }


PARTS = dict(walk(manifest_schema()))


@pytest.fixture(scope="session")
def parts() -> dict[str, Schema]:
    """Every schema in the manifest schema by its pointer."""
    return PARTS


@pytest.fixture(scope="session")
def pointers() -> list[str]:
    """Pointers to each part with a meaning of its own; of equal parts there is one.

    Without `modules` as a whole: each of its types is a part, and all together are slow.
    """
    distinct = {
        meaning(schema): pointer
        for pointer, schema in PARTS.items()
        if pointer not in ("#", "#/properties/modules")
        and "$ref" not in schema
        and not re.search(r"Of/|/then", pointer)
    }
    return list(distinct.values())
