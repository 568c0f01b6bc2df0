"""What is generated from the parts of the manifest schema: the bundle, and the core of it."""

from __future__ import annotations

import json
from typing import Any

from forgecfg.structure.words import FORM
from generators import ROOT, Generated

_WIDTH = 100

# What people read and no check needs.
_WORDS = frozenset({"title", "description", "examples", "default", "deprecated"})

# A text that holds a variable may be anything. In names variables are not replaced.
_VARIABLE = r"\$\{[a-zA-Z_][a-zA-Z0-9_]*\}"


def schemas() -> Generated:
    """The whole manifest schema in one file, for editors, and what every check needs of it."""
    from forgecfg.catalog.module_types import MODULE_TYPES
    from forgecfg.structure.schema import module_schema, with_modules

    parts = ROOT / "schemas" / "parts"
    root, definitions = (
        json.loads((parts / name).read_text(encoding="utf-8"))
        for name in ("root.json", "definitions.json")
    )
    core = {**root, "definitions": definitions}
    types = {name: module_schema(name) for name in sorted(MODULE_TYPES)}
    yield "schemas/manifest.schema.json", layout(for_editors(with_modules(core, types))) + "\n"
    # Read at every start: short.
    yield "schemas/manifest.core.json", json.dumps(bare(core), separators=(",", ":")) + "\n"


def for_editors(schema: Any) -> Any:
    """A schema with what editors show beside its descriptions, and without faults of variables.

    `patternErrorMessage` and `deprecationMessage` are what yaml-language-server and VS Code show
    instead of a regular expression, and where a property is no longer used.
    """
    if isinstance(schema, list):
        return [for_editors(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    made = {
        name: inner if name == "propertyNames" else for_editors(inner)
        for name, inner in schema.items()
    }
    if isinstance(schema.get("pattern"), str):
        made["pattern"] = f"{_VARIABLE}|{schema['pattern']}"
        made["patternErrorMessage"] = f"It must be {schema[FORM]}."
    if schema.get("deprecated") is True:
        made["deprecationMessage"] = schema["description"]
    return made


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
