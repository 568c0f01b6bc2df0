"""Schemas that a validator cannot use are rejected, all others are used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from forgecfg.api import CheckOptions, check_text
from forgecfg.errors import UsageError
from forgecfg.schema.official.load import load

from .conftest import APP

TEXT = APP + "modules:\n  macro:\n    - key: a\n      title: A\n      resource: main\n"


def nested(depth: int) -> Any:
    return {"anyOf": [nested(depth - 1)]} if depth else {}


def put(folder: Path, app: object, **more: object) -> Path:
    """A schema file that says something of `app`, and more at its root."""
    file = folder / "schema.json"
    file.write_text(json.dumps({"properties": {"app": app}, **more}), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "app",
    [
        5,
        {"properties": []},
        {"properties": {"id": "text"}},
        {"patternProperties": {"([": {}}},
        {"type": "text"},
        {"type": [5]},
        {"required": "id"},
        {"required": [5]},
        {"minProperties": "1"},
        {"multipleOf": 0},
        {"anyOf": {}},
        {"oneOf": []},
        {"anyOf": [{"anyOf": 5}]},
        {"items": [5]},
        {"not": "text"},
        {"dependencies": {"id": "runtime"}},
        {"properties": {"id": {"pattern": 5}}},
        {"properties": {"id": {"$id": "https://schema.acme-it.app/"}}},
        {"$ref": 5},
        {"$ref": "#/definitions/nowhere"},
        {"$ref": "https://schema.acme-it.app/app.json"},
        {"$ref": "file:///app.json"},
        {"$ref": "#/properties/app"},
        {"allOf": [{"not": {"$ref": "#/properties/app"}}]},
        nested(200),
    ],
    ids=lambda app: json.dumps(app)[:50],
)
def test_rejected(tmp_path: Path, app: object) -> None:
    with pytest.raises(UsageError, match=r"^invalid schema .*: #/properties/app") as raised:
        load(put(tmp_path, app))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "app",
    [
        True,
        False,
        {"not": True},
        {"oneOf": [True, False, {"required": ["x"]}]},
        {"properties": {"id": {"pattern": "(["}}},
        {"properties": {"id": {"$ref": "#/properties/app"}}},
        {"items": [{"type": "string"}, True]},
        {"propertyNames": False, "contains": {}, "dependencies": {"id": ["runtime"]}},
        {"additionalProperties": False, "patternProperties": {"^r": {}, "^i": {}}},
        {"$ref": "#/definitions/any"},
        {"properties": {"id": {"anyOf": [{"$ref": "#"}, {}]}}},
        {"format": 5, "const": [], "enum": [[]], "no-keyword": {"type": 5}},
        nested(50),
    ],
    ids=lambda app: json.dumps(app)[:50],
)
def test_used(tmp_path: Path, app: object) -> None:
    schema = load(put(tmp_path, app, definitions={"any": True}))
    found = check_text(TEXT, options=CheckOptions(forge_schema=schema)).findings
    assert "FC000" not in {finding.code for finding in found}


def test_a_version_that_is_none_is_not_shown(tmp_path: Path) -> None:
    for version, label in (("1.2.3-beta.1", "@forge/manifest 1.2.3-beta.1"), ("\x1b[2J", "schema")):
        (tmp_path / "package.json").write_text(json.dumps({"version": version}), encoding="utf-8")
        load.cache_clear()
        assert label in load(put(tmp_path, {})).label
