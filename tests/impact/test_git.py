"""`forgecfg diff` in a git repository that the test makes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from .conftest import Forgecfg

MANIFEST = """\
app:
  id: ari:cloud:ecosystem::app/{id}
modules:
  macro:
    - key: hello
      title: Hello
permissions:
  scopes:
    - {scope}
"""


@pytest.fixture
def repo(tmp_path: Path, forgecfg: Forgecfg) -> Path:  # noqa: ARG001  (the folder it works in)
    os.rmdir(tmp_path / ".git")  # noqa: PTH106
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "app/manifest.yml", MANIFEST.format(id=1, scope="read:jira-work"))
    return tmp_path


def git(folder: Path, *arguments: str) -> str:
    settings = ("user.name=n", "user.email=e@acme-it.app", "commit.gpgsign=false")
    options = [part for setting in settings for part in ("-c", setting)]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", *options, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def write(repo: Path, path: str, text: str) -> None:
    (repo / path).parent.mkdir(parents=True, exist_ok=True)
    (repo / path).write_text(text, encoding="utf-8")


def commit(repo: Path, path: str, text: str, message: str = "change") -> None:
    write(repo, path, text)
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "-m", message)


def test_the_working_tree_against_a_revision(repo: Path, forgecfg: Forgecfg) -> None:
    assert forgecfg("diff", "main")[:2] == (0, "no changes\n")
    write(repo, "app/manifest.yml", MANIFEST.format(id=1, scope="write:jira-work"))
    done = forgecfg("diff", "main")
    assert done.code == 1
    assert done.out.startswith("major: 2 changes need admin consent\n")
    assert "app/manifest.yml against main:app/manifest.yml" in done.out


def test_two_revisions_and_ranges(repo: Path, forgecfg: Forgecfg) -> None:
    git(repo, "tag", "v1")
    git(repo, "checkout", "-q", "-b", "work")
    commit(repo, "app/manifest.yml", MANIFEST.format(id=1, scope="write:jira-work"))
    for arguments in (("v1", "HEAD"), ("v1..HEAD",), ("v1..",), ("main...work",)):
        assert forgecfg("diff", *arguments).code == 1
    assert forgecfg("diff", "v1..v1").code == 0
    # The other branch went on: only `...` leaves its changes out.
    git(repo, "checkout", "-q", "main")
    commit(repo, "app/manifest.yml", MANIFEST.format(id=1, scope="delete:jira-work"))
    assert "delete" in forgecfg("diff", "main..work").out
    assert "delete" not in forgecfg("diff", "main...work").out


def test_a_path_of_a_revision(
    repo: Path, forgecfg: Forgecfg, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(repo, "app/manifest.yml", MANIFEST.format(id=1, scope="write:jira-work"))
    assert forgecfg("diff", "main:app/manifest.yml").code == 1
    assert forgecfg("diff", "main:app/manifest.yml", "app/manifest.yml").code == 1
    assert forgecfg("diff", "main", "--path", "app/manifest.yml").code == 1
    monkeypatch.chdir(repo / "app")
    assert forgecfg("diff", "main").code == 1
    assert forgecfg("diff", "main", "--path", "manifest.yml").code == 1


def test_a_renamed_manifest_is_compared_with_its_old_place(repo: Path, forgecfg: Forgecfg) -> None:
    git(repo, "mv", "app", "apps")
    done = forgecfg("diff", "main")
    assert (done.code, done.out) == (0, "no changes\n")


def test_a_new_and_a_removed_manifest(repo: Path, forgecfg: Forgecfg) -> None:
    write(repo, "other/manifest.yml", MANIFEST.format(id=2, scope="read:me"))
    done = forgecfg("diff", "main")
    assert done.code == 0
    assert "the manifest is new" in done.out
    (repo / "app/manifest.yml").unlink()
    assert "the manifest is removed" in forgecfg("diff", "main").out


def test_a_monorepo_compares_every_manifest(repo: Path, forgecfg: Forgecfg) -> None:
    commit(repo, "two/manifest.yml", MANIFEST.format(id=2, scope="read:me"))
    write(repo, "app/manifest.yml", MANIFEST.format(id=1, scope="write:jira-work"))
    write(repo, "two/manifest.yml", MANIFEST.format(id=2, scope="read:you"))
    done = forgecfg("diff", "HEAD")
    assert done.out.startswith("major: 4 changes need admin consent")
    assert "two" not in forgecfg("diff", "HEAD", "--path", "app").out


def test_a_merge_commit(repo: Path, forgecfg: Forgecfg) -> None:
    git(repo, "checkout", "-q", "-b", "work")
    commit(repo, "app/manifest.yml", MANIFEST.format(id=1, scope="write:jira-work"))
    git(repo, "checkout", "-q", "main")
    commit(repo, "README.md", "text")
    git(repo, "merge", "-q", "--no-edit", "work")
    assert forgecfg("diff", "HEAD^1", "HEAD").code == 1
    assert forgecfg("diff", "HEAD^2", "HEAD").code == 0


def test_a_shallow_clone_says_how_to_get_the_rest(
    repo: Path, forgecfg: Forgecfg, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repo, "README.md", "text")
    git(repo, "clone", "-q", "--depth", "1", repo.as_uri(), "clone")
    monkeypatch.chdir(repo / "clone")
    done = forgecfg("diff", "HEAD~1")
    assert done.code == 2
    assert "the clone is shallow: run `git fetch --unshallow`" in done.err


@pytest.mark.parametrize(
    "revision", ["nope", "--output=x", "-p", "@{", "main:nope.yml", "a..b", ""]
)
def test_an_unknown_revision_is_one_line(repo: Path, forgecfg: Forgecfg, revision: str) -> None:
    done = forgecfg("diff", "--", revision)
    assert done.code == 2
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert not (repo / "x").exists()


def test_no_repository(tmp_path: Path, forgecfg: Forgecfg) -> None:
    os.rmdir(tmp_path / ".git")  # noqa: PTH106
    done = forgecfg("diff", "main")
    assert done.code == 2
    assert "not a git repository" in done.err


def test_git_is_missing(repo: Path, forgecfg: Forgecfg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repo / "empty"))
    done = forgecfg("diff", "main")
    assert (done.code, done.err) == (
        2,
        "forgecfg: git is not installed; give two files instead\n",
    )


def test_a_link_in_a_commit_is_not_followed(repo: Path, forgecfg: Forgecfg) -> None:
    # git has the target of a link as its content, and this one looks like a manifest.
    (repo / "other").mkdir()
    (repo / "other/manifest.yml").symlink_to("ari:cloud:ecosystem::app/1")
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "-m", "link")
    assert "other" not in forgecfg("diff", "HEAD~1..HEAD", "--format", "json").out
