"""The parts of the manifest schema, for tests that go through all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from forgecfg.structure.schema import manifest_schema

Schema = dict[str, Any]

WORDS = (
    *("title", "description", "x-forgecfg-form", "examples", "default", "deprecated"),
    *("patternErrorMessage", "deprecationMessage"),
)
# What the bundle allows in every pattern: a variable, whose value an editor does not know.
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
    return {
        name: {key: _bare(inner) for key, inner in value.items()}
        if name in ("properties", "definitions")
        else _bare(value)
        for name, value in schema.items()
        if name not in WORDS
    }


PARTS = dict(walk(manifest_schema()))


@pytest.fixture(scope="session")
def parts() -> dict[str, Schema]:
    """Every schema in the manifest schema by its pointer."""
    return PARTS


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`pointer` runs a test for each part that says something of its own about data."""
    if "pointer" in metafunc.fixturenames:
        # Of parts that are alike one is enough, and one that others refer to is tried by itself.
        chosen = {
            meaning(schema): pointer
            for pointer, schema in PARTS.items()
            if pointer != "#" and "$ref" not in schema and not re.search(r"Of/|/then", pointer)
        }
        metafunc.parametrize("pointer", chosen.values())
