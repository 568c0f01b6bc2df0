"""What the tests of hooks, the action and the recipes need: a copy of this project to install from.

It is a git repository of its own with everything committed, so that it does not matter what state
this checkout is in, or whether it is one.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from forgecfg import PROJECT_URL

from .places import ROOT, Location, git
from .workflow import Workflow

COPIED = (
    ".pre-commit-hooks.yaml",
    "action-requirements.txt",
    "LICENSE",
    "README.md",
    "action.yml",
    "examples",
    "forgecfg",
    "pyproject.toml",
    "schemas",
)


@pytest.fixture(scope="session")
def neutral() -> dict[str, str]:
    """The environment without what CI services, git hooks and other tests put into it."""
    prefixes = ("GIT_", "GITHUB_", "CI_", "PRE_COMMIT", "FORGECFG", "PYTEST_", "COV_")
    env = {key: value for key, value in os.environ.items() if not key.startswith(prefixes)}
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "VIRTUAL_ENV", "PYTHONPATH"):
        env.pop(name, None)
    env["PIP_NO_COMPILE"] = "1"  # most of what is installed here is never run
    author = {"NAME": "Test", "EMAIL": "test@acme-it.app"}
    for name, value in author.items():
        env[f"GIT_AUTHOR_{name}"] = env[f"GIT_COMMITTER_{name}"] = value
    return env


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory, neutral: dict[str, str]) -> Path:
    """A git repository that holds this project as it is now."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in COPIED:
        if (ROOT / name).is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignore)
        else:
            shutil.copyfile(ROOT / name, folder / name)
    location = Location(folder, neutral)
    git(location, "init", "--quiet", "--initial-branch=main")
    git(location, "add", "--all")
    git(location, "commit", "--quiet", "--message=everything")
    return folder


@pytest.fixture(scope="session")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The temporary folder of the runner of a CI service."""
    return tmp_path_factory.mktemp("runner temp")


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the action's step `install` says, of a folder in which nothing needed installing.

    Its `forgecfg` is this checkout's; its `python3` does not run pip.
    """
    folder = tmp_path_factory.mktemp("ready") / "bin"
    folder.mkdir()
    python = f'exec "{sys.executable}" "$@"\n'
    scripts = {
        "forgecfg": f'exec "{sys.executable}" -m forgecfg "$@"\n',
        "python": python,
        "python3": f'case "$*" in "-m pip install "*) exit 0 ;; esac\n{python}',
    }
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
        (folder / name).chmod(0o755)
    return {"bin": str(folder)}


@pytest.fixture(scope="session")
def installed(temporary: Path, checkout: Path, neutral: dict[str, str]) -> dict[str, str]:
    """What the action's step `install` says when it is done; its environment serves all tests.

    The repository that it is done in has modules with the names of those that it needs. None of
    them may be imported.
    """
    trap = Location(temporary / "trap", neutral)
    trap.folder.mkdir()
    git(trap, "init", "--quiet")
    modules = ("forgecfg", "json", "pip/__init__", "pip/__main__", "sitecustomize", "typer", "venv")
    for module in modules:
        trap.write(f"{module}.py", "open('imported', 'w')\nraise SystemExit(9)\n")
    trap.copy("macro-user-token", "manifest.yml")
    done = Workflow(trap, temporary).action(checkout, {})
    assert done.code == 0, done.output
    assert not (trap.folder / "imported").exists()
    return {"bin": str(temporary / "forgecfg-environment" / "bin")}


@pytest.fixture(scope="session")
def machine(
    tmp_path_factory: pytest.TempPathFactory, checkout: Path, neutral: dict[str, str]
) -> dict[str, str]:
    """The environment of a machine with Python, git and pre-commit, and `FORGECFG` set.

    The address of the project leads to the copy of this checkout.
    """
    folder = tmp_path_factory.mktemp("machine")
    tools = folder / "tools"
    tools.mkdir()
    program = f'#!/bin/sh\nexec "{sys.executable}" -m pre_commit "$@"\n'
    (tools / "pre-commit").write_text(program, encoding="utf-8")
    (tools / "pre-commit").chmod(0o755)
    return {
        **neutral,
        "PATH": os.pathsep.join((str(tools), neutral["PATH"])),
        "FORGECFG": str(checkout),
        "PRE_COMMIT_HOME": str(folder / "pre-commit"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{checkout}.insteadOf",
        "GIT_CONFIG_VALUE_0": PROJECT_URL,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }


def _repository(folder: Path, machine: dict[str, str], tools: dict[str, str]) -> Location:
    folder.mkdir()
    location = Location(
        folder, {**machine, "PATH": os.pathsep.join((tools["bin"], machine["PATH"]))}
    )
    git(location, "init", "--quiet", "--initial-branch=main")
    return location


@pytest.fixture
def location(tmp_path: Path, machine: dict[str, str], ready: dict[str, str]) -> Location:
    """An empty git repository on that machine, which has forgecfg."""
    return _repository(tmp_path / "app repository", machine, ready)


@pytest.fixture
def workflow(location: Location, temporary: Path, ready: dict[str, str]) -> Workflow:
    """A job of GitHub in that repository, with forgecfg installed already."""
    return Workflow(location, temporary, finished={"install": ready})


@pytest.fixture
def installed_place(tmp_path: Path, machine: dict[str, str], installed: dict[str, str]) -> Location:
    """The same, with forgecfg and pip in an environment that the action has made."""
    return _repository(tmp_path / "installed app repository", machine, installed)


@pytest.fixture
def installed_workflow(
    installed_place: Location, temporary: Path, installed: dict[str, str]
) -> Workflow:
    """A job of GitHub in that repository."""
    return Workflow(installed_place, temporary, finished={"install": installed})
