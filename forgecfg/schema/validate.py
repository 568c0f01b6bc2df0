"""Decide quickly whether data is valid under the manifest schema, without reasons.

It reads each keyword as JSON Schema does and supports only those that the schema uses; a test keeps
its verdict equal to that of jsonschema. It also collects unlisted properties of open objects: Forge
accepts them, but one of them may be a typo.
"""

from __future__ import annotations

from collections.abc import KeysView
from typing import Any, NamedTuple

from forgecfg.document.positions import PathPart, YamlPath
from forgecfg.schema.data import UnknownString
from forgecfg.schema.load import Schema, compile_pattern, resolve

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str, UnknownString),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}


class UnlistedProperty(NamedTuple):
    """A property of an open object that the schema does not list.

    `known` are the names that it lists, `present` those that the object has.
    """

    path: YamlPath
    name: str
    known: frozenset[str]
    present: KeysView[str]


class Result(NamedTuple):
    """Whether data is valid, and its properties that are allowed without being listed."""

    valid: bool
    unlisted: tuple[UnlistedProperty, ...]


def validate(schema: Schema, data: object) -> Result:
    """Validate data against a schema whose `$ref`s point to its own `definitions`."""
    validator = _Validator(schema)
    valid = validator.validate(schema, data)
    return Result(valid, tuple(validator.unlisted))


def is_valid(schema: Schema, data: object, root: Schema) -> bool:
    """Whether data is valid under a part of the schema `root`, to whose `definitions` it refers."""
    return _Validator(root).validate(schema, data)


class _Validator:
    def __init__(self, root: Schema) -> None:
        self.root = root
        self.path: list[PathPart] = []
        self.unlisted: list[UnlistedProperty] = []
        # Within `allOf`, whose schemas list only some of the properties.
        self.partial = False

    def validate(self, schema: Schema, data: object) -> bool:
        if "$ref" in schema:
            schema = resolve(schema, self.root)
        if "allOf" in schema:
            valid = self._validate_all_of(schema, data)
            return self._validate_itself(schema, data) and valid
        return self._validate_itself(schema, data)

    def _validate_all_of(self, schema: Schema, data: object) -> bool:
        before, self.partial = self.partial, True
        valid = True
        for part in schema["allOf"]:
            if "if" in part:
                part = part.get("then" if holds(part["if"], data) else "else", {})
            valid = self.validate(part, data) and valid
        self.partial = before
        return valid

    def _validate_itself(self, schema: Schema, data: object) -> bool:
        types = schema.get("type")
        if types is not None and not has_type(data, types):
            return False
        if "enum" in schema and not _is_unknown(data) and data not in schema["enum"]:
            return False
        # Visit all values even of an invalid collection, to find all unlisted properties.
        if isinstance(data, dict):
            valid = self._validate_object(schema, data) and _validate_choices(schema, data)
            return self._validate_values(schema, data) and valid
        if isinstance(data, list):
            valid = _validate_list(schema, data) and _validate_choices(schema, data)
            return self._validate_items(schema, data) and valid
        if not _validate_choices(schema, data):
            return False
        if isinstance(data, str):
            return _is_unknown(data) or _validate_string(schema, data)
        return isinstance(data, bool) or data is None or _validate_number(schema, data)

    def _validate_object(self, schema: Schema, data: dict[str, Any]) -> bool:
        if "required" in schema and not has_required(data, schema):
            return False
        if "dependentRequired" in schema:
            for name, needed in schema["dependentRequired"].items():
                if name in data and not all(other in data for other in needed):
                    return False
        if "propertyNames" in schema:
            names = schema["propertyNames"]
            if not all(self.validate(names, name) for name in data):
                return False
        least, most = schema.get("minProperties", 0), schema.get("maxProperties", len(data))
        return bool(least <= len(data) <= most)

    def _validate_values(self, schema: Schema, data: dict[str, Any]) -> bool:
        properties: Schema = schema.get("properties", {})
        additional = schema.get("additionalProperties", True)
        valid = True
        for name, value in data.items():
            inner: Any = properties.get(name, additional)
            if inner is False:
                valid = False
            elif inner is True:
                if properties and not self.partial:
                    self._add_unlisted(name, properties, data)
            else:
                self.path.append(name)
                valid = self.validate(inner, value) and valid
                self.path.pop()
        return valid

    def _validate_items(self, schema: Schema, data: list[Any]) -> bool:
        inner = schema.get("items", True)
        valid = True
        if inner is not True:
            for index, item in enumerate(data):
                self.path.append(index)
                valid = self.validate(inner, item) and valid
                self.path.pop()
        return valid

    def _add_unlisted(self, name: str, properties: Schema, data: dict[str, Any]) -> None:
        # A view: a copy for each of thousands of unlisted names would take gigabytes.
        self.unlisted.append(
            UnlistedProperty(tuple(self.path), name, known_names(properties), data.keys())
        )


