"""Backends under Node, where it and its packages are installed (see `.ci/install-servers`)."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "node"
NODE = shutil.which("node")
PACKAGES = os.environ.get("FORGECFG_NODE_FOLDER", "")
"""The folder in which `.ci/install-servers` ran `npm install`."""


def missing() -> str:
    """Why Node backends cannot be tested here; empty where they can."""
    if NODE is None:
        return "Node is not installed"
    if not PACKAGES:
        return "FORGECFG_NODE_FOLDER is not set: run .ci/install-servers"
    names = [name for name in ("jose", "express", "fastify") if not _package(name).is_dir()]
    return f"{', '.join(names)} not installed in FORGECFG_NODE_FOLDER" if names else ""


def _package(name: str) -> Path:
    return Path(PACKAGES, "node_modules", name)


needs_node = pytest.mark.skipif(bool(missing()), reason=missing() or "never")


@contextmanager
def node_server(
    framework: str, verifier: str, folder: Path, settings: Mapping[str, str]
) -> Iterator[str]:
    """Run a backend with a verifier file in an empty folder; yields its base URL."""
    (folder / "node_modules").symlink_to(Path(PACKAGES).resolve() / "node_modules")
    (folder / "forge-verify.mjs").write_text(verifier, encoding="utf-8")
    shutil.copy(FOLDER / f"{framework}.mjs", folder / "server.mjs")
    process = subprocess.Popen(
        [str(NODE), "server.mjs"],
        cwd=folder,
        env={**os.environ, **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        assert port.isdecimal(), port + process.stdout.read()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
