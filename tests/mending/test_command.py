"""`forgecfg check --fix`, `--unsafe-fixes` and `--diff`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import FAULTY, SAFE, UNSAFE, Run

WAYS = [
    (("--fix",), SAFE, 1),
    (("--fix", "--unsafe-fixes"), UNSAFE, 0),
    (("--fix", "--select", "undefined-endpoint"), FAULTY, 1),
    (("--fix", "--unsafe-fixes", "--select", "FC201"), FAULTY.replace("stok", "stock"), 0),
    (("--fix", "--ignore", "duplicate-scope"), FAULTY, 1),
]
each_way = pytest.mark.parametrize(
    ("options", "wanted", "code"), WAYS, ids=[" ".join(way[0]) for way in WAYS]
)


def manifest(here: Path) -> str:
    return (here / "manifest.yml").read_bytes().decode()


@each_way
def test_files_are_mended_and_what_is_left_is_reported(
    here: Path, run: Run, options: tuple[str, ...], wanted: str, code: int
) -> None:
    result = run("check", *options)
    assert manifest(here) == wanted
    assert result.code == code
    assert (b"undefined-endpoint [FC201]" in result.out) == (code == 1)
    assert (b"nothing" in result.out or b"no findings" in result.out) == (code == 0)
    changed = wanted != FAULTY
    before = (here / "manifest.yml").stat()
    run("check", *options)
    after = (here / "manifest.yml").stat()
    assert manifest(here) == wanted
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert (b"applied 0 fixes" not in result.err) == changed


@each_way
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", [True, False])
def test_standard_input_is_mended_to_standard_output(
    here: Path,
    run: Run,
    options: tuple[str, ...],
    wanted: str,
    code: int,
    newline: str,
    mark: str,
    end: bool,
) -> None:
    text, result_text = (
        mark + (one if end else one.removesuffix("\n")).replace("\n", newline)
        for one in (FAULTY, wanted)
    )
    result = run("check", "-", *options, stdin=text.encode())
    assert result.out.decode() == result_text
    assert result.code == code
    assert manifest(here) == FAULTY


@pytest.mark.parametrize("tool", ["git", "patch"])
@pytest.mark.parametrize("name", ["manifest.yml", "my app.yml", "é 在.yml", "a b/c d.yml"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", [True, False])
def test_the_diff_gives_exactly_the_fixed_file(
    here: Path, run: Run, tool: str, name: str, newline: str, end: bool
) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"no {tool} here")
    file = here / name
    file.parent.mkdir(exist_ok=True)
    text = FAULTY.replace("\n", newline)
    text = text if end else text.removesuffix(newline)
    file.write_bytes(text.encode())
    result = run("check", name, "--unsafe-fixes", "--diff")
    assert result.code == 1
    assert file.read_bytes().decode() == text
    assert b"would apply 2 fixes in 1 file" in result.err
    command = ["git", "apply", "-"] if tool == "git" else ["patch", "-p1", "--binary"]
    subprocess.run(command, cwd=here, input=result.out, check=True, capture_output=True)
    patched = file.read_bytes()
    wanted = UNSAFE.replace("\n", newline)
    assert patched.decode() == (wanted if end else wanted.removesuffix(newline))
    file.write_bytes(text.encode())
    run("check", name, "--fix", "--unsafe-fixes")
    assert file.read_bytes() == patched
    assert run("check", name, "--unsafe-fixes", "--diff")[:2] == (0, b"")


def test_unsafe_fixes_alone_only_show(here: Path, run: Run) -> None:
    result = run("check", "--unsafe-fixes")
    assert manifest(here) == FAULTY
    assert (result.code, result.err) == (1, b"nothing was written; add --fix to apply the fixes\n")
    assert b"(--fix --unsafe-fixes)" in result.out


def test_fixes_are_listed_by_file_and_rule(here: Path, run: Run) -> None:
    (here / "two").mkdir()
    (here / "two" / "manifest.yml").write_bytes(FAULTY.encode())
    result = run("check", "--fix", "--unsafe-fixes", "--show-fixes")
    assert result.err.decode().splitlines() == [
        "applied 4 fixes in 2 files, 0 findings left:",
        *(
            line
            for name in ("manifest.yml", "two/manifest.yml")
            for line in (
                f"  {name}",
                "    1 x duplicate-scope [FC307]",
                "    1 x undefined-endpoint [FC201]",
            )
        ),
    ]


def test_one_diff_for_many_files(here: Path, run: Run) -> None:
    for name in ("one app", "two"):
        (here / name).mkdir()
        (here / name / "manifest.yml").write_bytes(FAULTY.encode())
    result = run("check", "--diff")
    assert result.code == 1
    subprocess.run(["git", "apply", "-"], cwd=here, input=result.out, check=True)
    assert {file.read_bytes().decode() for file in here.rglob("manifest.yml")} == {SAFE}


def test_the_exit_code_of_a_diff(here: Path, run: Run) -> None:
    assert run("check", "--diff").code == 1
    assert run("check", "--diff", "--exit-zero").code == 0
    assert run("check", "nowhere.yml", "--diff", "--exit-zero").code == 2
    (here / "manifest.yml").write_bytes(SAFE.encode())
    # A finding is left, and yet nothing would change.
    assert run("check", "--diff").code == 0


def test_a_diff_of_standard_input(here: Path, run: Run) -> None:
    result = run("check", "-", "--diff", "--stdin-filename", "x y.yml", stdin=FAULTY.encode())
    assert result.out.startswith(b"--- a/x y.yml\t\n+++ b/x y.yml\t\n")
    assert result.code == 1
    assert run("check", "-", "--diff", stdin=SAFE.encode())[:2] == (0, b"")
    assert manifest(here) == FAULTY


BROKEN = {
    "a syntax error": FAULTY.replace("macro:", "macro: [").encode(),
    "two documents": FAULTY.encode() + b"---\n" + FAULTY.encode(),
    "Latin-1": FAULTY.encode("latin-1"),
    "an alias": FAULTY.replace("  scopes:", "  x: &s").encode() + b"  scopes: *s\n",
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_cannot_be_mended_is_left_as_it_was(here: Path, run: Run, case: str) -> None:
    content = BROKEN[case]
    (here / "manifest.yml").write_bytes(content)
    result = run("check", "manifest.yml", "--fix", "--unsafe-fixes", "--select", "FC0,FC307")
    assert (here / "manifest.yml").read_bytes() == content
    assert result.code == (0 if case == "an alias" else 1)
    through = run("check", "-", "--fix", "--select", "FC0,FC307", stdin=content)
    assert through.out == content


def test_a_read_only_file(here: Path, run: Run) -> None:
    (here / "manifest.yml").chmod(0o444)
    result = run("check", "--fix")
    assert result.code == 2
    assert b"forgecfg: cannot write manifest.yml: it is read-only\n" in result.err
    assert manifest(here) == FAULTY


def test_a_file_that_another_program_changes_meanwhile(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from forgecfg.api import FixResult
    from forgecfg.linter import fix

    real_fix = fix.fix

    def slow(*args: object, **more: object) -> FixResult:
        (here / "manifest.yml").write_bytes(b"app: {}\n")
        return real_fix(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(fix, "fix", slow)
    result = run("check", "--fix")
    assert result.code == 2
    assert b"was changed by another program; not written, try again\n" in result.err
    assert (here / "manifest.yml").read_bytes() == b"app: {}\n"


def test_as_a_process_of_its_own(here: Path) -> None:
    command = [sys.executable, "-m", "forgecfg", "check"]
    fixed = subprocess.run([*command, "--fix"], cwd=here, capture_output=True, check=False)
    assert (fixed.returncode, manifest(here)) == (1, SAFE)
    through = subprocess.run(
        [*command, "-", "--fix", "--unsafe-fixes"],
        cwd=here,
        input=FAULTY.replace("\n", "\r\n").encode(),
        capture_output=True,
        check=False,
    )
    assert through.stdout.decode() == UNSAFE.replace("\n", "\r\n")
    assert through.returncode == 0
