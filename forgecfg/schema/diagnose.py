"""Explain why data is invalid: jsonschema's errors as issues, one for each violation.

It imports jsonschema, so import it only for a manifest that is invalid.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import at_key
from forgecfg.document.positions import YamlPath
from forgecfg.findings import Severity, Violation
from forgecfg.schema.data import UnknownString
from forgecfg.schema.load import Schema, compile_pattern
from forgecfg.schema.validate import has_required, has_type, is_multiple, is_valid, known_names

# Far more than anybody reads; each costs about 2 KB and 0.1 ms.
MAX_ISSUES = 5_000

# Keywords about the text of a string, which is not known if it holds a variable.
_OF_TEXT = frozenset({"pattern", "enum", "minLength", "maxLength"})

# Of several errors of one value only the first of these is reported; the others follow from it.
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
    """One violation of a schema.

    `path` is where it is, `keyword` the keyword of the schema that is violated, `schema` the schema
    with that keyword, `data` the value at the path. Three keywords are our own: `choice` (none of
    `names` is present), `conflict` (several of `names` are) and `mixed` (a list of mappings and
    others). `name` is the property that is missing or unknown. For `dependentRequired`, `names` is
    the property that requires it.
    """

    path: YamlPath
    keyword: str
    schema: Schema
    data: Any
    name: str = ""
    names: tuple[str, ...] = ()


def diagnose(schema: Schema, data: object) -> list[Issue]:
    """Return everything that makes data invalid, one issue for each violation."""
    return find_issues(schema, data)[0]


def find_issues(schema: Schema, data: object) -> tuple[list[Issue], bool]:
    """The same, and whether it is complete: the search stops after MAX_ISSUES."""
    found: dict[tuple[YamlPath, str, str], Issue] = {}
    for error in _validator(schema).iter_errors(data):
        if len(found) >= MAX_ISSUES:
            break
        for issue in islice(_issues(error), MAX_ISSUES):
            found.setdefault((issue.path, issue.keyword, issue.name), issue)
    return _without_consequences(list(found.values())), len(found) < MAX_ISSUES


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
        additional = schema.get("additionalProperties", True)
        for name in data:
            if properties.get(name, additional) is False:
                yield Issue(path, keyword, schema, data, name)
    elif keyword == "dependentRequired":
        for name, needed in schema[keyword].items():
            for other in needed:
                if name in data and other not in data:
                    yield Issue(path, keyword, schema, data, other, (name,))
    elif keyword in ("oneOf", "anyOf", "not"):
        yield from _choice(path, schema, data, keyword)
    elif "propertyNames" in error.absolute_schema_path:
        yield Issue((*path, data), "propertyNames", schema, data, name=str(data))
    elif type(data) is not UnknownString or keyword not in _OF_TEXT:
        yield Issue(path, keyword, schema, data)


def _choice(path: YamlPath, schema: Schema, data: Any, keyword: str) -> Iterator[Issue]:
    """A violated choice: either no branch of it is satisfied, or too many are."""
    if isinstance(data, list):
        yield Issue(path, "mixed", schema, data)
    # Any other value is of the wrong type, which is a separate issue.
    if not isinstance(data, dict):
        return
    if keyword == "not":
        names = tuple(schema["not"]["required"])
        yield Issue(path, "conflict", schema, data, names[0], names)
        return
    branches = schema[keyword]
    satisfied = [branch for branch in branches if has_required(data, branch)]
    if len(satisfied) > 1:
        names = tuple(branch["required"][0] for branch in satisfied)
        yield Issue(path, "conflict", schema, data, names[0], names)
        return
    # If part of a branch is present, the rest of that branch is missing.
    begun = [b for b in branches if any(name in data for name in b["required"])]
    if len(begun) == 1:
        missing = [name for name in begun[0]["required"] if name not in data]
        yield Issue(path, "required", schema, data, missing[0])
        return
    names = tuple(branch["required"][0] for branch in branches)
    yield Issue(path, "choice", schema, data, names[0], names)


def _without_consequences(found: list[Issue]) -> list[Issue]:
    """Drop the issues that follow from others at the same location."""
    best: dict[YamlPath, int] = {}
    missing: set[tuple[YamlPath, str]] = set()
    conflicting: dict[YamlPath, set[str]] = {}
    for issue in found:
        if issue.keyword in _WEIGHT:
            weight = _WEIGHT.index(issue.keyword)
            best[issue.path] = min(best.get(issue.path, weight), weight)
        elif issue.keyword in ("required", "choice"):
            missing.update((issue.path, name) for name in issue.names or (issue.name,))

    def counts(issue: Issue) -> bool:
        if issue.keyword in _WEIGHT:
            return _WEIGHT.index(issue.keyword) == best[issue.path]
        # A value of the wrong type need not have the right properties.
        if best.get(issue.path) == _WEIGHT.index("type"):
            return False
        if issue.keyword == "conflict":
            reported = conflicting.setdefault(issue.path, set())
            is_new = issue.name not in reported
            reported.update(issue.names)
            return is_new
        return issue.keyword != "dependentRequired" or (issue.path, issue.name) not in missing

    return [issue for issue in found if counts(issue)]


def _properties(
    validator: Any, properties: Schema, data: Any, schema: Schema
) -> Iterator[ValidationError]:
    # jsonschema's own error for a property with the schema `false` does not have its name.
    if not isinstance(data, dict):
        return
    known = {name: properties[name] for name in known_names(properties)}
    yield from Draft202012Validator.VALIDATORS["properties"](validator, known, data, schema)
    if any(name in properties and name not in known for name in data):
        yield ValidationError("not allowed", validator="additionalProperties")


def _pattern(_: Any, source: str, data: Any, __: Schema) -> Iterator[ValidationError]:
    if isinstance(data, str) and not compile_pattern(source).search(data):
        yield ValidationError("no match")


def _multiple_of(_: Any, step: float, data: Any, __: Schema) -> Iterator[ValidationError]:
    # jsonschema's own raises for infinite numbers.
    if has_type(data, "number") and not is_multiple(data, step):
        yield ValidationError("no multiple")


def _validator(root: Schema) -> Any:
    """A validator of jsonschema for a schema."""

    def items(validator: Any, inner: Schema, data: Any, _: Schema) -> Iterator[ValidationError]:
        # Most items are valid, and jsonschema needs much longer to see that.
        for index, item in enumerate(data) if isinstance(data, list) else ():
            if not is_valid(inner, item, root):
                yield from validator.descend(item, inner, path=index)

    # Only `$` in a pattern differs in meaning from jsonschema: as in JavaScript, it matches at the
    # end.
    keywords = {
        "items": items,
        "properties": _properties,
        "pattern": _pattern,
        "multipleOf": _multiple_of,
    }
    return extend(Draft202012Validator, keywords)(root)  # type: ignore[no-untyped-call]


def stopped(root: Cursor) -> Violation:
    """The violation that there are more issues than are looked for."""
    return Violation(
        at_key(root)._replace(path=()),
        f"the schema check stopped after {MAX_ISSUES:,} violations",
        help="fix some of them, and check again",
        severity=Severity.ERROR,
    )
