"""Builds the wheel and the sdist, checks what they contain, and tries the installed wheel.

    python scripts/check_packages.py [--output DIR] [--python X.Y]
    python scripts/check_packages.py --suite [--oldest] [--python X.Y] [-- ARGUMENTS OF PYTEST]

`--suite` also runs the tests against the installed wheel, in the unpacked sdist without the source
of the package, so that only the wheel can be imported; it shows at once that the sdist has all
that the tests need. `--oldest` installs the oldest versions that pyproject.toml allows for its
direct dependencies. Needs the extra `dev` and a network.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
_UV = [sys.executable, "-m", "uv"]
_EXAMPLE = "examples/broken/macro-user-token/manifest.yml"

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
# These tests are about the checkout and install from it, whatever package is installed.
_OF_CHECKOUT = ("tests/hooks", "tests/docs/test_generated.py")
# It has links to the source of the package, which is removed.
_DESELECTED = "tests/docs/test_pages.py::test_links_lead_somewhere[CONTRIBUTING.md]"


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
    _run([*_UV, "build", "--quiet", "--out-dir", str(output)], ROOT)
    (wheel,), (sdist,) = output.glob("*.whl"), output.glob("*.tar.gz")
    _run([sys.executable, "-m", "twine", "check", "--strict", str(wheel), str(sdist)], ROOT)
    return wheel, sdist


def contents(wheel: Path, sdist: Path) -> list[str]:
    """What is wrong with the contents of both packages."""
    with zipfile.ZipFile(wheel) as archive:
        found = wheel_problems(archive.namelist())
    with tarfile.open(sdist) as archive_:
        names = [name.partition("/")[2] for name in archive_.getnames()]
    return found + sdist_problems(names)


def environment(folder: Path, python: str) -> Path:
    """Make an environment with a version of Python; the path of its interpreter."""
    _run([*_UV, "venv", "--quiet", "--python", python, str(folder)], ROOT)
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(python: Path, wheel: Path, *, extra: str | None, oldest: bool) -> None:
    """Install a wheel with its dependencies and those of an extra."""
    command = [*_UV, "pip", "install", "--quiet", "--python", str(python)]
    # The requirements of a wheel are not direct ones, for which alone the option counts.
    if oldest:
        direct = ["--resolution", "lowest-direct", "-r", "pyproject.toml"]
        _run([*command, *direct, *(["--extra", extra] if extra else [])], ROOT)
        _run([*command, "--no-deps", str(wheel)], ROOT)
    else:
        _run([*command, f"{wheel}[{extra}]" if extra else str(wheel)], ROOT)


def try_commands(python: Path, folder: Path) -> list[str]:
    """Run the installed commands as a user would; what is wrong with them."""
    manifest = folder / "manifest.yml"
    shutil.copyfile(ROOT / _EXAMPLE, manifest)
    expected = (
        (("--version",), 0, "forgecfg "),
        (("check", "manifest.yml"), 1, "undefined-endpoint"),
        (("explain", "undefined-endpoint"), 0, "How to fix"),
        (("schema",), 0, '"$schema"'),
        (("remote", "verifier", "--lang", "python"), 0, "def "),
    )
    found = []
    for arguments, code, part in expected:
        done = subprocess.run(
            [python, "-m", "forgecfg", *arguments],
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode != code or part not in done.stdout:
            said = (done.stdout + done.stderr)[-500:]
            found.append(f"forgecfg {' '.join(arguments)}: exit code {done.returncode}: {said}")
    return found


def suite(python: Path, sdist: Path, folder: Path, arguments: list[str]) -> int:
    """Run the tests of an sdist against what is installed; the exit code of pytest."""
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (source,) = folder.iterdir()
    shutil.rmtree(source / "forgecfg")
    command = [str(python), "-m", "pytest", "-q", *arguments]
    command += [f"--ignore={path}" for path in _OF_CHECKOUT]
    command += [f"--deselect={_DESELECTED}"]
    return subprocess.run(command, cwd=source, check=False).returncode


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True)


def main() -> int:
    """Build, check, install, try; returns 1 if something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--output", type=Path, help="an empty or new folder that keeps them")
    parser.add_argument("--python", default=sys.executable, help="a version or an interpreter")
    parser.add_argument("--oldest", action="store_true", help="the oldest allowed dependencies")
    parser.add_argument("--suite", action="store_true", help="run the tests against the wheel")
    parser.add_argument("pytest", nargs="*", default=["-n", "auto"], help="arguments of pytest")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="forgecfg-packages-") as name:
        folder = Path(name)
        wheel, sdist = build((options.output or folder / "dist").resolve())
        found = contents(wheel, sdist)
        python = environment(folder / "plain", options.python)
        install(python, wheel, extra=None, oldest=options.oldest)
        (folder / "app").mkdir()
        found += try_commands(python, folder / "app")
        for problem in found:
            print(problem)
        if options.suite and not found:
            python = environment(folder / "full", options.python)
            install(python, wheel, extra="test", oldest=options.oldest)
            return suite(python, sdist, folder / "source", options.pytest)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
