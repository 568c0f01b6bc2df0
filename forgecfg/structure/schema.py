"""The manifest schema: where its parts lie, and how its patterns are read.

A module type is a part of its own, which is read only for manifests that have such modules: reading
all of them would take longer than checking. The bundle, for editors, is made of the same parts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from forgecfg.catalogue.module_types import MODULE_TYPES

Schema = dict[str, Any]


def schema_folder() -> Path:
    """The folder of the schemas: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "schemas"
    return installed if installed.is_dir() else package.parent / "schemas"


def schema_for(data: object) -> Schema:
    """The schema that describes a manifest, given as plain data, with the module types it has."""
    modules = data.get("modules") if isinstance(data, dict) else None
    return manifest_schema(modules if isinstance(modules, dict) else ())


def manifest_schema(module_types: Iterable[str] = MODULE_TYPES) -> Schema:
    """The manifest schema with these module types; those that Forge does not know are left out.

    Parts are shared between the schemas that are returned: they are not to be changed.
    """
    root = _part("root")
    sections = root["properties"]
    types = {name: module_schema(name) for name in module_types if name in MODULE_TYPES}
    modules = {**sections["modules"], "properties": types}
    return {
        **root,
        "properties": {**sections, "modules": modules},
        "definitions": _part("definitions"),
    }


def module_schema(name: str) -> Schema:
    """The schema of the list under `modules.<name>`, for a name in `MODULE_TYPES`."""
    return _part(f"modules/{name.replace(':', '.')}")


@cache
def _part(name: str) -> Schema:
    with open(f"{_parts_folder()}/{name}.json", encoding="utf-8") as file:  # noqa: PTH123 (faster)
        part: Schema = json.load(file)
    return part


@cache
def _parts_folder() -> Path:
    return schema_folder() / "parts"


@cache
def pattern(source: str) -> re.Pattern[str]:
    """A schema's pattern for Python: there `$` would also match before a final newline."""
    return re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", source))


def resolve(schema: Schema, root: Schema) -> Schema:
    """Follow `$ref` (only `#/definitions/…` occurs) to the schema it stands for."""
    while "$ref" in schema:
        schema = root["definitions"][schema["$ref"].rpartition("/")[2]]
    return schema
