"""The parts of `scripts/generate.py`: each function yields paths from the root, and their text."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# The table of official errors is part of the tools that compare.
sys.path.insert(0, str(ROOT / "devtools"))

Generated = Iterator[tuple[str, str]]
"""Paths from the root, in slashes, and what the files should hold."""


def project_home() -> str:
    """The address of the project's repository, as pyproject.toml names it."""
    return _addresses()["Homepage"]


def documentation_home() -> str:
    """The address of the documentation site; the project's home if it has no other."""
    return _addresses().get("Documentation", project_home()).rstrip("/")


def _addresses() -> dict[str, str]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    addresses: dict[str, str] = tomllib.loads(text)["project"]["urls"]
    return addresses
