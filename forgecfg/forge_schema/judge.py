"""What the official schema finds wrong, as the same plain issues as our own schema's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from forgecfg.document.positions import YamlPath
from forgecfg.forge_schema.load import ForgeSchema, Schema
from forgecfg.structure.accept import Strange
from forgecfg.structure.data import UnknownString
from forgecfg.structure.errors import Issue

# Keywords that say something about one value; anything else that fails is not understood.
# ruff: noqa: SIM905
_OF_VALUES = frozenset(
    "type enum pattern minLength maxLength minItems maxItems uniqueItems minimum maximum "
    "exclusiveMinimum multipleOf minProperties maxProperties".split()
)
_CHOICES = ("anyOf", "oneOf")
# Of all that a variant of a module lacks, what tells it from the others.
_TELLING = ("function", "resource", "endpoint", "remote", "service", "pages", "sections")
# Forge only warns of it (measured).
_TOLERATED = (("app",), "name")


def judge(schema: ForgeSchema, data: object, ours: list[Issue]) -> list[Issue]:
    """Our issues and those of the official schema, each fault once.

    Of ours, those are left out that only say that a name is unknown which the schema knows: it may
    be newer than forgecfg.
    """
    kept = [one for one in ours if not _is_known(schema, one)]
    known = {_mark(issue) for issue in kept}
    # What a value of the wrong type or form lacks besides follows from that.
    at_fault = {issue.path for issue in kept if issue.keyword in _OF_VALUES}
    for issue in issues(schema, data):
        if (issue.path, issue.name) == _TOLERATED:
            continue
        if _mark(issue) not in known and issue.path not in at_fault and not _said(issue, kept):
            kept.append(issue)
            known.add(_mark(issue))
    return kept


def knows(schema: ForgeSchema, path: YamlPath, name: str) -> bool:
    """Whether the schema lists a property `name` of what stands at a path."""
    return any(name in one.get("properties", {}) for one in _at(schema, path))


def unknown_strange(schema: ForgeSchema, strange: tuple[Strange, ...]) -> tuple[Strange, ...]:
    """What we found strange and the schema does not know either."""
    return tuple(one for one in strange if not knows(schema, one.path, one.name))


def issues(schema: ForgeSchema, data: object) -> Iterator[Issue]:
    """Everything that the schema finds wrong, as far as that can be told one issue a fault."""
    for error in _validator(schema).iter_errors(data):
        yield from _issues(schema, error)


def _is_known(schema: ForgeSchema, issue: Issue) -> bool:
    return issue.keyword == "additionalProperties" and knows(schema, issue.path, issue.name)


def _mark(issue: Issue) -> tuple[YamlPath, str]:
    """Two issues with the same mark are about the same fault."""
    value = "" if issue.keyword in _OF_VALUES else issue.name or "|".join(sorted(issue.names))
    return issue.path, value


def _said(issue: Issue, ours: list[Issue]) -> bool:
    """Whether our issues speak already of the property that is lacking, or of the choice."""
    if issue.keyword not in ("required", "choice", "conflict"):
        return False
    names = {issue.name, *issue.names} - {""}
    return any(
        one.path == issue.path
        and one.keyword in ("required", "choice", "conflict", "additionalProperties")
        and (one.keyword == issue.keyword or names & {one.name, *one.names})
        for one in ours
        if one.keyword != "additionalProperties"
    )


def _at(schema: ForgeSchema, path: YamlPath) -> list[Schema]:
    """All parts of the schema that may describe what stands at a path."""
    here = _branches(schema, schema.content)
    for part in path:
        below: list[Schema] = []
        for one in here:
            if isinstance(part, int):
                inner = one.get("items")
            else:
                inner = one.get("properties", {}).get(part, one.get("additionalProperties"))
            if isinstance(inner, dict):
                below += _branches(schema, inner)
        here = below
    return here


def _branches(schema: ForgeSchema, one: Schema) -> list[Schema]:
    one = schema.resolve(one)
    found = [one]
    for keyword in (*_CHOICES, "allOf"):
        for branch in one.get(keyword, ()):
            if isinstance(branch, dict):
                found += _branches(schema, branch)
    return found


def _issues(schema: ForgeSchema, error: ValidationError) -> Iterator[Issue]:
    keyword = str(error.validator)
    path: YamlPath = tuple(error.absolute_path)
    part: Any = error.schema
    data: Any = error.instance
    if keyword == "required":
        for name in part["required"]:
            if name not in data:
                yield Issue(path, keyword, part, data, name)
    elif keyword == "additionalProperties":
        patterns = [re.compile(pattern) for pattern in part.get("patternProperties", {})]
        for name in data:
            if name not in part.get("properties", {}) and not any(p.search(name) for p in patterns):
                yield Issue(path, keyword, part, data, name)
    elif keyword == "not" and isinstance(data, dict) and _only_forbids(part["not"]):
        for name in part["not"]["required"]:
            yield Issue(path, "additionalProperties", {}, data, name)
    elif keyword == "const":
        yield Issue(path, "enum", {"enum": [part["const"]]}, data)
    elif keyword in _CHOICES:
        yield from _choice(schema, error)
    elif keyword in _OF_VALUES:
        yield Issue(path, keyword, part, data)


def _choice(schema: ForgeSchema, error: ValidationError) -> Iterator[Issue]:
    """The issues of the branch that was meant; or that there is nothing, or too much, to choose."""
    path: YamlPath = tuple(error.absolute_path)
    part: Any = error.schema
    data: Any = error.instance
    branches = [schema.resolve(branch) for branch in part[error.validator]]
    by_branch: dict[int, list[ValidationError]] = {}
    for inner in error.context or ():
        by_branch.setdefault(int(inner.schema_path[0]), []).append(inner)
    if not by_branch:  # more than one branch fits
        both = _told_apart(branches, data)
        if len(both) > 1:
            yield Issue(path, "conflict", part, data, names=both)
        return
    of_type = {n: e for n, e in by_branch.items() if not _is_of_other_type(e, path)}
    if not of_type:
        types = [kind for branch in branches for kind in _types(branch)]
        if types:
            yield Issue(path, "type", {"type": list(dict.fromkeys(types))}, data)
        return
    begun = [n for n in of_type if _own(branches, n) & set(data if isinstance(data, dict) else ())]
    if len(begun) == 1:
        of_type = {begun[0]: of_type[begun[0]]}
    if len(of_type) > 1 and all(_only_lacks(errors, path) for errors in of_type.values()):
        names = [_lacking(errors, data) for errors in of_type.values()]
        if len(set(names)) > 1:
            yield Issue(path, "choice", part, data, names=tuple(dict.fromkeys(names)))
            return
    meant = min(of_type.values(), key=lambda errors: _badness(errors, path))
    for inner in meant:
        yield from _issues(schema, inner)


def _only_forbids(schema: Any) -> bool:
    return isinstance(schema, dict) and set(schema) == {"required"}


def _types(branch: Schema) -> list[str]:
    kind = branch.get("type", [])
    return [kind] if isinstance(kind, str) else list(kind)


def _is_of_other_type(errors: list[ValidationError], path: YamlPath) -> bool:
    return any(e.validator == "type" and tuple(e.absolute_path) == path for e in errors)


def _only_lacks(errors: list[ValidationError], path: YamlPath) -> bool:
    return all(e.validator == "required" and tuple(e.absolute_path) == path for e in errors)


def _lacking(errors: list[ValidationError], data: Any) -> str:
    required: Any = errors[0].schema
    lacking = [str(name) for name in required["required"] if name not in data]
    return next((name for name in _TELLING if name in lacking), lacking[0])


def _own(branches: list[Schema], number: int) -> set[str]:
    """What a branch requires, and not every branch."""
    required = [set(branch.get("required", ())) for branch in branches]
    return required[number] - set.intersection(*required)


def _badness(errors: list[ValidationError], path: YamlPath) -> tuple[int, int]:
    """How little a branch seems to be meant: by what is wrong at its top, then by all of it."""
    shallow = sum(len(error.absolute_path) <= len(path) for error in errors)
    return shallow, len(errors)


def _told_apart(branches: list[Schema], data: Any) -> tuple[str, ...]:
    """The properties that are there and that only one of the fitting branches requires."""
    required = [
        set(b.get("required", ())) for b in branches if set(b.get("required", ())) <= set(data)
    ]
    if not isinstance(data, dict) or len(required) < 2:
        return ()
    common = set.intersection(*required)
    own = (sorted(names - common) for names in required)
    return tuple(dict.fromkeys(names[0] for names in own if names))


@cache
def _pattern(source: str) -> re.Pattern[str] | None:
    """A pattern of JavaScript for Python; None for one that means something else here."""
    try:
        return re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", source))
    except re.error:
        return None


def _matches(_: Any, source: str, data: Any, __: Schema) -> Iterator[ValidationError]:
    compiled = _pattern(source) if isinstance(data, str) else None
    if compiled is not None and not compiled.search(data):
        yield ValidationError("no match")


def _unless_unknown(keyword: str) -> Any:
    """The keyword, silent for strings whose text is not known."""
    check = _matches if keyword == "pattern" else Draft7Validator.VALIDATORS[keyword]

    def checked(validator: Any, value: Any, data: Any, schema: Schema) -> Iterator[ValidationError]:
        if type(data) is not UnknownString:
            yield from check(validator, value, data, schema)

    return checked


_JUDGED = ("pattern", "enum", "const", "minLength", "maxLength")
_Validator: Any = extend(  # type: ignore[no-untyped-call]
    Draft7Validator, {keyword: _unless_unknown(keyword) for keyword in _JUDGED}
)


@cache
def _validator(schema: ForgeSchema) -> Any:
    return _Validator(schema.content)