def known_names(properties: Schema) -> frozenset[str]:
    """The names that an object may have; a property with the schema `false` is forbidden."""
    return frozenset(name for name, inner in properties.items() if inner is not False)


def holds(condition: Schema, data: object) -> bool:
    """Whether data is valid under the schema of an `if`, a `not`, or a branch of a choice.

    Only `type`, `required`, `not`, `oneOf`, `anyOf`, `items` and, in `properties`, also `false` and
    `enum` are supported. The text of an unknown string equals no value of an `enum`, so that
    nothing is required because of it.
    """
    if "type" in condition and not has_type(data, condition["type"]):
        return False
    if "not" in condition and holds(condition["not"], data):
        return False
    if not _validate_alternatives(condition, data):
        return False
    if isinstance(data, list) and "items" in condition:
        return all(holds(condition["items"], item) for item in data)
    if not isinstance(data, dict):
        return True
    for name, inner in condition.get("properties", {}).items():
        if name in data and (inner is False or not _is_among(data[name], inner)):
            return False
    return has_required(data, condition)


def _is_among(value: object, schema: Schema) -> bool:
    if "enum" in schema and (_is_unknown(value) or value not in schema["enum"]):
        return False
    return holds(schema, value)


def _validate_choices(schema: Schema, data: object) -> bool:
    if not _validate_alternatives(schema, data):
        return False
    return "not" not in schema or not holds(schema["not"], data)


def _validate_alternatives(schema: Schema, data: object) -> bool:
    if "oneOf" in schema and sum(holds(branch, data) for branch in schema["oneOf"]) != 1:
        return False
    return "anyOf" not in schema or any(holds(branch, data) for branch in schema["anyOf"])


def _validate_list(schema: Schema, data: list[Any]) -> bool:
    if schema.get("uniqueItems") and not _are_unique(data):
        return False
    return bool(schema.get("minItems", 0) <= len(data) <= schema.get("maxItems", len(data)))


def _are_unique(items: list[Any]) -> bool:
    try:
        return len(set(items)) == len(items)
    except TypeError:  # collections among them
        return not any(item in items[:at] for at, item in enumerate(items))


def has_type(data: object, types: str | list[str]) -> bool:
    """Whether data is of one of these JSON types; 1.0 counts as an integer."""
    for name in (types,) if isinstance(types, str) else types:
        if type(data) in _TYPES[name]:
            return True
        if name == "integer" and isinstance(data, float) and data.is_integer():
            return True
    return False


def has_required(data: dict[str, Any], schema: Schema) -> bool:
    """Whether an object has all properties that a schema requires."""
    for name in schema.get("required", ()):  # noqa: SIM110 (a generator takes longer)
        if name not in data:
            return False
    return True


def _is_unknown(data: object) -> bool:
    return type(data) is UnknownString


def _validate_string(schema: Schema, data: str) -> bool:
    if not schema.get("minLength", 0) <= len(data) <= schema.get("maxLength", len(data)):
        return False
    return "pattern" not in schema or compile_pattern(schema["pattern"]).search(data) is not None


def _validate_number(schema: Schema, data: Any) -> bool:
    if not schema.get("minimum", data) <= data <= schema.get("maximum", data):
        return False
    if "exclusiveMinimum" in schema and data <= schema["exclusiveMinimum"]:
        return False
    return "multipleOf" not in schema or is_multiple(data, schema["multipleOf"])


def is_multiple(number: float, step: float) -> bool:
    """Whether a number is a multiple of a step; False for infinite and for too large numbers."""
    try:
        return (number / step).is_integer()
    except OverflowError:
        return False
