"""Load the manifest schema.

A module type is a separate part, which is read only for manifests that have such modules: reading
all of them would take longer than checking. The rest, which every manifest needs, is read from
`manifest.core.json`. That file and the bundle, `manifest.schema.json` for editors, are generated
from `schemas/parts`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from forgecfg.catalog.module_types import MODULE_TYPES

Schema = dict[str, Any]

_DEFINITIONS = "#/definitions/"


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
    """The manifest schema with these module types; unknown ones are skipped.

    Outside of the module types it has no titles and descriptions. The returned schemas share their
    parts: do not change them.
    """
    known = sorted(name for name in module_types if name in MODULE_TYPES)
    types = {name: module_schema(name) for name in known}
    return with_modules(_read("manifest.core"), types)


def published_schema() -> Schema:
    """The whole manifest schema for editors, with titles and descriptions. Do not change it."""
    return _read("manifest.schema")


def with_modules(root: Schema, types: Schema) -> Schema:
    """A manifest schema without module types, extended by these."""
    sections = root["properties"]
    modules = {**sections["modules"], "properties": types}
    return {**root, "properties": {**sections, "modules": modules}}


def module_schema(name: str) -> Schema:
    """The schema of the list under `modules.<name>`, for a name in `MODULE_TYPES`."""
    return _read(f"parts/modules/{name.replace(':', '.')}")


@cache
def _read(name: str) -> Schema:
    with open(f"{_folder()}/{name}.json", encoding="utf-8") as file:  # noqa: PTH123 (faster)
        part: Schema = json.load(file)
    return part


@cache
def _folder() -> Path:
    return schema_folder()


@cache
def compile_pattern(source: str) -> re.Pattern[str]:
    """Compile a pattern of a schema: in Python, `$` also matches before a final newline."""
    return re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", source))


def resolve(schema: Schema, root: Schema) -> Schema:
    """Follow a `$ref`; only `#/definitions/…` occurs."""
    while "$ref" in schema:
        schema = root["definitions"][schema["$ref"].removeprefix(_DEFINITIONS)]
    return schema
