"""Decides quickly whether data fits the manifest schema; it does not say why not.

It knows just the keywords that the schema uses (a test keeps it equal to jsonschema). Beside that
it notes the properties that an open object has and the schema does not name: Forge accepts them,
but one of them may be a slip.
"""

from __future__ import annotations

from collections.abc import KeysView
from typing import Any, NamedTuple

from forgecfg.document.positions import PathPart, YamlPath
from forgecfg.structure.data import UnknownString
from forgecfg.structure.schema import Schema, pattern, resolve

AT_MOST_ONE = "x-forgecfg-atMostOne"
ONE_KIND = "x-forgecfg-oneKind"

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str, UnknownString),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}


class Strange(NamedTuple):
    """A property of an open object that the schema does not name, and the names it does."""

    path: YamlPath
    name: str
    known: frozenset[str]
    present: KeysView[str]


class Verdict(NamedTuple):
    """`valid` as a validator would say it, and what is strange but allowed."""

    valid: bool
    strange: tuple[Strange, ...]


def accept(schema: Schema, data: object) -> Verdict:
    """Hold data against a schema, whose `$ref`s lead to its own `definitions`."""
    acceptor = _Acceptor(schema)
    valid = acceptor.fits(schema, data)
    return Verdict(valid, tuple(acceptor.strange))


class _Acceptor:
    def __init__(self, root: Schema) -> None:
        self.root = root
        self.path: list[PathPart] = []
        self.strange: list[Strange] = []
        # Within `allOf`, whose schemas name only some of the properties.
        self.aside = False

    def fits(self, schema: Schema, data: object) -> bool:
        if "$ref" in schema:
            schema = resolve(schema, self.root)
        if "allOf" in schema:
            also = self._fits_all(schema, data)
            return self._fits_itself(schema, data) and also
        return self._fits_itself(schema, data)

    def _fits_all(self, schema: Schema, data: object) -> bool:
        """Whether data fit what the schema's `allOf` adds: choices and conditions."""
        before, self.aside = self.aside, True
        fit = True
        for one in schema["allOf"]:
            if "if" in one:
                one = one.get("then" if holds(one["if"], data) else "else", {})
            fit = self.fits(one, data) and fit
        self.aside = before
        return fit

    def _fits_itself(self, schema: Schema, data: object) -> bool:
        wanted = schema.get("type")
        if wanted is not None and not has_type(data, wanted):
            return False
        if "enum" in schema and not _is_unknown(data) and data not in schema["enum"]:
            return False
        if isinstance(data, dict):
            # All of the data is visited even where it is clear that it does not fit: what is
            # strange shall be known in full.
            own = self._fits_object(schema, data)
            return self._fit_values(schema, data) and own
        if isinstance(data, list):
            own = _fits_list(schema, data)
            return self._fit_items(schema, data) and own
        if isinstance(data, str):
            return _is_unknown(data) or _fits_string(schema, data)
        return isinstance(data, bool) or data is None or _fits_number(schema, data)

    def _fits_object(self, schema: Schema, data: dict[str, Any]) -> bool:
        if "required" in schema and not has_all(data, schema):
            return False
        if "oneOf" in schema and sum(has_all(data, one) for one in schema["oneOf"]) != 1:
            return False
        if "anyOf" in schema and not any(has_all(data, one) for one in schema["anyOf"]):
            return False
        if AT_MOST_ONE in schema and sum(name in data for name in schema[AT_MOST_ONE]) > 1:
            return False
        if "dependencies" in schema:
            for name, needed in schema["dependencies"].items():
                if name in data and not all(other in data for other in needed):
                    return False
        if "propertyNames" in schema:
            names = schema["propertyNames"]
            if not all(self.fits(names, name) for name in data):
                return False
        least, most = schema.get("minProperties", 0), schema.get("maxProperties", len(data))
        return bool(least <= len(data) <= most)

    def _fit_values(self, schema: Schema, data: dict[str, Any]) -> bool:
        properties: Schema = schema.get("properties", {})
        others = schema.get("additionalProperties", True)
        fit = True
        for name, value in data.items():
            inner: Any = properties.get(name, others)
            if inner is False:
                fit = False
            elif inner is True:
                if properties and not self.aside:
                    self._note(name, properties, data)
            else:
                self.path.append(name)
                fit = self.fits(inner, value) and fit
                self.path.pop()
        return fit

    def _fit_items(self, schema: Schema, data: list[Any]) -> bool:
        inner = schema.get("items", True)
        fit = True
        if inner is not True:
            for index, item in enumerate(data):
                self.path.append(index)
                fit = self.fits(inner, item) and fit
                self.path.pop()
        return fit

    def _note(self, name: str, properties: Schema, data: dict[str, Any]) -> None:
        # A view: a copy for each of thousands of strange names would take gigabytes.
        self.strange.append(Strange(tuple(self.path), name, known_names(properties), data.keys()))


