"""A folder to run commands in, as a CI service or a developer does."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
FOREIGN = "schema: 2\nname: not a Forge app\nfiles:\n  - a\n"


class Done(NamedTuple):
    """Exit code of a process, and all that it wrote."""

    code: int
    output: str


class Location:
    """A folder to run commands in, with an environment in which nothing surprises."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self.env = env

    def run(self, *command: str, **env: str) -> Done:
        """Run a command, and wait for it."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**self.env, **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode())

    def shell(self, script: str, **env: str) -> Done:
        """Run a script as CI services do."""
        options = ("--noprofile", "--norc", "-eo", "pipefail")
        return self.run("bash", *options, "-c", script, **env)

    def copy(self, example: str, to: str) -> Path:
        """Put the manifest of an example somewhere, and tell git of it."""
        target = self.folder / to
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(EXAMPLES / example / "manifest.yml", target)
        git(self, "add", "--all")
        return target

    def write(self, to: str, text: str) -> Path:
        """Write a file, and tell git of it."""
        target = self.folder / to
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        git(self, "add", "--all")
        return target


def git(location: Location, *arguments: str) -> str:
    """Run git; it must succeed."""
    done = location.run("git", *arguments)
    assert done.code == 0, done.output
    return done.output
