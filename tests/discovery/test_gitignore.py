"""What git ignores is not searched: the same as real git says."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from forgecfg.files.discovery import find
from forgecfg.files.patterns import Patterns

from .conftest import Tree

Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Runs git in a new work tree, without the user's own settings."""
    if shutil.which("git") is None:
        pytest.skip("needs git")
    monkeypatch.chdir(tmp_path)
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    env["XDG_CONFIG_HOME"] = str(tmp_path / ".nothing")

    def run(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], env=env, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout

    run("init", "--quiet")
    return run


def seen_by_git(git: Git) -> set[str]:
    names = git("ls-files", "-z", "--others", "--exclude-standard").split("\0")
    return {name for name in names if name.endswith("manifest.yml")}


def seen_by_us(folder: str = ".") -> set[str]:
    return {found.path for found in find([Path(folder)])}


@pytest.mark.parametrize(
    "rules",
    [
        {".gitignore": "build/\n"},
        {".gitignore": "build\n!a/build\n"},
        {".gitignore": "/build\n*.tmp\n"},
        {".gitignore": "a/*\n!a/b/\n"},
        {".gitignore": "a/\n!a/b/manifest.yml\n"},
        {".gitignore": "**/b/manifest.yml\n"},
        {".gitignore": "a/**/build\n"},
        {".gitignore": "manifest.yml\n", "a/.gitignore": "!manifest.yml\n"},
        {".gitignore": "!a/b/\n", "a/.gitignore": "b/\n"},
        {".gitignore": "a/b/\n", "a/.gitignore": "!b/\n"},
        {".git/info/exclude": "/a/b\nbuild/\n"},
        {".git/info/exclude": "manifest.yml\n", "a/.gitignore": "!manifest.yml\n"},
        {".gitignore": "\ufeff/a\r\n# comment\r\n\r\nbuild \r\n"},
        {".gitignore": "\\!a\n\\#b\n[\n!\nbuild\\\n/build\n"},
        {".gitignore": "a\x0bb\nbu[h-j]ld\n?\n"},
        {".gitignore": "café\n"},
    ],
    ids=lambda rules: " | ".join(repr(text) for text in rules.values()),
)
def test_as_git_does(git: Git, tree: Tree, rules: dict[str, str]) -> None:
    for folder in ("", "a/", "a/b/", "a/build/", "build/", "build/a/", "café/", "c/a/x/build/"):
        tree(f"{folder}manifest.yml")
    for name, text in rules.items():
        tree(name, text=text)
    assert seen_by_us() == seen_by_git(git)


# A bracket that is never closed, a lone "!" and a "\" at the end are no patterns.
PIECES = ["a", "b", "build", "*", "**", "?", "a*", "[ab]", "!", "/", "/", "/", "manifest.yml", "#"]


def pattern(chance: random.Random) -> str:
    negated = "!" if chance.random() < 0.25 else ""
    while True:
        glob = "".join(chance.choices(PIECES, k=chance.randint(1, 4)))
        # Here git does not do what it says: "**" beside other text should be the same as "*".
        if not re.search(r"[^/]\*\*|//", glob):
            return negated + glob


@pytest.mark.parametrize("seed", range(12))
def test_as_git_does_with_any_patterns(git: Git, tree: Tree, seed: int) -> None:
    chance = random.Random(seed)
    names = ["a", "b", "build", "ab"]
    folders = [""]
    for _ in range(25):
        folders.append(f"{chance.choice(folders)}{chance.choice(names)}/")
    tree(*(f"{folder}manifest.yml" for folder in folders))
    for _ in range(6):
        for folder in {"", chance.choice(folders), chance.choice(folders)}:
            lines = [pattern(chance) for _ in range(chance.randint(0, 3))]
            tree(f"{folder}.gitignore", text="\n".join(lines))
        ignored = {p.as_posix(): p.read_text() for p in Path().rglob(".gitignore")}
        assert seen_by_us() == seen_by_git(git), ignored


FOLDERS = ["a", "b", "ab", "abc", "a-b", "a]", "[a", "[a]", "a*", "*", "a b", "a ", "a\\", "7"]
FOLDERS += ["x7"]
LINES = ["[ab]", "[!ab]*", "[^a]", "[a-c]?", "[c-a]", "[]a]", "[!]a]", "[a\\]]", "[[:digit:]]"]
LINES += ["[!a-z]", "[a-]", "a[*]", "a[", "[]", "[!]", "[[]a", "[!c-a]", "[[:digit:]x]7", "a[-]b"]
LINES += ["\\a", "\\*", "a\\*", "a\\", "a\\\\", "a\\ ", "a ", "a  ", "a b", "*b*", "a*c", "*?*?*"]
LINES += ["??", "**", "***", "/**", "**/a", "/*", "/", "//", "!", "!!", "#a", "\\#a", " a", "\ta"]
LINES += ["a\t", "[[:no:]]", "a\\\\ ", "7[.-0]manifest.yml"]


