"""A repository that an attacker has filled, and a way to check it that cannot hang the tests."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

if sys.platform == "win32":
    pytest.skip("no limits of resources, links and FIFOs here", allow_module_level=True)

import resource

MANIFEST = """\
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00
  runtime:
    name: nodejs22.x
permissions:
  scopes: []
modules:
  trigger:
    - key: on-issue
      function: main
      events: [avi:jira:created:issue]
  function:
    - key: main
      handler: index.run
"""
# Enough for every run here; what the attacks need without a limit is gigabytes and minutes.
_MEMORY = 1_000_000_000
_SECONDS = 20


class Run(NamedTuple):
    """The result of a command."""

    code: int
    out: str
    err: str


Forgecfg = Callable[..., Run]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a manifest, next to a file with a secret."""
    folder = tmp_path / "repository"
    (folder / ".git").mkdir(parents=True)
    (folder / "src").mkdir()
    (folder / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    (folder / "src" / "index.js").write_text("export const run = () => {};\n", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("the-secret\n", encoding="utf-8")
    return folder


@pytest.fixture
def forgecfg(repository: Path) -> Forgecfg:
    """Runs a command in the repository, with limits on its time and memory."""

    def run(*arguments: str, cwd: Path = repository) -> Run:
        done = subprocess.run(
            [sys.executable, "-m", "forgecfg", *arguments],
            cwd=cwd,
            capture_output=True,
            encoding="utf-8",
            timeout=3 * _SECONDS,
            preexec_fn=_limit,
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert "the-secret" not in done.stdout + done.stderr
        return Run(done.returncode, done.stdout, done.stderr)

    return run


Put = Callable[[Path], None]


def zero(path: Path) -> None:
    """A link to a device that never ends."""
    path.symlink_to("/dev/zero")


def fifo(path: Path) -> None:
    """A FIFO without a writer."""
    os.mkfifo(path)


def unix_socket(path: Path) -> None:
    """A socket."""
    # The path of a socket is short.
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(before)


def outside(path: Path) -> None:
    """A link to a file outside the repository."""
    path.symlink_to(next(p / "secret.txt" for p in path.parents if (p / "secret.txt").exists()))


@pytest.fixture(params=[zero, fifo], ids=lambda put: str(put.__name__))
def odd(request: pytest.FixtureRequest) -> Put:
    """Puts something that is no regular file at a path, instead of what is there."""

    def put(path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        request.param(path)

    return put
