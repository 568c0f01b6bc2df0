"""A diff in the log of a CI job: the log obeys nothing in it, and files get it byte for byte."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import FAULTY

# Each stands right below what the fix takes out, so it is shown beside it.
HOSTILE = [
    "x: |\n  ::error::a\n    ::add-mask::b\n",
    "x: 1 # ##[add-matcher]a\ny: 2 # ##vso[task.setvariable]b\n",
    "x: 1 # a\r  ::error::b\n",
]
each_tail = pytest.mark.parametrize("tail", HOSTILE, ids=ascii)
OBEYED = re.compile(rb"##\[|##vso\[|(?:^|[\r\n])\s*::")


def diff(folder: Path, env: dict[str, str], *more: str, to_file: bool = False) -> bytes:
    """What `check --diff` writes to a pipe, or to a file."""
    command = [sys.executable, "-m", "forgecfg", "check", "--diff", *more]
    usual = {k: v for k, v in os.environ.items() if k not in ("GITHUB_ACTIONS", "TF_BUILD")}
    with (folder / "out").open("w+b") as file:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**usual, **env},
            stdout=file if to_file else subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
        )
        file.seek(0)
        assert done.returncode == 1
        return file.read() if to_file else done.stdout


@each_tail
@pytest.mark.parametrize(
    ("service", "color"), [({"GITHUB_ACTIONS": "true"}, "auto"), ({"TF_BUILD": "True"}, "always")]
)
def test_a_log_obeys_nothing(
    tmp_path: Path, tail: str, service: dict[str, str], color: str
) -> None:
    (tmp_path / "manifest.yml").write_bytes((FAULTY + tail).encode())
    assert OBEYED.search(diff(tmp_path, {}))
    shown = diff(tmp_path, service, "--color", color)
    assert not OBEYED.search(shown)
    # All else is as it was.
    plain = re.sub(rb"\x1b\[\d+m", b"", shown)
    assert b"-    - read:jira-work # twice\n" in plain


@each_tail
def test_a_file_gets_what_it_is(tmp_path: Path, tail: str) -> None:
    (tmp_path / "manifest.yml").write_bytes((FAULTY + tail).encode())
    for env in ({"GITHUB_ACTIONS": "true"}, {"TF_BUILD": "True"}):
        assert diff(tmp_path, env, to_file=True) == diff(tmp_path, {})


def test_names_of_files(tmp_path: Path) -> None:
    folder = tmp_path / "::error::x"
    folder.mkdir()
    (folder / "manifest.yml").write_bytes(FAULTY.encode())
    command = [sys.executable, "-m", "forgecfg", "check", "--show-files"]
    for variable, shown in (("X", b"::error::x/"), ("GITHUB_ACTIONS", rb"\x3a:error::x/")):
        env = {k: v for k, v in os.environ.items() if k not in ("GITHUB_ACTIONS", "TF_BUILD")}
        done = subprocess.run(
            command, cwd=tmp_path, env={**env, variable: "true"}, capture_output=True, check=True
        )
        assert done.stdout == shown + b"manifest.yml\n"
