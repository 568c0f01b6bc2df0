"""The parts of the manifest schema, for tests that go through all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from forgecfg.structure.schema import manifest_schema

Schema = dict[str, Any]


def walk(schema: Schema, pointer: str = "#") -> Iterator[tuple[str, Schema]]:
    """Every schema in a schema, itself included, with a pointer to it."""
    yield pointer, schema
    for keyword in ("properties", "definitions"):
        for name, inner in schema.get(keyword, {}).items():
            yield from walk(inner, f"{pointer}/{keyword}/{name}")
    for keyword in ("items", "additionalProperties", "propertyNames"):
        inner = schema.get(keyword)
        if isinstance(inner, dict):
            yield from walk(inner, f"{pointer}/{keyword}")
    for keyword in ("oneOf", "anyOf"):
        for number, inner in enumerate(schema.get(keyword, ())):
            yield from walk(inner, f"{pointer}/{keyword}/{number}")


PARTS = dict(walk(manifest_schema()))


@pytest.fixture(scope="session")
def parts() -> dict[str, Schema]:
    """Every schema in the manifest schema by its pointer."""
    return PARTS


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`pointer` runs a test for each part that says something of its own about data."""
    if "pointer" in metafunc.fixturenames:
        chosen = [
            pointer
            for pointer, schema in PARTS.items()
            if pointer != "#" and "$ref" not in schema and "/oneOf/" not in pointer
        ]
        metafunc.parametrize("pointer", chosen)
