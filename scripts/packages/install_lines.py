"""Executes the install lines of the documentation exactly as they are printed.

The lines are read from a clean clone and run in it, each in an environment that has only the tool
that it needs. (The recipes for pre-commit and the action are executed by `tests/hooks`.)
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from .environments import ROOT, environment, neutral, run

_PAGE = "docs/usage.md"
_HEADING = "## Install and platforms"
_README_HEADING = "### Run it"
_ROW = re.compile(r"^\| (?P<tool>pip|pipx|uv)\b[^|]*\| `(?P<command>[^`]+)` \|$", re.M)
_BLOCK = re.compile(r"^```bash\n(?P<command>.+)\n```$", re.M)
# The examples are broken intentionally, and one has source code.
_CHECK = "forgecfg check examples"
_FOUND = "undefined-endpoint"
_NOT_INSTALLED = "was not read"


class Line(NamedTuple):
    """A line, with what must be installed before, and the exit code that it must have."""

    tool: str
    command: str
    code: int


def printed(usage: str, readme: str) -> list[Line]:
    """The install lines of both pages; raises ValueError if one of them does not exist."""
    section = usage.partition(f"{_HEADING}\n")[2].partition("\n## ")[0]
    rows = {match["tool"]: match["command"] for match in _ROW.finditer(section)}
    if set(rows) != {"pip", "pipx", "uv"}:
        raise ValueError(f"{_PAGE}: the lines are those of {', '.join(rows) or 'no tool'}")
    block = _BLOCK.search(readme.partition(f"{_README_HEADING}\n")[2])
    if block is None:
        raise ValueError(f"README.md: no command under {_README_HEADING!r}")
    # The line for uv installs nothing: it is a check itself, which finds the broken examples.
    return [
        *(Line(tool, command, 1 if tool == "uv" else 0) for tool, command in rows.items()),
        Line("README", block["command"], 0),
    ]


def clone(folder: Path) -> Path:
    """A clean clone of the last commit of this checkout; raises CalledProcessError."""
    run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(folder)], ROOT)
    return folder


def lines_of(source: Path) -> list[Line]:
    """The install lines of a clone."""
    return printed(*((source / name).read_text("utf-8") for name in (_PAGE, "README.md")))


def execute(line: Line, source: Path, folder: Path, python: str) -> list[str]:
    """Run a line and then, if it installs, a check; what is wrong, with the output."""
    binaries = environment(folder / "environment", python, seed=True).parent
    if line.tool in ("pipx", "uv"):
        run([str(binaries / "python"), "-m", "pip", "install", "--quiet", line.tool], folder)
    env = {
        **neutral(),
        "PATH": os.pathsep.join((str(binaries), str(folder / "bin"), os.environ["PATH"])),
        "PIPX_HOME": str(folder / "pipx"),
        "PIPX_BIN_DIR": str(folder / "bin"),
    }
    code, output = _shell(line.command, source, env)
    found = [] if code == line.code else [f"`{line.command}` exits with {code}: {output[-2000:]}"]
    if line.code == 0 and line.tool != "README" and not found:
        code, output = _shell(_CHECK, source, env)
        if code != 1:
            found.append(f"after `{line.command}`, `{_CHECK}` exits with {code}: {output[-2000:]}")
    if not found and (_FOUND not in output or _NOT_INSTALLED in output):
        found.append(f"`{line.command}`: wrong output: {output[-2000:]}")
    return found


def _shell(command: str, folder: Path, env: dict[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout
