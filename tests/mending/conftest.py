"""A way to run forgecfg, and a manifest with faults to run it on."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from forgecfg.cli.main import main

# A duplicate scope, mended without a guess, and a slip, which takes one.
FAULTY = """\
app:
  id: ari:cloud:ecosystem::app/0f6a4f0e-3f0c-4d9e-8f62-0a2f7a1c9f11
  runtime:
    name: nodejs22.x
modules:
  macro:
    - key: hello
      title: Bestände
      resource: main
      resolver:
        endpoint: stok-api
  endpoint:
    - key: stock-api
      remote: warehouse
resources:
  - key: main
    path: static/main
remotes:
  - key: warehouse
    baseUrl: https://warehouse.acme-it.app
    operations:
      - compute
permissions:
  scopes:
    - read:jira-work
    - read:jira-work # twice
"""
SAFE = FAULTY.replace("    - read:jira-work # twice\n", "")
UNSAFE = SAFE.replace("stok-api", "stock-api")


class Result(NamedTuple):
    """Exit code, standard output and standard error of one run, as bytes."""

    code: int
    out: bytes
    err: bytes


Run = Callable[..., Result]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with the manifest in it, and a neutral environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "manifest.yml").write_bytes(FAULTY.encode())
    (tmp_path / "static" / "main").mkdir(parents=True)
    (tmp_path / "static" / "main" / "index.html").touch()
    return tmp_path


@pytest.fixture
def run(
    here: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Runs forgecfg in this process; no run shows its insides or leaves a temporary file."""

    def run(*arguments: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(arguments)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in out + err
        assert b"fault of forgecfg" not in out + err
        assert list(here.rglob("*.tmp")) == []
        return Result(code, out, err)

    return run
