"""Writes the pinned requirements of the GitHub action, with hashes.

    python scripts/lock_action.py [--check]

The file lists what the action installs before forgecfg itself: its dependencies, the extra
`source`, and the build backend, for all platforms and versions of Python that forgecfg supports.
Writing needs `uv` and a network. `--check` needs neither: it compares the file with pyproject.toml.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "action-requirements.txt"
_HEADER = "# Written by scripts/lock_action.py. The action installs exactly these files.\n"
_PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?P<rest>.*)$")


def requirements() -> list[Requirement]:
    """What pyproject.toml requires for the action."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = data["project"]
    texts = [
        *project["dependencies"],
        *project["optional-dependencies"]["source"],
        *data["build-system"]["requires"],
    ]
    return [Requirement(text) for text in texts]


def problems(text: str) -> list[str]:
    """What is wrong with the content of the file, for people."""
    entries = re.split(r"\n(?=\S)", text.replace("\\\n", " "))
    pinned: dict[str, list[str]] = {}
    found = []
    for entry in entries:
        match = _PINNED.match(entry.replace("\n", " "))
        if match is None:
            if not entry.startswith("#"):
                found.append(f"not pinned: {entry[:60]}")
            continue
        if "--hash=sha256:" not in match["rest"]:
            found.append(f"no hash: {match['name']}")
        pinned.setdefault(canonicalize_name(match["name"]), []).append(match["version"])
    for requirement in requirements():
        versions = pinned.get(canonicalize_name(requirement.name), [])
        if not versions:
            found.append(f"missing: {requirement}")
        found += [
            f"{requirement.name}=={version} does not match {requirement}"
            for version in versions
            if not requirement.specifier.contains(version)
        ]
    return found


def lock() -> str:
    """The content of the file, from the newest versions of the package index."""
    command = ["uv", "pip", "compile", "-", "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
    texts = "\n".join(map(str, requirements()))
    done = subprocess.run(command, input=texts, stdout=subprocess.PIPE, text=True, check=True)
    return _HEADER + done.stdout


def main() -> int:
    """Write or compare; returns 1 if --check finds a problem."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="write nothing, fail on a difference")
    if not parser.parse_args().check:
        LOCK.write_text(lock(), encoding="utf-8", newline="\n")
    found = problems(LOCK.read_text(encoding="utf-8"))
    for problem in found:
        print(f"{LOCK.name}: {problem}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
