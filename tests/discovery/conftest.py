"""Trees of manifests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FORGE = "app:\n  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00\nmodules: {}\n"
FOREIGN = "apiVersion: v1\nkind: Manifest\nmodules:\n  - one\n"

# The fixture of all tests, which returns exit code, output and standard error of a run.
Forgecfg = Callable[..., Any]
Tree = Callable[..., None]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Writes files: manifests of Forge, or with the given text; folders are made."""

    def write(*names: str, text: str = FORGE) -> None:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return write
