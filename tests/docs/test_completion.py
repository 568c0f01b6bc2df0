"""Shell completion, as `docs/usage.md` describes it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "forgecfg"
BASH = shutil.which("bash")


def run(folder: Path, *arguments: str, **env: str) -> str:
    """What the installed program writes to standard output; it must succeed."""
    done = subprocess.run(
        [str(PROGRAM), *arguments],
        cwd=folder,
        env={**os.environ, "HOME": str(folder), **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def completed(folder: Path, line: str) -> list[str]:
    """What bash offers for the last word of a line."""
    words = line.split(" ")
    return run(
        folder,
        _FORGECFG_COMPLETE="complete_bash",
        COMP_WORDS=line,
        COMP_CWORD=str(len(words) - 1),
    ).split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        (
            "forgecfg ",
            [
                *("check", "scaffold", "add", "rename", "diff", "graph", "audit", "scopes"),
                *("explain", "rules", "schema", "lsp", "remote"),
            ],
        ),
        ("forgecfg sc", ["scaffold", "schema", "scopes"]),
        (
            "forgecfg add ",
            [
                *("module", "endpoint", "token", "remote", "scope", "function", "resource"),
                *("trigger", "scheduled-trigger"),
            ],
        ),
        ("forgecfg check --fail-on ", ["error", "warning", "info"]),
        ("forgecfg check --unsafe", ["--unsafe-fixes"]),
        ("forgecfg add endpoint --user", ["--user-token"]),
        ("forgecfg schema ", ["manifest", "output", "config", "diff", "graph", "audit"]),
        ("forgecfg check manif", []),
        ("forgecfg explain FC20", [f"FC20{number}" for number in range(1, 10)]),
        ("forgecfg explain missing-app", ["missing-app-scope"]),
        ("forgecfg check --ignore FC3,missing-app", ["FC3,missing-app-scope"]),
    ],
)
def test_what_is_offered(tmp_path: Path, line: str, offered: list[str]) -> None:
    assert sorted(completed(tmp_path, line)) == sorted(offered)


def test_formats_are_offered(tmp_path: Path) -> None:
    assert "sarif" in completed(tmp_path, "forgecfg check --format ")
    assert completed(tmp_path, "forgecfg check --format gitl") == ["gitlab"]


@pytest.mark.parametrize(
    ("shell", "variables"),
    [
        ("zsh", {"_TYPER_COMPLETE_ARGS": "forgecfg sca"}),
        (
            "fish",
            {"_TYPER_COMPLETE_ARGS": "forgecfg sca", "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        ),
        (
            "powershell",
            {"_TYPER_COMPLETE_ARGS": "forgecfg sca", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "sca"},
        ),
    ],
)
def test_other_shells(tmp_path: Path, shell: str, variables: dict[str, str]) -> None:
    out = run(tmp_path, _FORGECFG_COMPLETE=f"complete_{shell}", **variables)
    assert "scaffold" in out
    assert "check" not in out
    source = run(tmp_path, _FORGECFG_COMPLETE=f"source_{shell}")
    assert "_FORGECFG_COMPLETE" in source


@pytest.mark.skipif(BASH is None, reason="there is no bash")
def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    script = run(tmp_path, _FORGECFG_COMPLETE="source_bash")
    program = f"""{script}
COMP_WORDS=(forgecfg che) COMP_CWORD=1
function=$(complete -p forgecfg | sed 's/.*-F \\([^ ]*\\).*/\\1/')
"$function" "{PROGRAM}"
echo "offered: ${{COMPREPLY[*]}}"
"""
    done = subprocess.run(
        [str(BASH), "--norc", "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout == "offered: check\n", done.stderr


@pytest.mark.skipif(BASH is None, reason="there is no bash")
@pytest.mark.parametrize("option", ["--show-completion", "--install-completion"])
def test_the_options(tmp_path: Path, option: str) -> None:
    # The shell that runs forgecfg is the one that is meant.
    done = subprocess.run(
        [str(BASH), "--norc", "-c", f'"{PROGRAM}" {option}; exit $?'],
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path), "SHELL": str(BASH)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    if option == "--show-completion":
        assert "complete_bash" in done.stdout
    else:
        [script] = (tmp_path / ".bash_completions").iterdir()
        assert "complete_bash" in script.read_text("utf-8")
        assert str(script) in (tmp_path / ".bashrc").read_text("utf-8")
