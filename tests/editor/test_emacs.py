"""A session in Emacs with eglot, with the settings of the documentation."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import MANIFEST

DOCS = Path(__file__).parents[2] / "docs" / "editors.md"
SESSION = Path(__file__).parent / "session.el"
EMACS = shutil.which("emacs")


def _has(package: str) -> bool:
    load = [EMACS or "", "--batch", "--eval", f"(progn (package-initialize) (require '{package}))"]
    return subprocess.run(load, capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the server is started by a shell script")
def test_session(app: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    if EMACS is None or not _has("eglot") or not _has("yaml-mode"):
        pytest.skip("needs Emacs with eglot and yaml-mode")
    home = tmp_path_factory.mktemp("emacs")
    (settings,) = re.findall(r"```elisp\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    init = home / "init.el"
    init.write_text(f"(package-initialize)\n(require 'yaml-mode)\n{settings}", encoding="utf-8")
    server = home / "forgecfg"
    server.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m forgecfg "$@"\n', encoding="utf-8")
    server.chmod(0o755)
    (app / "other.yml").write_text("a: [\n", encoding="utf-8")
    done = subprocess.run(
        [EMACS, "--batch", "-l", str(init), "-l", str(SESSION)],
        capture_output=True, text=True, check=False, cwd=app, timeout=200,
        env={
            **os.environ,
            "HOME": str(home),
            "PATH": f"{home}{os.pathsep}{os.environ['PATH']}",
            "MANIFEST": str(app / "manifest.yml"),
            "OTHER": str(app / "other.yml"),
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == "done"
    assert (app / "manifest.yml").read_text(encoding="utf-8") == MANIFEST
