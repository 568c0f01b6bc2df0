"""What is generated from the parts of the manifest schema: the bundle, and the core of it."""

from __future__ import annotations

import json
from typing import Any

from forgecfg.schema.wording import DESCRIPTION
from generators import ROOT, Generated

_WIDTH = 100

# What people read and no check needs.
_WORDS = frozenset({"title", "description", "examples", "default", "deprecated"})

# The value of a variable is not known, so a text with one may be valid.
_VARIABLE = r"\$\{[a-zA-Z_][a-zA-Z0-9_]*\}"


def schemas() -> Generated:
    """The whole manifest schema in one file, for editors, and what every check needs of it."""
    from forgecfg.catalog.module_types import MODULE_TYPES
    from forgecfg.schema.load import module_schema, with_modules

    parts = ROOT / "schemas" / "parts"
    root, definitions = (
        json.loads((parts / name).read_text(encoding="utf-8"))
        for name in ("root.json", "definitions.json")
    )
    core = {**root, "definitions": definitions}
    types = {name: module_schema(name) for name in sorted(MODULE_TYPES)}
    published = with_names(for_editors(with_modules(core, types)))
    yield "schemas/manifest.schema.json", layout(published) + "\n"
    # Read at every start: short.
    yield "schemas/manifest.core.json", json.dumps(bare(core), separators=(",", ":")) + "\n"


def with_names(schema: Any) -> Any:
    """The schema for editors with the names of scopes and events, which editors complete.

    Newer names than those of the catalog stay valid: each list is one of two branches.
    """
    from forgecfg.catalog.events import KNOWN_EVENTS
    from forgecfg.catalog.scopes import KNOWN_SCOPES

    sections = schema["properties"]
    scopes = sections["permissions"]["properties"]["scopes"]
    scopes["items"] = _named(scopes["items"], "scopeName")
    trigger = sections["modules"]["properties"]["trigger"]["items"]["properties"]
    event = trigger["events"]["items"]
    trigger["events"]["items"] = _named(event, "eventName")
    event["properties"]["eventType"] = _named(event["properties"]["eventType"], "eventName")
    names = {"scopeName": sorted(KNOWN_SCOPES), "eventName": sorted(KNOWN_EVENTS)}
    schema["definitions"] |= {name: {"enum": listed} for name, listed in names.items()}
    return schema


def _named(schema: dict[str, Any], definition: str) -> dict[str, Any]:
    """A schema that also offers the names of a definition, and is as open as before."""
    return {**schema, "anyOf": [{"$ref": f"#/definitions/{definition}"}, {"type": schema["type"]}]}


def for_editors(schema: Any) -> Any:
    """A schema as editors use it: with messages, and valid for values with variables.

    `patternErrorMessage` and `deprecationMessage` are what yaml-language-server and VS Code show
    instead of a regular expression, and for a deprecated property. `dependencies` is the name of
    `dependentRequired` in draft 7; a validator of either draft ignores the other name.
    """
    if isinstance(schema, list):
        return [for_editors(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    made = {
        name: {key: for_editors(part) for key, part in inner.items()}
        if name in ("properties", "definitions")
        # These do not restrict values: a variable in a name is not replaced, one in a value of a
        # condition does not meet it.
        else (inner if name in ("propertyNames", "if", "not", "enum") else for_editors(inner))
        for name, inner in schema.items()
    }
    if "dependentRequired" in schema:
        made["dependencies"] = schema["dependentRequired"]
    if isinstance(schema.get("pattern"), str):
        made["pattern"] = f"{_VARIABLE}|{schema['pattern']}"
        made["patternErrorMessage"] = f"It must be {schema[DESCRIPTION]}."
    if schema.get("deprecated") is True:
        made["deprecationMessage"] = schema["description"]
    return _with_variables(made)


def _with_variables(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema whose limits of a text do not apply to one with a variable in it."""
    limits = {name: schema[name] for name in ("enum", "maxLength") if name in schema}
    if not limits or not any(isinstance(value, str) for value in limits.get("enum", ("",))):
        return schema
    rest = {name: value for name, value in schema.items() if name not in limits}
    assert "anyOf" not in rest
    return {**rest, "anyOf": [limits, {"type": "string", "pattern": _VARIABLE}]}


def bare(schema: Any) -> Any:
    """A schema without words for people."""
    if isinstance(schema, list):
        return [bare(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: {key: bare(inner) for key, inner in value.items()}
        if name in ("properties", "definitions")
        else bare(value)
        for name, value in schema.items()
        if name not in _WORDS
    }


def layout(data: Any, indent: int = 0, before: int = 0) -> str:
    """Data as JSON that is short and still readable: on one line whatever has room there.

    `indent` is that of the line, `before` the number of characters that precede it there.
    """
    line = json.dumps(data, ensure_ascii=False)
    if indent + before + len(line) < _WIDTH or not isinstance(data, dict | list) or not data:
        return line
    inner, start = indent + 2, "\n" + " " * (indent + 2)
    if isinstance(data, list):
        text = ("," + start).join(layout(item, inner) for item in data)
        return f"[{start}{text}\n{' ' * indent}]"
    names = ((json.dumps(name, ensure_ascii=False) + ": ", data[name]) for name in data)
    text = ("," + start).join(name + layout(value, inner, len(name)) for name, value in names)
    return f"{{{start}{text}\n{' ' * indent}}}"
