"""Manifests written as JSON, which is YAML too: what is added is JSON, in as many lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from forgecfg.document.document import load
from forgecfg.document.nodes import to_data

from .properties import scaffolded
from .removals import removals

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/manifest.yml"))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", [2, 4])
@pytest.mark.parametrize("file", EXAMPLES, ids=[file.parent.name for file in EXAMPLES])
def test_json_stays_json(file: Path, indent: int, newline: str) -> None:
    root = load(file.read_bytes()).root
    assert root is not None
    text = json.dumps(to_data(root), indent=indent) + "\n"
    tried = 0
    for removal in removals(text.replace("\n", newline)):
        new = scaffolded(removal.text)
        json.loads(new)
        assert max(map(len, new.split("\n"))) <= max(map(len, text.split("\n"))) + 40
        tried += 1
    assert tried > 0
