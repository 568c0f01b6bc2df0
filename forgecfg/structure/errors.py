"""What jsonschema finds wrong, as plain issues: loaded only when something is wrong.

Wordings live in `words`; here the validator's many errors for one fault become one issue.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from forgecfg.document.positions import YamlPath
from forgecfg.structure.accept import (
    AT_MOST_ONE,
    ONE_KIND,
    has_all,
    has_type,
    holds,
    is_multiple,
    is_of_one_kind,
    known_names,
)
from forgecfg.structure.data import UnknownString
from forgecfg.structure.schema import Schema, pattern

# Of several errors of one value only the first of these is a fault; the rest follow from it.
_WEIGHT = (
    "type",
    "enum",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "multipleOf",
)


class Issue(NamedTuple):
    """One fault of shape: where, which keyword of the schema it breaks, and with what.

    `name` is the property that is missing or unknown, `names` are those to choose from or, where
    one property needs another that is missing, the one that needs it. `schema` is the part that
    was broken.
    """

    path: YamlPath
    keyword: str
    schema: Schema
    data: Any
    name: str = ""
    names: tuple[str, ...] = ()


def issues(schema: Schema, data: object) -> list[Issue]:
    """Everything that is wrong with the data, one issue for each fault."""
    found: dict[tuple[YamlPath, str, str], Issue] = {}
    for error in _VALIDATOR(schema).iter_errors(data):
        for issue in _issues(error):
            found.setdefault((issue.path, issue.keyword, issue.name), issue)
    return _without_fallout(list(found.values()))


def _issues(error: ValidationError) -> Iterator[Issue]:
    path: YamlPath = tuple(error.absolute_path)
    keyword = str(error.validator)
    data: Any = error.instance
    schema: Any = error.schema
    if keyword == "required":
        for name in schema["required"]:
            if name not in data:
                yield Issue(path, keyword, schema, data, name)
    elif keyword == "additionalProperties":
        properties = schema.get("properties", {})
        others = schema.get("additionalProperties", True)
        for name in data:
            if properties.get(name, others) is False:
                yield Issue(path, keyword, schema, data, name)
    elif keyword == "dependencies":
        for name, needed in schema[keyword].items():
            for other in needed:
                if name in data and other not in data:
                    yield Issue(path, keyword, schema, data, other, (name,))
    elif keyword in ("oneOf", "anyOf"):
        yield _choice(path, schema, data, schema[keyword])
    elif keyword == AT_MOST_ONE:
        present = tuple(name for name in schema[AT_MOST_ONE] if name in data)
        yield Issue(path, "conflict", schema, data, present[0], present)
    elif error.parent is None and "propertyNames" in error.absolute_schema_path:
        yield Issue((*path, data), "propertyNames", schema, data, name=str(data))
    else:
        yield Issue(path, keyword, schema, data)


def _choice(path: YamlPath, schema: Schema, data: Any, branches: list[Schema]) -> Issue:
    """A broken `oneOf`: either nothing to choose from is there, or too much."""
    fitting = [branch for branch in branches if has_all(data, branch)]
    if len(fitting) > 1:
        names = tuple(branch["required"][0] for branch in fitting)
        return Issue(path, "conflict", schema, data, names[0], names)
    # Where part of a branch is there, the rest of that branch is what is missing.
    begun = [b for b in branches if any(name in data for name in b["required"])]
    if len(begun) == 1:
        missing = [name for name in begun[0]["required"] if name not in data]
        return Issue(path, "required", schema, data, missing[0])
    names = tuple(branch["required"][0] for branch in branches)
    return Issue(path, "choice", schema, data, names[0], names)


def _without_fallout(found: list[Issue]) -> list[Issue]:
    best: dict[YamlPath, int] = {}
    missing: set[tuple[YamlPath, str]] = set()
    for issue in found:
        if issue.keyword in _WEIGHT:
            weight = _WEIGHT.index(issue.keyword)
            best[issue.path] = min(best.get(issue.path, weight), weight)
        elif issue.keyword in ("required", "choice"):
            missing.update((issue.path, name) for name in issue.names or (issue.name,))

    def counts(issue: Issue) -> bool:
        if issue.keyword in _WEIGHT:
            return _WEIGHT.index(issue.keyword) == best[issue.path]
        # What is of the wrong type need not have the right properties.
        if best.get(issue.path) == _WEIGHT.index("type"):
            return False
        return issue.keyword != "dependencies" or (issue.path, issue.name) not in missing

    return [issue for issue in found if counts(issue)]


def _properties(
    validator: Any, properties: Schema, data: Any, schema: Schema
) -> Iterator[ValidationError]:
    """As ever, but a property with the schema `false` counts as one that is not known."""
    if not isinstance(data, dict):
        return
    known = {name: properties[name] for name in known_names(properties)}
    yield from Draft7Validator.VALIDATORS["properties"](validator, known, data, schema)
    if any(name in properties and name not in known for name in data):
        yield ValidationError("not allowed", validator="additionalProperties")


def _condition(validator: Any, condition: Schema, data: Any, schema: Schema) -> Iterator[Any]:
    keyword = "then" if holds(condition, data) else "else"
    if keyword in schema:
        yield from validator.descend(data, schema[keyword], schema_path=keyword)


def _one_kind(_: Any, __: bool, data: Any, ___: Schema) -> Iterator[ValidationError]:
    if isinstance(data, list) and not is_of_one_kind(data):
        yield ValidationError("mixed")


def _at_most_one(_: Any, names: list[str], data: Any, __: Schema) -> Iterator[ValidationError]:
    if isinstance(data, dict) and sum(name in data for name in names) > 1:
        yield ValidationError("more than one")


def _pattern(_: Any, source: str, data: Any, __: Schema) -> Iterator[ValidationError]:
    if isinstance(data, str) and not pattern(source).search(data):
        yield ValidationError("no match")


def _multiple_of(_: Any, step: float, data: Any, __: Schema) -> Iterator[ValidationError]:
    # jsonschema's own raises for infinite numbers.
    if has_type(data, "number") and not is_multiple(data, step):
        yield ValidationError("no multiple")


def _of_mappings(keyword: str) -> Any:
    """`oneOf` and `anyOf`, which only choose among properties here, for mappings alone."""

    def checked(validator: Any, value: Any, data: Any, schema: Schema) -> Iterator[ValidationError]:
        if isinstance(data, dict):
            yield from Draft7Validator.VALIDATORS[keyword](validator, value, data, schema)

    return checked


def _unless_unknown(keyword: str) -> Any:
    """The keyword, silent for strings whose text is not known."""
    check = _pattern if keyword == "pattern" else Draft7Validator.VALIDATORS[keyword]

    def checked(validator: Any, value: Any, data: Any, schema: Schema) -> Iterator[ValidationError]:
        if type(data) is not UnknownString:
            yield from check(validator, value, data, schema)

    return checked


_VALIDATOR: Any = extend(  # type: ignore[no-untyped-call]
    Draft7Validator,
    {
        AT_MOST_ONE: _at_most_one,
        ONE_KIND: _one_kind,
        "properties": _properties,
        "if": _condition,
        "multipleOf": _multiple_of,
        "oneOf": _of_mappings("oneOf"),
        "anyOf": _of_mappings("anyOf"),
        **{name: _unless_unknown(name) for name in ("pattern", "enum", "minLength", "maxLength")},
    },
)
