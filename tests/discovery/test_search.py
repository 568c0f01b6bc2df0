"""What a search finds, in which order, and what it passes over."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from forgecfg.api import find_manifests
from forgecfg.cli.targets import search_targets

from .conftest import FOREIGN, FORGE, Forgecfg, Tree

NOBODY = 65534


def found(forgecfg: Forgecfg, *arguments: str) -> list[str]:
    result = forgecfg("check", "--show-files", *arguments)
    assert (result.code, result.err) == (0, "")
    lines: list[str] = result.out.splitlines()
    return lines


def test_a_folders_own_manifests_come_before_those_below(forgecfg: Forgecfg, tree: Tree) -> None:
    tree("b/manifest.yml", "a/z/manifest.yml", "a/manifest.yaml", "a/manifest.yml", "manifest.yml")
    tree("a/other.yml", "a/my-manifest.yml")
    expected = ["manifest.yml", "a/manifest.yaml", "a/manifest.yml", "a/z/manifest.yml"]
    assert found(forgecfg) == [*expected, "b/manifest.yml"]
    assert found(forgecfg, "b", "a/z") == ["b/manifest.yml", "a/z/manifest.yml"]


def test_folders_of_other_tools_are_not_searched(forgecfg: Forgecfg, tree: Tree) -> None:
    others = [".git", ".hg", ".svn", ".venv", "__pycache__"]
    others += ["node_modules", "bower_components", ".yarn", ".pnpm-store"]
    tree("app/manifest.yml", *(f"{name}/x/manifest.yml" for name in others))
    tree(*(f"app/{name}/manifest.yml" for name in others if name != ".git"))
    assert found(forgecfg) == ["app/manifest.yml"]
    # Whoever names one wants it searched.
    assert found(forgecfg, "node_modules") == ["node_modules/x/manifest.yml"]


def test_the_same_file_is_checked_once(forgecfg: Forgecfg, tree: Tree, tmp_path: Path) -> None:
    tree("app/manifest.yml")
    (tmp_path / "link.yml").symlink_to("app/manifest.yml")
    (tmp_path / "other").symlink_to("app")
    names = ["./app/../app/manifest.yml", "app/manifest.yml", "link.yml", "other/manifest.yml"]
    absolute = str(tmp_path / "app" / "manifest.yml")
    assert found(forgecfg, *names, "app", "other", ".", absolute) == ["app/../app/manifest.yml"]
    result = forgecfg("check", "app/manifest.yml", "app", "--format", "json")
    assert json.loads(result.out)["files"] == ["app/manifest.yml"]


def test_hard_links_are_files_of_their_own(forgecfg: Forgecfg, tree: Tree, tmp_path: Path) -> None:
    tree("a/manifest.yml", "b/x")
    os.link(tmp_path / "a" / "manifest.yml", tmp_path / "b" / "manifest.yml")
    assert found(forgecfg) == ["a/manifest.yml", "b/manifest.yml"]


def test_links_to_folders_are_not_followed(forgecfg: Forgecfg, tree: Tree, tmp_path: Path) -> None:
    tree("app/manifest.yml", "elsewhere/real.yml")
    (tmp_path / "app" / "loop").symlink_to("..")
    (tmp_path / "app" / "self").symlink_to("self")
    (tmp_path / "app" / "manifest.yaml").symlink_to("manifest.yaml")
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "manifest.yml").symlink_to("../elsewhere/real.yml")
    (tmp_path / "linked" / "manifest.yaml").symlink_to("../elsewhere/nothing.yml")
    assert found(forgecfg) == ["app/manifest.yml", "linked/manifest.yml"]
    # A link that is named is searched.
    assert found(forgecfg, "app/loop/app") == ["app/loop/app/manifest.yml"]


def test_manifests_of_other_tools(forgecfg: Forgecfg, tree: Tree) -> None:
    tree("app/manifest.yml")
    tree("k8s/manifest.yml", "empty.yml", text=FOREIGN)
    assert found(forgecfg) == ["app/manifest.yml"]
    assert found(forgecfg, "k8s/manifest.yml") == ["k8s/manifest.yml"]
    assert found(forgecfg, "--forge-only", "k8s/manifest.yml", "app/manifest.yml") == [
        "app/manifest.yml"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "apiVersion: v1\nkind: X\nmodules: {}\nresources: {}\n",
        "manifest_version: 3\nname: x\npermissions:\n  - tabs\napp:\n  launch: {}\n",
        "applications:\n  - name: x\napp: {}\nremotes: {}\n",
        "display_information:\n  name: x\napp: {}\nmodules: {}\n",
        "permissions:\n  - read\nresources:\n  - a.yaml\n",
        "remotes:\n  - name: x\nproviders: {}\nresources: {}\n",
        "id: thing\ntitle: Thing\nmodules:\n  - a\n",
    ],
    ids=["kubernetes", "extension", "cloud foundry", "slack", "common", "more common", "add-on"],
)
def test_words_of_forge_alone_make_no_manifest_of_it(
    forgecfg: Forgecfg, tree: Tree, text: str
) -> None:
    tree("app/manifest.yml")
    tree("other/manifest.yml", text=text)
    assert found(forgecfg) == ["app/manifest.yml"]
    # With the id of an app it is one, whatever else is in it.
    tree("other/manifest.yml", text=text + "x: ari:cloud:ecosystem::app/1\n")
    assert found(forgecfg) == ["app/manifest.yml", "other/manifest.yml"]


def test_with_forge_only_it_is_no_error_that_nothing_is_left(
    forgecfg: Forgecfg, tree: Tree
) -> None:
    tree("k8s/manifest.yml", text=FOREIGN)
    result = forgecfg("check", "--forge-only", "k8s/manifest.yml")
    assert (result.code, result.err) == (0, "")
    # That a search finds nothing is one with it, too.
    result = forgecfg("check", "--forge-only", "k8s")
    assert result.code == 2
    assert "no Forge manifest (manifest.yml) found in k8s" in result.err


def test_with_forge_only_a_missing_file_is_still_missing(forgecfg: Forgecfg) -> None:
    result = forgecfg("check", "--forge-only", "manifest.yml")
    assert result.code == 2
    assert "no such file" in result.out


def test_a_broken_manifest_of_forge_is_one(forgecfg: Forgecfg, tree: Tree) -> None:
    tree("app/manifest.yml", text="modules:\n\tmacro: [\nremotes: x\n")
    assert found(forgecfg, "--forge-only", "app/manifest.yml") == ["app/manifest.yml"]
    assert found(forgecfg) == ["app/manifest.yml"]


@pytest.mark.parametrize("padding", [64 * 1024 - 20, 200_000])
def test_what_is_read_in_pieces_is_looked_at_as_a_whole(
    forgecfg: Forgecfg, tree: Tree, padding: int
) -> None:
    tree("app/manifest.yml", text=f"#{' ' * padding}\nmodules: {{}}\nremotes: []\n")
    assert found(forgecfg) == ["app/manifest.yml"]


def test_a_tree_too_deep_for_recursion(forgecfg: Forgecfg, tmp_path: Path) -> None:
    deep = Path()
    for _ in range(1500):
        deep /= "d"
        deep.mkdir()
    manifest = deep / "manifest.yml"
    manifest.write_text("app: {}\nmodules: {}\n", encoding="utf-8")
    try:
        assert found(forgecfg) == [manifest.as_posix()]
    finally:
        # Deeper than what cleans up after tests can go.
        manifest.unlink()
        os.removedirs(deep)
    assert tmp_path.exists()


def test_the_search_of_the_library_is_the_same(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tree("b/manifest.yml", "a/manifest.yml", ".git/x")
    tree(".gitignore", text="/b\n")
    assert list(find_manifests([Path(), Path("gone.yml")])) == [
        Path("a/manifest.yml"),
        Path("gone.yml"),
    ]


@contextmanager
def no_superuser(folder: Path) -> Iterator[None]:
    """The superuser may read everything, so become somebody else."""
    folder.chmod(0o755)
    if not hasattr(os, "geteuid"):
        pytest.skip("no permissions of this kind here")
    me = os.geteuid()
    if me == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(me)


def test_a_folder_without_permission_is_a_finding(
    forgecfg: Forgecfg, tree: Tree, tmp_path: Path
) -> None:
    tree("a/manifest.yml", "b/manifest.yml", "c/manifest.yml")
    (tmp_path / "b").chmod(0)
    with no_superuser(tmp_path):
        result = forgecfg("check", "--format", "json", "--isolated")
        listed = forgecfg("check", "--show-files", "--isolated")
        named = forgecfg("check", "b", "--isolated", "--format", "concise")
    (tmp_path / "b").chmod(0o755)
    report = json.loads(result.out)
    assert result.code == 2
    assert report["files"] == ["a/manifest.yml", "b", "c/manifest.yml"]
    told = [(one["file"], one["message"]) for one in report["findings"] if one["code"] == "FC001"]
    assert told == [("b", "cannot be read: permission denied")]
    assert (listed.code, listed.out) == (2, "a/manifest.yml\nc/manifest.yml\n")
    assert listed.err == "forgecfg: cannot read b: permission denied\n"
    assert named.code == 2
    assert "permission denied" in named.out


def test_a_small_file_is_read_once(tree: Tree, tmp_path: Path) -> None:
    tree("a/manifest.yml")
    tree("b/manifest.yml", text=f"{FORGE}#{' ' * 65_536}\n")
    small, large = search_targets([str(tmp_path)], "manifest.yml")
    (tmp_path / "a" / "manifest.yml").unlink()
    assert small.read() == FORGE.encode()
    assert not isinstance(small.without_content().read(), bytes)
    # Large files are read again, to limit memory.
    assert large.content is None
    assert large.read() == (tmp_path / "b" / "manifest.yml").read_bytes()
