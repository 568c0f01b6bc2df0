"""Validate against the official schema, with the same issues as for our own schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jsonschema.exceptions import ValidationError

from forgecfg.document.positions import YamlPath
from forgecfg.schema.diagnose import Issue
from forgecfg.schema.official.budget import Budget, TooComplexError, limited
from forgecfg.schema.official.keywords import additional, validator_of
from forgecfg.schema.official.load import ForgeSchema, Schema
from forgecfg.schema.validate import UnlistedProperty

# Keywords about one value.
# ruff: noqa: SIM905
_OF_VALUES = frozenset(
    "type enum pattern minLength maxLength minItems maxItems uniqueItems minimum maximum "
    "exclusiveMinimum multipleOf minProperties maxProperties".split()
)
_CHOICES = ("anyOf", "oneOf")
# Keywords that both schemas use with the same meaning.
_DECIDED = frozenset({"enum", "type", "minimum", "maximum", "maxLength", "maxItems", "required"})
# Properties that distinguish the variants of a module.
_DISTINCTIVE = ("function", "resource", "endpoint", "remote", "service", "pages", "sections")
# For Forge this is only a warning (verified with @forge/manifest 13.7).
_TOLERATED = (("app",), "name")


def validate(
    schema: ForgeSchema, data: object, ours: list[Issue], note: Callable[[str], object]
) -> list[Issue]:
    """Our issues and those of the official schema, each violation once.

    Without ours that the official schema contradicts: it may be newer than forgecfg.
    `note` is called with a message if the schema, or a pattern in it, cannot be used safely.
    """
    budget = Budget()
    try:
        with limited(budget):
            merged = _merged(schema, data, ours)
    except (TooComplexError, RecursionError):
        note(
            f"{schema.label} needs too many steps for some files; they were not checked against it"
        )
        return ours
    if budget.skipped:
        count = len(budget.skipped)
        patterns = "1 pattern" if count == 1 else f"{count} patterns"
        note(f"skipped {patterns} of {schema.label}: no safe way to match")
    return merged


def _merged(schema: ForgeSchema, data: object, ours: list[Issue]) -> list[Issue]:
    theirs = list(issues(schema, data))
    merged = [issue for issue in ours if not _is_allowed(schema, issue, theirs)]
    reported = {_identity(issue) for issue in merged}
    # Other errors of a value of the wrong type or format follow from that.
    invalid = {issue.path for issue in merged if issue.keyword in _OF_VALUES}
    for issue in theirs:
        if (issue.path, issue.name) == _TOLERATED or issue.path in invalid:
            continue
        if _identity(issue) not in reported and not _is_covered(issue, merged):
            merged.append(issue)
            reported.add(_identity(issue))
    return merged


def knows(schema: ForgeSchema, path: YamlPath, name: str) -> bool:
    """Whether the schema lists a property `name` of the mapping at a path."""
    return any(name in one.get("properties", {}) for one in _at(schema, path))


def without_known(
    schema: ForgeSchema, unlisted: tuple[UnlistedProperty, ...]
) -> tuple[UnlistedProperty, ...]:
    """The properties that the official schema does not list either."""
    return tuple(found for found in unlisted if not knows(schema, found.path, found.name))


def issues(schema: ForgeSchema, data: object) -> Iterator[Issue]:
    """The errors of the schema, one issue for each violation where that can be decided."""
    for error in validator_of(schema).iter_errors(data):
        yield from _issues(schema, error)


def _is_allowed(schema: ForgeSchema, issue: Issue, theirs: list[Issue]) -> bool:
    """Whether the official schema describes the place of one of our issues and accepts it.

    Our schema is intentionally stricter about choices, so those remain.
    """
    if issue.keyword == "additionalProperties":
        return knows(schema, issue.path, issue.name)
    if issue.keyword not in _DECIDED or any(_is_about(one, issue.path) for one in theirs):
        return False
    return any(_describes(part) for part in _at(schema, issue.path))


def _is_about(issue: Issue, path: YamlPath) -> bool:
    """Whether an issue is at a path, or about a mapping or list that contains it."""
    return path[: len(issue.path)] == issue.path and issue.keyword != "additionalProperties"


def _describes(part: Schema) -> bool:
    """Whether a schema says more about the value than that it exists."""
    return bool(part.keys() & {"type", "enum", "const", "properties"})


def _identity(issue: Issue) -> tuple[YamlPath, str]:
    """Equal for two issues about the same violation."""
    value = "" if issue.keyword in _OF_VALUES else issue.name or "|".join(sorted(issue.names))
    return issue.path, value


def _is_covered(issue: Issue, ours: list[Issue]) -> bool:
    """Whether one of our issues is about the same missing property or choice."""
    if issue.keyword not in ("required", "choice", "conflict"):
        return False
    names = {issue.name, *issue.names} - {""}
    return any(
        our.path == issue.path
        and our.keyword in ("required", "choice", "conflict")
        and (our.keyword == issue.keyword or names & {our.name, *our.names})
        for our in ours
    )


def _at(schema: ForgeSchema, path: YamlPath) -> list[Schema]:
    """All parts of the schema that may describe the value at a path."""
    found = _branches(schema, [schema.content])
    for part in path:
        children: list[Schema] = []
        for parent in found:
            if isinstance(part, int):
                inner = parent.get("items")
            else:
                inner = parent.get("properties", {}).get(part, parent.get("additionalProperties"))
            if isinstance(inner, dict):
                children.append(inner)
        found = _branches(schema, children)
    return found


def _branches(schema: ForgeSchema, parts: list[Schema]) -> list[Schema]:
    """The parts and all their choices, each once: choices can refer to the same ones."""
    found: dict[int, Schema] = {}
    waiting = parts[::-1]
    while waiting:
        part = schema.resolve(waiting.pop())
        if id(part) not in found:
            found[id(part)] = part
            inner = [one for keyword in (*_CHOICES, "allOf") for one in part.get(keyword, ())]
            waiting += [one for one in reversed(inner) if isinstance(one, dict)]
    return list(found.values())


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
        for name in additional(data, part):
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
    """The issues of the intended branch; or that no branch, or more than one, is satisfied."""
    path: YamlPath = tuple(error.absolute_path)
    part: Any = error.schema
    data: Any = error.instance
    branches = [schema.resolve(branch) for branch in part[error.validator]]
    by_branch: dict[int, list[ValidationError]] = {}
    for inner in error.context or ():
        by_branch.setdefault(int(inner.schema_path[0]), []).append(inner)
    if not by_branch:  # more than one branch is satisfied
        names = _conflicting(branches, data)
        if len(names) > 1:
            yield Issue(path, "conflict", part, data, names=names)
        return
    of_type = {n: e for n, e in by_branch.items() if not _is_of_other_type(e, path)}
    if not of_type:
        types = [kind for branch in branches for kind in _types(branch)]
        if types:
            yield Issue(path, "type", {"type": list(dict.fromkeys(types))}, data)
        return
    begun = [
        n
        for n in of_type
        if _distinctive(branches, n) & set(data if isinstance(data, dict) else ())
    ]
    if len(begun) == 1:
        of_type = {begun[0]: of_type[begun[0]]}
    if len(of_type) > 1 and all(_are_only_missing(errors, path) for errors in of_type.values()):
        missing = [_missing(errors, data) for errors in of_type.values()]
        if len(set(missing)) > 1:
            yield Issue(path, "choice", part, data, names=tuple(dict.fromkeys(missing)))
            return
    intended = min(of_type.values(), key=lambda errors: _badness(errors, path))
    for inner in intended:
        yield from _issues(schema, inner)


def _only_forbids(schema: Any) -> bool:
    return isinstance(schema, dict) and set(schema) == {"required"}


def _types(branch: Schema) -> list[str]:
    kind = branch.get("type", [])
    return [kind] if isinstance(kind, str) else list(kind)


def _is_of_other_type(errors: list[ValidationError], path: YamlPath) -> bool:
    return any(e.validator == "type" and tuple(e.absolute_path) == path for e in errors)


def _are_only_missing(errors: list[ValidationError], path: YamlPath) -> bool:
    return all(e.validator == "required" and tuple(e.absolute_path) == path for e in errors)


def _missing(errors: list[ValidationError], data: Any) -> str:
    required: Any = errors[0].schema
    missing = [str(name) for name in required["required"] if name not in data]
    return next((name for name in _DISTINCTIVE if name in missing), missing[0])


def _distinctive(branches: list[Schema], number: int) -> set[str]:
    """What a branch requires and not every branch does."""
    required = [set(branch.get("required", ())) for branch in branches]
    return required[number] - set.intersection(*required)


def _badness(errors: list[ValidationError], path: YamlPath) -> tuple[int, int]:
    """How unlikely a branch is intended: by its errors at the top, then by all of them."""
    shallow = sum(len(error.absolute_path) <= len(path) for error in errors)
    return shallow, len(errors)


def _conflicting(branches: list[Schema], data: Any) -> tuple[str, ...]:
    """The present properties that only one of the satisfied branches requires."""
    if not isinstance(data, dict):
        return ()
    required = [
        set(b.get("required", ())) for b in branches if set(b.get("required", ())) <= set(data)
    ]
    if len(required) < 2:
        return ()
    common = set.intersection(*required)
    own = (sorted(names - common) for names in required)
    return tuple(dict.fromkeys(names[0] for names in own if names))