@pytest.mark.parametrize("line", LINES)
def test_wildcards_as_git_has_them(git: Git, tree: Tree, line: str) -> None:
    tree("manifest.yml", *(f"{folder}/manifest.yml" for folder in FOLDERS))
    tree(".gitignore", text=f"{line}\n")
    assert seen_by_us() == seen_by_git(git)


def test_many_stars_take_no_longer() -> None:
    patterns = Patterns("/", ["*a" * 40 + "*b"])
    assert patterns.match("/" + "a" * 250) is None
    assert patterns.match("/" + "a" * 250 + "b") is True


def test_from_a_folder_below_the_root(
    git: Git, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree("a/b/manifest.yml", "a/c/manifest.yml", "a/b/manifest.yml")
    tree(".gitignore", text="/a/c\n")
    assert seen_by_us("a") == {"a/b/manifest.yml"} == seen_by_git(git)
    monkeypatch.chdir("a")
    assert seen_by_us() == {"b/manifest.yml"}


@pytest.mark.usefixtures("git")
def test_what_is_named_is_searched_and_checked(tree: Tree) -> None:
    tree("build/a/manifest.yml", "build/b/manifest.yml")
    tree(".gitignore", text="build/\n")
    tree("build/.gitignore", text="/b\n")
    assert seen_by_us() == set()
    assert seen_by_us("build") == {"build/a/manifest.yml"}
    assert seen_by_us("build/a") == {"build/a/manifest.yml"}
    assert seen_by_us("build/b") == {"build/b/manifest.yml"}
    assert seen_by_us("build/b/manifest.yml") == {"build/b/manifest.yml"}


def test_outside_of_a_work_tree_nothing_is_ignored(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tree("a/manifest.yml", "a/b/manifest.yml")
    tree(".gitignore", "a/.gitignore", text="*\n")
    assert seen_by_us() == {"a/manifest.yml", "a/b/manifest.yml"}


def test_a_repository_in_a_repository_starts_anew(git: Git, tree: Tree) -> None:
    tree("sub/build/manifest.yml", "sub/own/manifest.yml", "build/manifest.yml")
    tree(".gitignore", text="build/\n")
    git("init", "--quiet", "sub")
    tree("sub/.gitignore", text="own/\n")
    assert seen_by_us() == {"sub/build/manifest.yml"}


def test_a_linked_work_tree_has_the_same_exclude_file(git: Git, tree: Tree, tmp_path: Path) -> None:
    git("-c", "user.name=n", "-c", "user.email=e", "commit", "--allow-empty", "-qm", "start")
    git("worktree", "add", "-q", str(tmp_path / "linked"))
    tree("linked/a/manifest.yml", "linked/b/manifest.yml")
    tree(".git/info/exclude", text="/b\n")
    assert seen_by_us("linked") == {"linked/a/manifest.yml"}


def test_a_gitignore_that_cannot_be_read_ignores_nothing(git: Git, tree: Tree) -> None:
    tree("a/manifest.yml", ".gitignore/x")
    assert seen_by_us() == {"a/manifest.yml"} == seen_by_git(git)


def test_patterns_speak_only_of_what_is_below_their_folder(tmp_path: Path) -> None:
    patterns = Patterns(str(tmp_path / "a"), ["*", "!keep"])
    assert patterns.match(str(tmp_path / "a" / "x")) is True
    assert patterns.match(str(tmp_path / "a" / "keep")) is False
    assert patterns.match(str(tmp_path / "ab" / "x")) is None


def test_patterns_cover_what_is_in_a_folder_that_they_name() -> None:
    patterns = Patterns("/root", ["build/", "!build/keep", "!app/"])
    assert patterns.covers("/root/build/a/b") is True
    assert patterns.covers("/root/build/keep") is True
    assert patterns.covers("/root/app/build/x") is True
    assert patterns.covers("/root/build") is False
    assert patterns.covers("/root/build", is_folder=True) is True
    assert patterns.covers("/root/app/x") is False
    assert patterns.covers("/elsewhere/build/x") is False
