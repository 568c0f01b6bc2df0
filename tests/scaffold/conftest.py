"""Ways to run forgecfg, and a manifest to run it on."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from forgecfg.cli.main import main

MANIFEST = """\
app:
  id: ari:cloud:ecosystem::app/0f6a4f0e-3f0c-4d9e-8f62-0a2f7a1c9f11
modules:
  macro:
    - key: hello
      title: Hello
      resolver:
        endpoint: hello-api
"""
ADDED = """\
  endpoint:
    - key: hello-api
      remote: backend
remotes:
  - key: backend
    baseUrl: https://api.acme-it.app
    operations:
      - compute
"""
# These change what forgecfg writes.
VARIABLES = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING", "GITHUB_ACTIONS")


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
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "manifest.yml").write_bytes(MANIFEST.encode())
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


@pytest.fixture
def process(here: Path) -> Run:
    """Runs forgecfg as a process of its own."""

    def process(*arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "forgecfg", *arguments],
            cwd=here,
            input=stdin,
            env={**os.environ, **(env or {})},
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    return process
