"""The extension for Visual Studio Code: it builds with npm alone, and its own tests pass."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXTENSION = Path(__file__).parents[2] / "editors" / "vscode"


def test_package() -> None:
    """What is installed is checked, and comes from the registry that the user has configured."""
    lock = json.loads((EXTENSION / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert all("resolved" not in package for package in packages.values())
    assert all("integrity" in package for package in packages.values())


def test_settings_reach_the_server() -> None:
    """The settings of the extension are those of the server, and of the client itself."""
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    names = {name.removeprefix("forgecfg.") for name in _properties(package)}
    assert names - {"command", "trace.server"} == {"source", "codeLens", "config"}
    restricted = package["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"]
    assert set(restricted) == {"forgecfg.command", "forgecfg.config"}


def _properties(package: dict[str, dict[str, dict[str, dict[str, object]]]]) -> list[str]:
    return list(package["contributes"]["configuration"]["properties"])


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("node") is None or shutil.which("npm") is None, reason="needs Node and npm"
)
def test_builds_and_runs(tmp_path: Path) -> None:
    folder = tmp_path / "vscode"
    shutil.copytree(EXTENSION, folder, ignore=shutil.ignore_patterns("node_modules", "dist"))
    npm = shutil.which("npm") or "npm"
    command = json.dumps([sys.executable, "-m", "forgecfg"])
    for arguments in (
        ["ci", "--no-audit", "--no-fund"],
        ["run", "build"],
        ["test"],
    ):
        done = subprocess.run(
            [npm, *arguments], cwd=folder, capture_output=True, text=True, check=False,
            env={**os.environ, "FORGECFG_COMMAND": command},
        )  # fmt: skip
        assert done.returncode == 0, f"npm {arguments}\n{done.stdout}\n{done.stderr}"
    assert (folder / "dist" / "extension.js").is_file()
