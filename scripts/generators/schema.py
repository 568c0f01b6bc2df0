"""The bundle of the manifest schema, made of its parts."""

from __future__ import annotations

import json
from typing import Any

from generators import Generated

_WIDTH = 100


def bundle() -> Generated:
    """The whole manifest schema in one file, as editors want it."""
    from forgecfg.catalogue.module_types import MODULE_TYPES
    from forgecfg.structure.schema import manifest_schema

    yield "schemas/manifest.schema.json", layout(manifest_schema(sorted(MODULE_TYPES))) + "\n"


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
