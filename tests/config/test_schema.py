"""The schema of the configuration and the parser say the same."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from forgecfg.config.config import ConfigError
from forgecfg.config.locate import Source
from forgecfg.config.parse import ignorable_names, parse, rule_names, severity_names

from .conftest import Forgecfg
from .test_errors import BAD

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "schemas" / "config.schema.json").read_text(encoding="utf-8")
)

GOOD = [
    "",
    'select = ["FC", "FC2", "FC20", "FC201", "undefined-endpoint"]',
    'ignore = []\nexclude = []\nfail-on = "info"\n[severity]\n[per-file-ignores]',
    'ignore = ["FC0", "FC", "FC008"]',
    'exclude = ["a/", "/b", "!c", "**/d", " e", "\\\\#f"]',
    '[severity]\nFC108 = "off"\nunused-remote = "error"\nFC008 = "info"\nFC002 = "warning"',
    '[per-file-ignores]\n"**/old/*.yml" = ["FC1", "unused-remote"]\nx = []',
]
# A schema cannot express that two names are one rule, or which patterns are invalid.
BEYOND = ["duplicate severity", 'invalid pattern "a["']
WELL_FORMED_BAD = [
    (text, says)
    for text, says in BAD
    if "TOML" not in says and not any(each in says for each in BEYOND)
]


def refusal(text: str) -> str:
    """What the parser says against a configuration."""
    try:
        parse(Source(Path("forgecfg.toml"), text, (), tomllib.loads(text)), Path())
    except ConfigError as error:
        return str(error)
    return ""


def is_valid(text: str) -> bool:
    return jsonschema.Draft7Validator(SCHEMA).is_valid(tomllib.loads(text))


def test_the_schema_is_one() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("text", GOOD)
def test_both_accept(text: str) -> None:
    assert refusal(text) == ""
    assert is_valid(text)


@pytest.mark.parametrize("text", [text for text, _ in WELL_FORMED_BAD], ids=lambda text: text[:50])
def test_both_refuse(text: str) -> None:
    assert refusal(text)
    assert not is_valid(text)


def test_the_schema_knows_all_rules() -> None:
    definitions = SCHEMA["definitions"]
    assert definitions["rule"]["enum"] == rule_names()
    assert definitions["ignorable"]["enum"] == ignorable_names()
    assert definitions["rateable"]["enum"] == severity_names()


def test_every_key_is_described_and_read() -> None:
    for key, described in SCHEMA["properties"].items():
        assert described["description"]
        # A type that no key takes: so the parser must know the key.
        assert "unknown key" not in refusal(f"{key} = 1.5")
        assert refusal(f"{key} = 1.5")


def test_the_command_prints_it(forgecfg: Forgecfg) -> None:
    result = forgecfg("schema", "config")
    assert result.code == 0
    assert json.loads(result.out) == SCHEMA
