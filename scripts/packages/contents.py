"""Builds the wheel and the sdist, and checks what they contain."""

from __future__ import annotations

import sys
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from .environments import ROOT, UV, run

# Files of which the package is useless without any.
_IN_WHEEL = (
    "forgecfg/py.typed",
    "forgecfg/__main__.py",
    "forgecfg/cli/main.py",
    "forgecfg/catalog/rest_scopes.txt",
    "forgecfg/schemas/config.schema.json",
    "forgecfg/schemas/output-v1.schema.json",
)
_FOLDERS_IN_WHEEL = ("forgecfg/remote/templates/", "forgecfg/schemas/", "forgecfg/catalog/")
_IN_SDIST = (
    "pyproject.toml",
    "LICENSE",
    "README.md",
    "CHANGELOG.md",
    "action.yml",
    "action-requirements.txt",
    ".pre-commit-hooks.yaml",
    ".ci/run",
    "zensical.toml",
    "forgecfg/py.typed",
    "schemas/config.schema.json",
    "tests/conftest.py",
    "scripts/generate.py",
    "devtools/mutate.py",
    "examples/macro-user-token/manifest.yml",
    "docs/README.md",
)
_NEVER = ("__pycache__/", ".pyc", ".hypothesis/", ".venv/", ".pytest_cache/", "shared/", "site/")


def wheel_problems(names: Iterable[str]) -> list[str]:
    """What is wrong with the contents of a wheel, given the names of its files."""
    names = list(names)
    found = [f"wheel: {name} is missing" for name in _IN_WHEEL if name not in names]
    found += [
        f"wheel: nothing in {folder}"
        for folder in _FOLDERS_IN_WHEEL
        if not any(name.startswith(folder) for name in names)
    ]
    for name in names:
        top = name.partition("/")[0]
        if top != "forgecfg" and not top.endswith(".dist-info"):
            found.append(f"wheel: {name} is outside of the package")
    return found + _never("wheel", names)


def sdist_problems(names: Iterable[str]) -> list[str]:
    """What is wrong with the contents of an sdist, given the names of its files.

    The names are relative to the folder `forgecfg-VERSION` that holds them all.
    """
    names = list(names)
    found = [f"sdist: {name} is missing" for name in _IN_SDIST if name not in names]
    return found + _never("sdist", names)


def _never(package: str, names: list[str]) -> list[str]:
    return [
        f"{package}: {name} must not be in it"
        for name in names
        if any(name.endswith(part) or f"/{part}" in f"/{name}" for part in _NEVER)
    ]


def build(output: Path) -> tuple[Path, Path]:
    """Build into a folder, which must be empty; the paths of the wheel and the sdist."""
    run([*UV, "build", "--quiet", "--out-dir", str(output)], ROOT)
    (wheel,), (sdist,) = output.glob("*.whl"), output.glob("*.tar.gz")
    check_metadata(wheel, sdist)
    return wheel, sdist


def check_metadata(*packages: Path) -> None:
    """Check what a package index reads; raises CalledProcessError if it would reject it."""
    run([sys.executable, "-m", "twine", "check", "--strict", *map(str, packages)], ROOT)


def contents(wheel: Path, sdist: Path) -> list[str]:
    """What is wrong with the contents of both packages."""
    with zipfile.ZipFile(wheel) as archive:
        found = wheel_problems(archive.namelist())
    with tarfile.open(sdist) as archive_:
        names = [name.partition("/")[2] for name in archive_.getnames()]
    return found + sdist_problems(names)
