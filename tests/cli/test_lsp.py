"""`forgecfg lsp` without the packages that it needs."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest

from forgecfg.cli.main import main


def test_missing_packages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    find_spec = importlib.util.find_spec

    def find(name: str, *rest: Any) -> Any:
        return None if name == "pygls" else find_spec(name, *rest)

    monkeypatch.setattr(importlib.util, "find_spec", find)
    assert main(["lsp"]) == 2
    error = capsys.readouterr().err
    assert error == (
        'forgecfg: the language server needs more packages: pip install "forgecfg[lsp]"\n'
    )
