"""Manifests with a finding of each severity, and a way to write configurations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

MANIFEST = """\
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00
  runtime:
    name: nodejs22.x
modules:
  newMacro:
    - key: hello
remotes:
  - key: api
    baseUrl: https://api.acme-it.app
    operations: [compute]
providers: 5
permissions: {scopes: []}
"""
# What is found in it: one of each severity.
FOUND = {"FC104": "error", "FC108": "warning", "FC207": "info"}

# The fixture of all tests, which returns exit code, output and standard error of a run.
Forgecfg = Callable[..., Any]
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file below the current folder; without a text it is MANIFEST."""

    def write(name: str, text: str = MANIFEST) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write
