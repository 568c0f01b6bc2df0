"""Shell completion, as `docs/usage.md` describes it."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "forgecfg"
SHELLS = ("bash", "zsh", "fish", "powershell")
MANIFEST = """\
modules:
  macro:
    - key: hello
      title: Hello
  endpoint:
    - key: find
      remote: backend
remotes:
  - key: backend
    baseUrl: https://backend.example.com
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A directory with a manifest."""
    (tmp_path / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    return tmp_path


def environment(folder: Path) -> dict[str, str]:
    path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "HOME": str(folder), "PATH": path, "TERM": "dumb"}


def run(folder: Path, *command: str, **env: str) -> str:
    """What a program writes to standard output; it must succeed."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**environment(folder), **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=50,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def completed(folder: Path, line: str) -> list[str]:
    """The values that the scripts get for the last word of a line."""
    out = run(
        folder,
        str(PROGRAM),
        _FORGECFG_COMPLETE="complete_fish",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        _TYPER_COMPLETE_ARGS=line,
    )
    return [one.partition("\t")[0] for one in out.splitlines() if one]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("forgecfg sc", ["scaffold", "schema", "scopes"]),
        ("forgecfg check --fail-on ", ["error", "warning", "info"]),
        ("forgecfg check --unsafe", ["--unsafe-fixes"]),
        ("forgecfg add endpoint --user", ["--user-token"]),
        ("forgecfg check manif", []),
        ("forgecfg explain FC20", [f"FC20{number}" for number in range(1, 10)]),
        ("forgecfg explain missing-app", ["missing-app-scope"]),
        ("forgecfg check --ignore FC3,missing-app", ["FC3,missing-app-scope"]),
        ("forgecfg check --format gitl", ["gitlab"]),
        ("forgecfg completion ", list(SHELLS)),
        ("forgecfg add endpoint x --remote ", ["backend"]),
        ("forgecfg scaffold --remote b", ["backend"]),
        ("forgecfg add endpoint x --module ", ["macro:hello"]),
        ("forgecfg add endpoint x --file nowhere.yml --module ", []),
        ("forgecfg graph --focus ", ["backend", "find", "hello"]),
        ("forgecfg add scope read:page", ["read:page:confluence"]),
        ("forgecfg scaffold --scope write:jira-w", ["write:jira-work"]),
    ],
)
def test_what_is_offered(folder: Path, line: str, offered: list[str]) -> None:
    assert sorted(completed(folder, line)) == sorted(offered)


def test_groups_are_offered_with_their_titles(folder: Path) -> None:
    assert "FC3" in completed(folder, "forgecfg rules FC3")


@pytest.mark.parametrize("text", ["a: [", "- 1\n", "\x00", "modules: {macro: 5}\n"])
def test_a_broken_manifest_offers_nothing(folder: Path, text: str) -> None:
    (folder / "manifest.yml").write_text(text, encoding="utf-8")
    assert completed(folder, "forgecfg add endpoint x --remote ") == []


BASH_LINES = [
    ("forgecfg che", "check"),
    ("forgecfg check --format=gitl", "gitlab"),
    # bash splits words at colons and completes only the last part.
    ("forgecfg add scope read:jira-w", "jira-work"),
    ("forgecfg add endpoint x --module macro:", "hello"),
    ("forgecfg add endpoint x --module=macro:", "hello"),
]


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(("line", "offered"), BASH_LINES)
def test_bash(folder: Path, line: str, offered: str) -> None:
    (folder / "script").write_text(run(folder, str(PROGRAM), "completion", "bash"), "utf-8")
    program = f"""source ./script
COMP_LINE='{line}' COMP_POINT={len(line)}
"$(complete -p forgecfg | sed 's/.*-F \\([^ ]*\\).*/\\1/')" forgecfg
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    assert run(folder, "bash", "--norc", "-c", program).split() == [offered]


@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("forgecfg che", "check"),
        ("forgecfg check --format=gitl", "--format=gitlab"),
        ("forgecfg add endpoint x --module macro:", "macro:hello"),
        ("forgecfg check manif", "manifest.yml"),
    ],
)
def test_fish(folder: Path, line: str, offered: str) -> None:
    target = folder / ".config" / "fish" / "completions" / "forgecfg.fish"
    target.parent.mkdir(parents=True)
    target.write_text(run(folder, str(PROGRAM), "completion", "fish"), "utf-8")
    out = run(folder, "fish", "-c", f"complete -C '{line}'")
    assert [one.partition("\t")[0] for one in out.splitlines()] == [offered]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh")
@pytest.mark.parametrize("way", ["fpath", "source"])
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("forgecfg explain missing-app", "missing-app-scope"),
        ("forgecfg check --format=gitl", "--format=gitlab"),
        ("forgecfg add endpoint x --module macro:", "macro:hello"),
    ],
)
def test_zsh_completes_at_the_first_tab(folder: Path, way: str, typed: str, shown: str) -> None:
    (folder / "_forgecfg").write_text(run(folder, str(PROGRAM), "completion", "zsh"), "utf-8")
    start = "autoload -U compinit; compinit -u -D"
    if way == "fpath":
        start = f"fpath=({folder} $fpath); {start}"
    else:
        start += "; source ./_forgecfg"
    (folder / ".zshrc").write_text(f"PS1='> '\n{start}\necho rea''dy\n", encoding="utf-8")
    assert shown in _typed_in_zsh(folder, typed, shown)


def _typed_in_zsh(folder: Path, typed: str, expected: str) -> str:
    """What a terminal shows after some text and TAB in an interactive zsh."""
    terminal, inner = pty.openpty()
    child = subprocess.Popen(
        ["zsh", "-d", "-i"],
        cwd=folder,
        env={**environment(folder), "ZDOTDIR": str(folder)},
        stdin=inner,
        stdout=inner,
        stderr=inner,
        start_new_session=True,
    )
    os.close(inner)
    seen = ""
    waiting = ["ready", expected]
    end = time.monotonic() + 30
    try:
        while waiting and time.monotonic() < end:
            if select.select([terminal], [], [], 0.2)[0]:
                seen += os.read(terminal, 4096).decode(errors="replace")
            if waiting[0] in seen:
                if len(waiting) == 2:
                    seen = ""
                    os.write(terminal, f"{typed}\t".encode())
                del waiting[0]
    finally:
        child.kill()
        child.wait()
        os.close(terminal)
    return seen


def test_the_script_of_powershell(folder: Path) -> None:
    script = run(folder, str(PROGRAM), "completion", "powershell")
    assert "Register-ArgumentCompleter -Native -CommandName forgecfg" in script
    # It must not change keys of the user, as the script of Typer does.
    assert "PSReadLine" not in script
    if shutil.which("pwsh"):
        program = f"{script}\n(TabExpansion2 'forgecfg che' 12).CompletionMatches.CompletionText"
        assert run(folder, "pwsh", "-NoProfile", "-Command", program).split() == ["check"]
