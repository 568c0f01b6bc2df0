"""What `scripts/generate.py` writes: it is up to date, and always the same."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from forgecfg import PROJECT_URL

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "terminal.svg"


def check(folder: Path = ROOT, env: dict[str, str] | None = None) -> tuple[int, str]:
    """Exit code and output of the generator's `--check`."""
    return generate(folder, "--check", env=env)


def generate(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> tuple[int, str]:
    """Exit code and output of the generator of a checkout."""
    done = subprocess.run(
        [sys.executable, str(folder / "scripts" / "generate.py"), *arguments],
        env={**os.environ, "PYTHONPATH": str(folder), **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def test_everything_is_up_to_date() -> None:
    assert check() == (0, "")


def test_the_surroundings_do_not_matter(tmp_path: Path) -> None:
    env = {
        "COLUMNS": "40",
        "FORCE_COLOR": "1",
        "GITHUB_ACTIONS": "true",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "PYTHONHASHSEED": "7",
        "TERM": "dumb",
    }
    assert check(env=env) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_the_picture_shows_the_whole_run() -> None:
    """Every word that forgecfg writes is in the picture, in the same order."""
    texts = [
        "".join(text.itertext())
        for text in ElementTree.parse(PICTURE).iter("{http://www.w3.org/2000/svg}text")
    ]
    shown = " ".join(texts).replace("\N{NO-BREAK SPACE}", " ").split()
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "forgecfg",
            "check",
            "examples/broken/macro-user-token/manifest.yml",
        ],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "104", "NO_COLOR": "1", "GITHUB_ACTIONS": ""},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "".join(shown).endswith("".join(done.stdout.split()))


def test_the_picture_needs_nothing_else() -> None:
    text = PICTURE.read_text("utf-8")
    assert re.findall(r"https?://[^\"<&\s]+", text.partition("<g ")[0]) == [
        "http://www.w3.org/2000/svg"
    ]
    assert "url(#" in text
    assert not re.search(r"@import|@font-face|<script|href=", text)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """All that the generator reads and writes, to be changed at will."""
    for name in ("README.md", "action.yml", "pyproject.toml", ".pre-commit-hooks.yaml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    for name in ("devtools", "docs", "examples", "forgecfg", "schemas", "scripts"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignore)
    return tmp_path


def test_changes_by_hand_are_found(copy: Path) -> None:
    def change(name: str, old: str, new: str) -> None:
        text = (copy / name).read_text("utf-8")
        assert old in text
        (copy / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    change(".pre-commit-hooks.yaml", "--fix ", "")
    change("docs/usage.md", "+    - key: page-brief-api\n", "")
    change("docs/terminal.svg", "misspelt", "mispelt")
    change("docs/commands/check.md", "--fail-on", "--fail-at")
    (copy / "docs/commands/no-command.md").write_text("# No command\n", encoding="utf-8")
    (copy / "docs/rules/no-rule.md").write_text("# no-rule\n", encoding="utf-8")
    code, output = check(copy)
    assert code == 1
    found = {line.removeprefix("out of date: ") for line in output.splitlines()[:-1]}
    assert found == {
        ".pre-commit-hooks.yaml",
        "docs/commands/check.md",
        "docs/commands/no-command.md",
        "docs/rules/no-rule.md",
        "docs/terminal.svg",
        "docs/usage.md",
    }
    assert generate(copy)[0] == 0
    assert check(copy) == (0, "")


def test_the_documentation_can_have_another_address(copy: Path) -> None:
    project = copy / "pyproject.toml"
    home = f'Homepage = "{PROJECT_URL}"\n'
    text = project.read_text("utf-8")
    project.write_text(
        text.replace(home, f'{home}Documentation = "https://docs.acme-it.dev/"\n'), encoding="utf-8"
    )
    assert generate(copy)[0] == 0
    written = (copy / "forgecfg" / "__init__.py").read_text("utf-8")
    assert f'PROJECT_URL = "{PROJECT_URL}"\n' in written
    assert 'DOCS_URL = "https://docs.acme-it.dev"\n' in written


def test_the_home_is_in_one_place(copy: Path) -> None:
    project = copy / "pyproject.toml"
    home = "https://git.acme-it.dev/forge/forgecfg"
    text = project.read_text("utf-8")
    project.write_text(text.replace(PROJECT_URL, home), encoding="utf-8")
    assert generate(copy)[0] == 0
    for path in [copy / "README.md", copy / "forgecfg/__init__.py", *(copy / "docs").rglob("*.md")]:
        assert PROJECT_URL not in path.read_text("utf-8"), path.name
    recipes = (copy / "docs/ci.md").read_text("utf-8")
    assert recipes.count(f"FORGECFG: git+{home}\n") == 4
    assert f'"${{FORGECFG:-git+{home}}}"\n' in recipes
    assert f"- repo: {home}\n" in recipes
    assert check(copy) == (0, "")
