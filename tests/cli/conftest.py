"""Ways to run forgecfg, and manifests to run it on."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from forgecfg.cli.main import main

CLEAN = """\
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00
  runtime:
    name: nodejs22.x
modules:
  macro:
    - key: hello
      title: Hello
      resource: main
resources:
  - key: main
    path: static/main
permissions: {scopes: []}
"""
# In each the worst finding is of this severity.
MANIFESTS = {
    "clean": CLEAN,
    "error": CLEAN + "providers: 5\n",
    "warning": CLEAN.replace("  macro:", "  newMacro:"),
    "info": CLEAN
    + "remotes:\n  - key: api\n    baseUrl: https://api.acme-it.app\n    operations: [compute]\n",
}
# These change what forgecfg writes.
VARIABLES = (
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
    "TERM",
    "PYTHONIOENCODING",
    "GITHUB_ACTIONS",
    "GITHUB_STEP_SUMMARY",
    "GITHUB_WORKSPACE",
    "CI_PROJECT_DIR",
)


class Result(NamedTuple):
    """Exit code, standard output and standard error of one run."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]
Start = Callable[..., subprocess.Popen[bytes]]


def checked(result: Result) -> Result:
    """The result, which must be a decent one, whatever happened."""
    assert result.code in (0, 1, 2, 130)
    assert "Traceback" not in result.out + result.err
    return result


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and a neutral environment."""
    monkeypatch.chdir(tmp_path)
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def files(here: Path) -> Path:
    """The current folder, with each of MANIFESTS as `NAME.yml`."""
    for name, text in MANIFESTS.items():
        (here / f"{name}.yml").write_bytes(text.encode())
    return here


@pytest.fixture
def run(here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs forgecfg in this process."""
    assert Path.cwd() == here

    def run(*arguments: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(arguments)
        out, err = capsys.readouterr()
        return checked(Result(code, out, err))

    return run


@pytest.fixture
def start(here: Path) -> Iterator[Start]:
    """Starts forgecfg as a process of its own, with pipes on all its streams."""
    children = []

    def start(
        *arguments: str,
        env: dict[str, str] | None = None,
        stdin: int = subprocess.PIPE,
        stdout: int = subprocess.PIPE,
        before: Callable[[], None] | None = None,
    ) -> subprocess.Popen[bytes]:
        child = subprocess.Popen(
            [sys.executable, "-m", "forgecfg", *arguments],
            cwd=here,
            env={**os.environ, **(env or {})},
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            preexec_fn=before,
        )
        children.append(child)
        return child

    yield start
    for child in children:
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout, child.stderr):
            if stream is not None:
                stream.close()


@pytest.fixture
def process(start: Start) -> Run:
    """Runs forgecfg as a process of its own; what it writes must be of its encoding."""

    def process(
        *arguments: str,
        stdin: bytes = b"",
        env: dict[str, str] | None = None,
        encoding: str = "utf-8",
        stdout: int = subprocess.PIPE,
        before: Callable[[], None] | None = None,
    ) -> Result:
        child = start(*arguments, env=env, stdout=stdout, before=before)
        out, err = child.communicate(stdin, timeout=60)
        return checked(
            Result(child.returncode, (out or b"").decode(encoding), err.decode(encoding))
        )

    return process
