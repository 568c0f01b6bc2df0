"""A schema in the style of the official one, written for these tests, in a made-up app."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

KEY = {"type": "string", "pattern": "^[a-zA-Z0-9_-]+$"}
TEXT = {
    "anyOf": [
        {"type": "string", "minLength": 1, "maxLength": 20},
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["i18n"],
            "properties": {"i18n": {"type": "string"}},
        },
    ]
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["app"],
    "definitions": {
        "Modules": {
            "type": "object",
            "properties": {
                "macro": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["key", "title"],
                        "properties": {
                            "key": KEY,
                            "title": TEXT,
                            "shade": {"enum": ["light", "dark"]},
                        },
                        "not": {"required": ["unlicensedAccess"]},
                    },
                },
                "jira:hologram": {
                    "type": "array",
                    "items": {
                        "oneOf": [
                            {
                                "type": "object",
                                "required": ["key", "function"],
                                "properties": {"key": KEY, "function": KEY},
                            },
                            {
                                "type": "object",
                                "required": ["key", "resource", "icon"],
                                "properties": {"key": KEY, "resource": KEY, "icon": {"const": "x"}},
                            },
                        ]
                    },
                },
            },
        }
    },
    "properties": {
        "app": {"type": "object"},
        "modules": {"$ref": "#/definitions/Modules"},
        "environment": {"type": "object"},
        "permissions": {"type": "object"},
    },
}
APP = """\
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00
  runtime:
    name: nodejs22.x
permissions:
  scopes: []
"""


def install(packages: Path, content: object = SCHEMA, version: str = "99.1.0") -> Path:
    """Put the schema into a folder of packages, as npm would; its path."""
    package = packages / "@forge" / "manifest"
    file = package / "out" / "schema" / "manifest-schema.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(content), encoding="utf-8")
    (package / "package.json").write_text(json.dumps({"version": version}), encoding="utf-8")
    return file


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """The folder of an app whose `node_modules` has the schema."""
    folder = tmp_path / "app"
    install(folder / "node_modules")
    return folder
