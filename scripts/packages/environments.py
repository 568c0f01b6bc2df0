"""Environments with a version of Python, and what is installed in them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
UV = [sys.executable, "-m", "uv"]
# A message about a missing version, not a download of it that may be impossible.
_NO_DOWNLOADS = {"UV_PYTHON_DOWNLOADS": "never"}


def neutral() -> dict[str, str]:
    """The environment variables, without those that lead to another Python or its packages."""
    names = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "FORGECFG_CONFIG")
    return {**{key: os.environ[key] for key in os.environ if key not in names}, **_NO_DOWNLOADS}


def run(command: list[str], folder: Path) -> None:
    """Run a command that must succeed; raises CalledProcessError."""
    subprocess.run(command, cwd=folder, env=neutral(), check=True)


def find_python(python: str) -> str:
    """The interpreter for a version such as `3.13`, or for a path.

    uv looks in the search path; the versions of pyenv are found although pyenv may not have put
    them there.
    """
    if re.fullmatch(r"\d+\.\d+", python):
        root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
        found = list(root.glob(f"versions/{python}.*/bin/python"))
        if found:
            return str(found[-1])
    return python


def environment(folder: Path, python: str, *, seed: bool = False) -> Path:
    """Make an environment with a Python (see `find_python`); the path of its interpreter.

    With `seed` it has pip.
    """
    options = ["--quiet", *(["--seed"] if seed else []), "--python", find_python(python)]
    run([*UV, "venv", *options, str(folder)], ROOT)
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(python: Path, wheel: Path, *, extra: str | None, oldest: bool) -> None:
    """Install a wheel with its dependencies and those of an extra."""
    command = [*UV, "pip", "install", "--quiet", "--python", str(python)]
    # The requirements of a wheel are not direct ones, for which alone the option counts.
    if oldest:
        direct = ["--resolution", "lowest-direct", "-r", "pyproject.toml"]
        run([*command, *direct, *(["--extra", extra] if extra else [])], ROOT)
        run([*command, "--no-deps", str(wheel)], ROOT)
    else:
        run([*command, f"{wheel}[{extra}]" if extra else str(wheel)], ROOT)


def python_version(python: Path) -> str:
    """The full version of an interpreter."""
    code = "import platform; print(platform.python_version())"
    return subprocess.check_output([python, "-c", code], text=True).strip()


def dependencies(python: Path, extras: tuple[str, ...]) -> list[str]:
    """Name and version of each dependency of forgecfg and of extras that is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texts = list(project["dependencies"])
    for extra in extras:
        texts += project["optional-dependencies"][extra]
    listing = [*UV, "pip", "list", "--format=json", "--python", str(python)]
    output = subprocess.check_output(listing, env=neutral(), stderr=subprocess.DEVNULL)
    installed = {_plain(each["name"]): each["version"] for each in json.loads(output)}
    names = dict.fromkeys(re.split(r"[\s\[<>=;]", text)[0] for text in texts)
    return [f"{name} {installed[_plain(name)]}" for name in names if _plain(name) in installed]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
