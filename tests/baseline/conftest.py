"""Manifests to take a baseline of."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HEAD = "app:\n  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00\n"
MACROS = """\
modules:
  macro:
    - key: one
      title: One
      resource: main
      resolver:
        endpoint: gone
    - key: two
      title: Two
      resource: main
      resolver:
        endpoint: gone-too
resources:
  - key: main
    path: static/main
permissions: {scopes: []}
"""
TEXT = HEAD + "  runtime:\n    name: nodejs22.x\n" + MACROS

# The fixture of all tests, which returns exit code, output and standard error of a run.
Forgecfg = Callable[..., Any]


class Project:
    """A folder with manifests, and forgecfg to check them."""

    def __init__(self, folder: Path, run: Forgecfg) -> None:
        self.folder = folder
        self._run = run

    def write(self, name: str, text: str = TEXT) -> Path:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def check(self, *arguments: str) -> tuple[int, list[str], str]:
        """Exit code, file and text of what each finding points at, standard error."""
        result = self._run("check", "--format", "json", *arguments)
        found = json.loads(result.out)["findings"] if result.out else []
        return result.code, [f"{one['file']} {one['code']}" for one in found], result.err

    def run(self, *arguments: str) -> Any:
        """Any run of forgecfg."""
        return self._run(*arguments)

    def baseline(self, name: str = ".forgecfg-baseline.json") -> dict[str, Any]:
        """What a baseline holds."""
        data: dict[str, Any] = json.loads((self.folder / name).read_text(encoding="utf-8"))
        return data


@pytest.fixture
def project(tmp_path: Path, forgecfg: Forgecfg) -> Project:
    """A project in the current folder, with one manifest that has two errors."""
    project = Project(tmp_path, forgecfg)
    project.write("app/manifest.yml")
    return project
