"""The manifest schema: valid, and within what the quick validator supports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft7Validator

from forgecfg.catalog.date import AS_OF
from forgecfg.catalog.module_types import (
    CLOSED_MODULE_TYPES,
    MODULE_TYPES,
    SCHEMALESS_MODULE_TYPES,
)
from forgecfg.catalog.reference_sites import ENDPOINT_SITES
from forgecfg.catalog.regions import DEFAULT_REGION, REGIONS
from forgecfg.schema.data import UnknownString
from forgecfg.schema.diagnose import diagnose
from forgecfg.schema.load import (
    compile_pattern,
    manifest_schema,
    module_schema,
    resolve,
    schema_folder,
    schema_for,
)
from forgecfg.schema.validate import validate
from forgecfg.schema.wording import DESCRIPTION

from .conftest import meaning, walk

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
    "not": ({"not": {"required": ["a", "b"]}}, {"a": 1}, {"a": 1, "b": 1}),
    "dependentRequired": ({"dependentRequired": {"a": ["b"]}}, {"b": 1}, {"a": 1}),
    "allOf": ({"allOf": [{"oneOf": [{"required": ["a"]}]}]}, {"a": 1}, {}),
}
# Conditions stand in `allOf`: what is asked, data that meet it, and data that do not.
CONDITIONS: tuple[tuple[Schema, object, object], ...] = (
    ({"type": "string"}, "a", {}),
    ({"required": ["a"]}, {"a": 1}, {"b": 1}),
    ({"required": ["a"], "properties": {"a": {"enum": ["x"]}}}, {"a": "x"}, {"a": "y"}),
    ({"required": ["a"], "properties": {"a": {"type": "object"}}}, {"a": {}}, {"a": "y"}),
    ({"properties": {"a": False}, "required": ["b"]}, {"b": 1}, {"a": 1, "b": 1}),
)
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
    DESCRIPTION,
}


def test_it_is_valid_draft_07() -> None:
    schema = manifest_schema()
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)


def test_it_uses_only_keywords_that_the_validator_understands(parts: dict[str, Schema]) -> None:
    used = {keyword for schema in parts.values() for keyword in schema}
    assert used <= UNDERSTOOD.keys() | NOTES | {"if", "then", "else"}


@pytest.mark.parametrize("keyword", UNDERSTOOD)
def test_the_validator_understands(keyword: str) -> None:
    schema, fits, fits_not = UNDERSTOOD[keyword]
    assert keyword in schema
    assert validate(schema, fits).valid
    assert diagnose(schema, fits) == []
    assert not validate(schema, fits_not).valid
    assert diagnose(schema, fits_not) != []


@pytest.mark.parametrize(("condition", "met", "unmet"), CONDITIONS)
def test_conditions_choose_what_is_demanded(condition: Schema, met: object, unmet: object) -> None:
    nothing: Schema = {"type": "null"}
    for then, data, fits in (
        ({"then": nothing}, met, False),
        ({"then": nothing}, unmet, True),
        ({"else": nothing}, met, True),
        ({"else": nothing}, unmet, False),
    ):
        schema = {"allOf": [{"if": condition, **then}]}
        assert validate(schema, data).valid == fits
        assert (not diagnose(schema, data)) == fits
        # Editors know nothing of us and must come to the same.
        assert Draft7Validator(schema).is_valid(data) == fits


def test_a_condition_asks_nothing_because_of_unknown_text() -> None:
    condition = {"required": ["a"], "properties": {"a": {"enum": ["x"]}}}
    schema = {"allOf": [{"if": condition, "then": {"required": ["b"]}}]}
    data = {"a": UnknownString("${A}")}
    assert validate(schema, data).valid
    assert diagnose(schema, data) == []


def test_a_property_may_be_forbidden() -> None:
    schema = {"properties": {"a": False, "b": {}}}
    for data in ({"a": 1}, {"a": None, "b": 1, "c": 1}):
        assert not validate(schema, data).valid
        assert [(issue.keyword, issue.name) for issue in diagnose(schema, data)] == [
            ("additionalProperties", "a")
        ]
    result = validate(schema, {"c": 1})
    assert result.valid
    # A forbidden name is none to suggest.
    assert [one.known for one in result.unlisted] == [frozenset({"b"})]


def test_what_is_only_demanded_under_a_condition_makes_nothing_strange() -> None:
    then = {"properties": {"a": {"properties": {"b": {"type": "string"}}}}}
    schema = {"properties": {"a": {}}, "allOf": [{"if": {"required": ["a"]}, "then": then}]}
    assert validate(schema, {"a": {"c": 1}}).unlisted == ()


def test_only_conditions_that_are_understood_are_used() -> None:
    for one in conditions(manifest_schema()):
        assert_supported(one["if"])
        assert one.keys() <= {"if", "then", "else"}


def assert_supported(condition: Schema) -> None:
    assert condition.keys() <= {"type", "enum", "required", "properties", "not", "oneOf", "anyOf"}
    inner = [*condition.get("properties", {}).values(), *condition.get("oneOf", ())]
    inner += condition.get("anyOf", ())
    inner += [condition["not"]] if "not" in condition else []
    for one in inner:
        if one is not False:
            assert_supported(one)


def conditions(schema: Any) -> Iterator[Schema]:
    if isinstance(schema, dict):
        if isinstance(schema.get("if"), dict) and {"then", "else"} & schema.keys():
            yield schema
        schema = list(schema.values())
    for inner in schema if isinstance(schema, list) else ():
        yield from conditions(inner)


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
        assert ("pattern" in schema) == (DESCRIPTION in schema), pointer
        if "pattern" in schema:
            assert compile_pattern(schema["pattern"])


def test_choices_use_only_conditions_that_are_supported(parts: dict[str, Schema]) -> None:
    of_items = [{"items": {"not": {"type": "object"}}}, {"items": {"type": "object"}}]
    for pointer, schema in parts.items():
        if "Of/" in pointer and pointer.endswith("/items"):
            continue
        if "not" in schema:
            assert {"required"} <= schema["not"].keys() <= {"type", "required"}, pointer
        for keyword in ("oneOf", "anyOf"):
            branches = schema.get(keyword, [])
            is_of_names = all(branch.keys() == {"required"} for branch in branches)
            assert is_of_names or branches == of_items, pointer


def test_names_that_are_spoken_of_are_described(parts: dict[str, Schema]) -> None:
    for pointer, schema in parts.items():
        if "Of/" in pointer:
            continue
        described = schema.get("properties", {}).keys()
        assert set(schema.get("required", ())) <= described, pointer
        for one in (schema, *schema.get("allOf", ())):
            for keyword in ("oneOf", "anyOf"):
                for branch in one.get(keyword, ()):
                    assert set(branch.get("required", ())) <= described, pointer
            assert set(one.get("not", {}).get("required", ())) <= described, pointer
            assert set(one.get("if", {}).get("required", ())) <= described, pointer
            assert set(one.get("then", {}).get("properties", ())) <= described, pointer
        for name, needed in schema.get("dependentRequired", {}).items():
            assert {name, *needed} <= described, pointer


def test_it_agrees_with_the_catalogue() -> None:
    schema = manifest_schema()
    assert schema["x-forgecfg-catalogue"] == AS_OF
    assert set(schema["properties"]["modules"]["properties"]) == MODULE_TYPES
    remote = schema["properties"]["remotes"]["items"]
    assert set(remote["properties"]["baseUrl"]["properties"]) == {DEFAULT_REGION, *REGIONS}


def test_every_known_type_has_a_part_and_every_part_a_known_type() -> None:
    folder = schema_folder() / "parts" / "modules"
    names = {path.name for path in folder.iterdir()}
    assert names == {f"{name.replace(':', '.')}.json" for name in MODULE_TYPES}


def item_schema(name: str) -> Schema:
    return resolve(module_schema(name)["items"], manifest_schema(()))


@pytest.mark.parametrize("name", sorted(MODULE_TYPES - SCHEMALESS_MODULE_TYPES))
def test_a_type_is_a_list_of_items_with_keys(name: str) -> None:
    part = module_schema(name)
    assert part["type"] == "array"
    assert part["minItems"] == 1
    item = item_schema(name)
    assert "key" in item["required"]
    assert (item.get("additionalProperties") is False) == (name in CLOSED_MODULE_TYPES)


def test_the_parts_know_the_sites_of_endpoints() -> None:
    for name, sites in ENDPOINT_SITES.items():
        properties = item_schema(name)["properties"]
        for site in sites:
            assert properties.get(site.partition(".")[0]), (name, site)


def test_only_the_types_of_a_manifest_are_read() -> None:
    def types_of(data: object) -> set[str]:
        return set(schema_for(data)["properties"]["modules"]["properties"])

    assert types_of({"modules": {"macro": [], "rovo:agent": 1}}) == {"macro", "rovo:agent"}
    # A name that is none of a type is none of a file either.
    assert types_of({"modules": {"../root": [], "nope": []}}) == set()
    others: tuple[object, ...] = (None, [], {}, {"modules": None}, {"modules": "macro"})
    for data in others:
        assert types_of(data) == set()


def test_what_is_read_is_the_bundle_without_its_words() -> None:
    text = (schema_folder() / "manifest.schema.json").read_text(encoding="utf-8")
    assert meaning(json.loads(text)) == meaning(manifest_schema())


def test_editors_have_something_to_show_for_every_property() -> None:
    text = (schema_folder() / "manifest.schema.json").read_text(encoding="utf-8")
    bundle = json.loads(text)
    for pointer, schema in walk(bundle):
        # What stands in `allOf` only narrows a property that is described elsewhere.
        if re.search(r"/properties/[^/]+$", pointer) and "Of/" not in pointer:
            assert "description" in resolve(schema, bundle), pointer


def test_editors_take_variables_in_values_and_not_in_names() -> None:
    text = (schema_folder() / "manifest.schema.json").read_text(encoding="utf-8")
    of_names: list[str] = []
    of_values: list[str] = []
    for pointer, schema in walk(json.loads(text)):
        if "pattern" in schema:
            (of_names if "/propertyNames" in pointer else of_values).append(schema["pattern"])
    assert of_names
    assert of_values
    assert not any(re.search(pattern, "${NAME}") for pattern in of_names)
    assert all(re.search(pattern, "v-${NAME}") for pattern in of_values)


def test_editors_show_words_and_no_regular_expressions() -> None:
    text = (schema_folder() / "manifest.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)["properties"]["app"]["properties"]
    form = "an app identifier, 'ari:cloud:ecosystem::app/' and an id"
    assert schema["id"]["patternErrorMessage"] == f"It must be {form}."
    assert schema["name"]["deprecationMessage"] == schema["name"]["description"]
