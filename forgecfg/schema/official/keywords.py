"""The keywords of JSON Schema as jsonschema has them, with a limit on the work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from forgecfg.schema.data import UnknownString
from forgecfg.schema.official.budget import KEYWORD, current
from forgecfg.schema.official.load import ForgeSchema, Schema
from forgecfg.schema.official.pattern import compile_pattern

Keyword = Callable[[Any, Any, Any, Schema], Iterator[ValidationError] | None]

# These compare a text, which is not always known.
_OF_TEXT = frozenset({"pattern", "enum", "const", "minLength", "maxLength"})
# An error takes more memory than a step takes time.
_ERROR = 5 * KEYWORD


@cache
def validator_of(schema: ForgeSchema) -> Any:
    """The validator of a schema; its work counts in the current budget."""
    return _Validator(schema.content)


def additional(data: dict[str, Any], schema: Schema) -> list[str]:
    """The properties of an object that the schema does not list. One may be listed by a pattern."""
    known = schema.get("properties", {})
    patterns = schema.get("patternProperties", {})
    return [
        name
        for name in data
        if name not in known and not any(_matches(pattern, name) for pattern in patterns)
    ]


def _matches(source: str, text: str) -> bool:
    """Whether a pattern is found in a text; True for one that cannot be matched."""
    budget = current()
    matcher = compile_pattern(source)
    if matcher is None:
        budget.skipped.add(source)
        return True
    budget.spend(KEYWORD + len(text))
    return matcher(text, budget)


def _pattern(_: Any, source: str, data: Any, __: Schema) -> Iterator[ValidationError]:
    if isinstance(data, str) and not _matches(source, data):
        yield ValidationError("no match")


def _pattern_properties(
    validator: Any, patterns: Any, data: Any, _: Schema
) -> Iterator[ValidationError]:
    if not isinstance(data, dict):
        return
    for source, inner in patterns.items():
        for name, value in data.items():
            if compile_pattern(source) is not None and _matches(source, name):
                yield from validator.descend(value, inner, path=name, schema_path=source)


def _additional_properties(
    validator: Any, inner: Any, data: Any, schema: Schema
) -> Iterator[ValidationError]:
    if not isinstance(data, dict):
        return
    extras = additional(data, schema)
    if isinstance(inner, dict):
        for name in extras:
            yield from validator.descend(data[name], inner, path=name)
    elif not inner and extras:
        yield ValidationError("additional properties")


def _unique_items(_: Any, unique: bool, data: Any, __: Schema) -> Iterator[ValidationError]:
    if unique and isinstance(data, list):
        # Each is compared with all others: collections have no order.
        current().spend(len(data) ** 2)
        yield from Draft7Validator.VALIDATORS["uniqueItems"](_, unique, data, __) or ()


_OWN: dict[str, Keyword] = {
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
    "uniqueItems": _unique_items,
}


def _counted(name: str) -> Keyword:
    """A keyword that counts its steps, and is ignored for strings whose text is not known."""
    check: Any = _OWN.get(name) or Draft7Validator.VALIDATORS[name]

    def counted(validator: Any, value: Any, data: Any, schema: Schema) -> Iterator[ValidationError]:
        if name in _OF_TEXT and type(data) is UnknownString:
            return
        budget = current()
        budget.spend(KEYWORD + (len(value) if name in ("enum", "required") else 0))
        for error in check(validator, value, data, schema) or ():
            budget.spend(_ERROR)
            yield error

    return counted


_Validator: Any = extend(  # type: ignore[no-untyped-call]
    Draft7Validator, {name: _counted(name) for name in Draft7Validator.VALIDATORS}
)