def known_names(properties: Schema) -> frozenset[str]:
    """The names that may stand in a mapping; a property with the schema `false` may not."""
    return frozenset(name for name, inner in properties.items() if inner is not False)


def holds(condition: Schema, data: object) -> bool:
    """Whether data meet an `if`: of a type, with some properties, of which some have set values.

    A property with the schema `false` must not be there. Unknown text meets no set value, so that
    nothing is demanded because of it.
    """
    if "type" in condition and not has_type(data, condition["type"]):
        return False
    if not isinstance(data, dict):
        return "required" not in condition
    for name, inner in condition.get("properties", {}).items():
        if name in data and (inner is False or not _is_among(data[name], inner)):
            return False
    return has_all(data, condition)


def _is_among(value: object, wanted: Schema) -> bool:
    if "enum" in wanted and (_is_unknown(value) or value not in wanted["enum"]):
        return False
    return "type" not in wanted or has_type(value, wanted["type"])


def is_of_one_kind(items: list[Any]) -> bool:
    """Whether a list holds only mappings, or none."""
    return len({isinstance(item, dict) for item in items}) < 2


def _fits_list(schema: Schema, data: list[Any]) -> bool:
    if ONE_KIND in schema and not is_of_one_kind(data):
        return False
    if schema.get("uniqueItems") and not _are_unique(data):
        return False
    return bool(schema.get("minItems", 0) <= len(data) <= schema.get("maxItems", len(data)))


def _are_unique(items: list[Any]) -> bool:
    try:
        return len(set(items)) == len(items)
    except TypeError:  # collections among them
        return not any(item in items[:at] for at, item in enumerate(items))


def has_type(data: object, wanted: str | list[str]) -> bool:
    """Whether data is of the wanted JSON type or types; 1.0 counts as an integer."""
    for name in (wanted,) if isinstance(wanted, str) else wanted:
        if type(data) in _TYPES[name]:
            return True
        if name == "integer" and isinstance(data, float) and data.is_integer():
            return True
    return False


def has_all(data: dict[str, Any], branch: Schema) -> bool:
    """Whether data has all that a schema, such as a branch of `oneOf` or `anyOf`, requires."""
    for name in branch.get("required", ()):  # noqa: SIM110 (a generator takes longer)
        if name not in data:
            return False
    return True


def _is_unknown(data: object) -> bool:
    return type(data) is UnknownString


def _fits_string(schema: Schema, data: str) -> bool:
    if not schema.get("minLength", 0) <= len(data) <= schema.get("maxLength", len(data)):
        return False
    return "pattern" not in schema or pattern(schema["pattern"]).search(data) is not None


def _fits_number(schema: Schema, data: Any) -> bool:
    if not schema.get("minimum", data) <= data <= schema.get("maximum", data):
        return False
    if "exclusiveMinimum" in schema and data <= schema["exclusiveMinimum"]:
        return False
    return "multipleOf" not in schema or is_multiple(data, schema["multipleOf"])


def is_multiple(number: float, step: float) -> bool:
    """Whether a number is a multiple of a step; infinite ones and those beyond floats are not."""
    try:
        return (number / step).is_integer()
    except OverflowError:
        return False
