"""The manifest schema itself: sound, and within what the acceptor understands."""

from __future__ import annotations

import re
from typing import Any

import pytest
from jsonschema import Draft7Validator

from forgecfg.catalogue import AS_OF
from forgecfg.catalogue.module_types import FORGE_MODULE_TYPES
from forgecfg.catalogue.reference_sites import ENDPOINT_SITES
from forgecfg.catalogue.regions import DEFAULT_REGION, REGIONS
from forgecfg.structure.accept import AT_MOST_ONE, accept
from forgecfg.structure.errors import issues
from forgecfg.structure.schema import manifest_schema, pattern, resolve
from forgecfg.structure.words import FORM

Schema = dict[str, Any]

# Keyword -> a schema of it, data that fit and data that do not.
UNDERSTOOD: dict[str, tuple[Schema, object, object]] = {
    "type": ({"type": ["string", "null"]}, None, 1),
    "enum": ({"enum": ["a", "b"]}, "a", "c"),
    "required": ({"required": ["a"]}, {"a": 1}, {"b": 1}),
    "properties": ({"properties": {"a": {"type": "null"}}}, {"a": None}, {"a": 1}),
    "additionalProperties": (
        {"properties": {"a": {}}, "additionalProperties": False},
        {"a": 1},
        {"b": 1},
    ),
    "propertyNames": ({"propertyNames": {"maxLength": 2}}, {"ab": 1}, {"abc": 1}),
    "minProperties": ({"minProperties": 2}, {"a": 1, "b": 1}, {"a": 1}),
    "maxProperties": ({"maxProperties": 1}, {"a": 1}, {"a": 1, "b": 1}),
    "oneOf": (
        {"oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
        {"a": 1},
        {"a": 1, "b": 1},
    ),
    "anyOf": (
        {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
        {"a": 1, "b": 1},
        {"c": 1},
    ),
    "items": ({"items": {"type": "string"}}, ["a"], ["a", 1]),
    "minItems": ({"minItems": 1}, [1], []),
    "maxItems": ({"maxItems": 1}, [1], [1, 2]),
    "uniqueItems": ({"uniqueItems": True}, ["a", "b"], ["a", "a"]),
    "pattern": ({"pattern": "^a+$"}, "aa", "aa\n"),
    "minLength": ({"minLength": 2}, "ab", "a"),
    "maxLength": ({"maxLength": 2}, "ab", "abc"),
    "minimum": ({"minimum": 2}, 2, 1),
    "maximum": ({"maximum": 2}, 2, 2.5),
    "exclusiveMinimum": ({"exclusiveMinimum": 0}, 0.1, 0),
    "multipleOf": ({"multipleOf": 0.5}, 1.5, 1.2),
    "$ref": ({"$ref": "#/definitions/a", "definitions": {"a": {"type": "null"}}}, None, 1),
    AT_MOST_ONE: ({AT_MOST_ONE: ["a", "b"]}, {"a": 1}, {"a": 1, "b": 1}),
}
# These say nothing about data.
NOTES = {
    "$schema",
    "definitions",
    "title",
    "description",
    "examples",
    "default",
    "deprecated",
    "x-forgecfg-catalogue",
    FORM,
}


def test_it_is_valid_draft_07() -> None:
    schema = manifest_schema()
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)


def test_it_uses_only_keywords_that_the_acceptor_understands(parts: dict[str, Schema]) -> None:
    used = {keyword for schema in parts.values() for keyword in schema}
    assert used <= UNDERSTOOD.keys() | NOTES


@pytest.mark.parametrize("keyword", UNDERSTOOD)
def test_the_acceptor_understands(keyword: str) -> None:
    schema, fits, fits_not = UNDERSTOOD[keyword]
    assert keyword in schema
    assert accept(schema, fits).valid
    assert issues(schema, fits) == []
    assert not accept(schema, fits_not).valid
    assert issues(schema, fits_not) != []


def test_references_lead_to_definitions_and_stand_alone(parts: dict[str, Schema]) -> None:
    definitions = manifest_schema()["definitions"]
    references = {pointer: schema for pointer, schema in parts.items() if "$ref" in schema}
    for pointer, schema in references.items():
        # Draft 7 would ignore anything beside `$ref`.
        assert schema.keys() == {"$ref"}, pointer
        start, _, name = schema["$ref"].rpartition("/")
        assert start == "#/definitions"
        assert name in definitions, pointer
        assert resolve(schema, manifest_schema()) is definitions[name]
    used = {schema["$ref"].rpartition("/")[2] for schema in references.values()}
    assert used == set(definitions)


def test_every_pattern_is_put_in_words(parts: dict[str, Schema]) -> None:
    for pointer, schema in parts.items():
        assert ("pattern" in schema) == (FORM in schema), pointer
        if "pattern" in schema:
            assert pattern(schema["pattern"])


def test_choices_are_made_by_required_properties_alone(parts: dict[str, Schema]) -> None:
    for pointer, schema in parts.items():
        for keyword in ("oneOf", "anyOf"):
            for branch in schema.get(keyword, ()):
                assert branch.keys() == {"required"}, pointer
                assert set(branch["required"]) <= schema["properties"].keys(), pointer


def test_required_properties_are_described(parts: dict[str, Schema]) -> None:
    for pointer, schema in parts.items():
        if re.search(r"/(oneOf|anyOf)/\d+$", pointer):
            continue
        assert set(schema.get("required", ())) <= schema.get("properties", {}).keys(), pointer


def test_it_agrees_with_the_catalogue() -> None:
    schema = manifest_schema()
    assert schema["x-forgecfg-catalogue"] == AS_OF
    types = set(schema["properties"]["modules"]["properties"])
    assert types == FORGE_MODULE_TYPES
    assert set(ENDPOINT_SITES) <= types
    urls = schema["definitions"]["remote"]["properties"]["baseUrl"]["properties"]
    assert set(urls) == {DEFAULT_REGION, *REGIONS}
