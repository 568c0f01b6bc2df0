"""The manifest schema: where it lies, and how its patterns are read."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

SCHEMA_NAME = "manifest.schema.json"

Schema = dict[str, Any]


def schema_folder() -> Path:
    """The folder of the schemas: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "schemas"
    return installed if installed.is_dir() else package.parent / "schemas"


@cache
def manifest_schema() -> Schema:
    """The manifest schema, read once."""
    text = (schema_folder() / SCHEMA_NAME).read_text(encoding="utf-8")
    schema: Schema = json.loads(text)
    return schema


@cache
def pattern(source: str) -> re.Pattern[str]:
    """A schema's pattern for Python: there `$` would also match before a final newline."""
    return re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", source))


def resolve(schema: Schema, root: Schema) -> Schema:
    """Follow `$ref` (only `#/definitions/…` occurs) to the schema it stands for."""
    while "$ref" in schema:
        schema = root["definitions"][schema["$ref"].rpartition("/")[2]]
    return schema
