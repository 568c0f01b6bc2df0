"""Which files are checked, and what is said of those that cannot be."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from forgecfg.document.limits import SAFETY_SIZE_LIMIT

from .conftest import CLEAN, Run

FOREIGN = """\
# What other tools call manifest.yml.
apiVersion: v1
kind: Deployment
resources:
  - deployment.yaml
"""
REASON = "cannot be read: {}"

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


def write(root: Path, *names: str, text: str = CLEAN) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def shown(run: Run, *paths: str) -> list[str]:
    result = run("check", "--show-files", *paths)
    assert (result.code, result.err) == (0, "")
    return result.out.splitlines()


def unreadable(run: Run, path: str) -> str:
    """The message of the one finding about a path that cannot be read."""
    result = run("check", path, "--format", "json")
    assert (result.code, result.err) == (2, "")
    (finding,) = json.loads(result.out)["findings"]
    assert (finding["code"], finding["file"]) == ("FC001", path)
    message = finding["message"]
    assert isinstance(message, str)
    return message


def test_a_tree_is_searched_in_order(run: Run, here: Path) -> None:
    write(here, "b/manifest.yml", "a/x/manifest.yaml", "a/manifest.yml", "manifest.yml")
    write(here, "a/forge.yml", "a/manifest.yml.bak", "c/Manifest.yml")
    assert shown(run) == ["manifest.yml", "a/manifest.yml", "a/x/manifest.yaml", "b/manifest.yml"]
    assert shown(run, "b", "a") == ["b/manifest.yml", "a/manifest.yml", "a/x/manifest.yaml"]


def test_folders_of_others_are_skipped_unless_named(run: Run, here: Path) -> None:
    others = ("node_modules", ".git", ".venv", "app/node_modules/deep")
    write(here, *(f"{folder}/manifest.yml" for folder in others), "app/manifest.yml")
    assert shown(run) == ["app/manifest.yml"]
    assert shown(run, "node_modules") == ["node_modules/manifest.yml"]


def test_manifests_of_other_tools_are_left_alone_unless_named(run: Run, here: Path) -> None:
    write(here, "chart/manifest.yml", text=FOREIGN)
    write(here, "empty/manifest.yml", text="")
    write(here, "app/manifest.yml")
    assert shown(run) == ["app/manifest.yml"]
    assert shown(run, "chart/manifest.yml") == ["chart/manifest.yml"]
    assert run("check", "chart/manifest.yml").code == 1


@pytest.mark.parametrize(
    "text",
    [
        "app:\n  id: ari:cloud:ecosystem::app/1\n",
        "modules:\n  macro: [\nremotes:\n",
        "\"modules\":\n  macro: []\n'resources' : []\n",
        "\ufeffapp: {}\r\nmodules: {}\r\n",
    ],
    ids=["id", "broken", "quoted", "crlf"],
)
def test_what_looks_like_forge_is_found(run: Run, here: Path, text: str) -> None:
    write(here, "manifest.yml", text=text)
    assert shown(run) == ["manifest.yml"]


def test_utf_16_is_found_and_refused(run: Run, here: Path) -> None:
    (here / "manifest.yml").write_bytes(CLEAN.encode("utf-16"))
    result = run("check", "--format", "concise")
    assert result.code == 1
    assert "invalid-encoding" in result.out


def test_a_file_is_checked_once_however_often_it_is_named(run: Run, here: Path) -> None:
    write(here, "app/manifest.yml")
    absolute = str(here / "app" / "manifest.yml")
    names = ("app/manifest.yml", "./app/manifest.yml", "app/../app/manifest.yml", absolute, "app")
    assert shown(run, *names) == ["app/manifest.yml"]
    assert shown(run, absolute, "app") == [absolute]


@needs_links
def test_a_link_to_a_file_is_the_same_file(run: Run, here: Path) -> None:
    write(here, "app/manifest.yml")
    (here / "link.yml").symlink_to("app/manifest.yml")
    assert shown(run, "link.yml", "app") == ["link.yml"]


@needs_links
def test_links_in_a_circle_do_no_harm(run: Run, here: Path) -> None:
    write(here, "app/manifest.yml")
    (here / "app" / "again").symlink_to("..", target_is_directory=True)
    (here / "one.yml").symlink_to("two.yml")
    (here / "two.yml").symlink_to("one.yml")
    assert shown(run) == ["app/manifest.yml"]
    circle = REASON.format("symbolic link loop")
    assert unreadable(run, "one.yml") == circle
    (here / "app" / "manifest.yaml").symlink_to("manifest.yaml")
    assert run("check").code in (0, 2)


@needs_links
def test_a_link_to_nothing_is_a_missing_file(run: Run, here: Path) -> None:
    (here / "gone.yml").symlink_to("nothing.yml")
    assert unreadable(run, "gone.yml") == REASON.format("no such file")


def test_a_missing_file(run: Run) -> None:
    assert unreadable(run, "nowhere.yml") == REASON.format("no such file")
    assert unreadable(run, "no/where.yml") == REASON.format("no such file")


def test_a_folder_with_the_name_of_a_manifest(run: Run, here: Path) -> None:
    (here / "manifest.yml").mkdir()
    assert unreadable(run, "manifest.yml") == REASON.format("is a directory")
    result = run("check")
    assert (result.code, result.out) == (2, "")
    assert "no Forge manifest" in result.err


def test_a_file_below_a_file(run: Run, here: Path) -> None:
    write(here, "manifest.yml")
    assert unreadable(run, "manifest.yml/x").startswith("cannot be read: ")


def test_a_name_that_no_file_can_have(run: Run) -> None:
    assert unreadable(run, "a" * 5000).startswith("cannot be read: ")
    assert unreadable(run, "zero\0byte").startswith("cannot be read: ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_not_waited_for(process: Run, here: Path) -> None:
    os.mkfifo(here / "pipe.yml")
    # In a process of its own, which is not waited for either.
    assert unreadable(process, "pipe.yml") == REASON.format("not a regular file")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser reads everything"
)
def test_a_file_without_permission(run: Run, here: Path) -> None:
    write(here, "manifest.yml")
    (here / "manifest.yml").chmod(0)
    assert unreadable(run, "manifest.yml") == REASON.format("permission denied")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "permission denied"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
    ids=["permission", "device"],
)
def test_the_systems_word_is_passed_on(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    write(here, "manifest.yml", "good/manifest.yml")
    usual = os.open

    def refuse(path: Any, *arguments: Any, **more: Any) -> int:
        if Path(path) == Path("manifest.yml"):
            raise error
        return usual(path, *arguments, **more)

    monkeypatch.setattr("forgecfg.files.regular.os.open", refuse)
    assert unreadable(run, "manifest.yml") == REASON.format(reason)
    # It may be a manifest of Forge, so a search does not pass over it in silence.
    result = run("check", "--format", "json")
    assert result.code == 2
    assert json.loads(result.out)["files"] == ["manifest.yml", "good/manifest.yml"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names must be Unicode here")
def test_names_that_are_not_utf_8(process: Run, here: Path) -> None:
    name = os.fsdecode(b"caf\xe9")
    write(here, f"{name}/manifest.yml", text=CLEAN + "providers: 5\n")
    for arguments in ((), (name,), (f"{name}/manifest.yml",)):
        result = process("check", *arguments, "--format", "json")
        assert result.code == 1
        assert result.err == ""
        assert json.loads(result.out)["files"] == [f"{name}/manifest.yml"]
    for form in ("text", "concise"):
        result = process("check", "--format", form)
        assert result.code == 1
        assert "caf\\udce9/manifest.yml:14:12" in result.out
    assert process("check", "--show-files").out.splitlines() == ["caf\\udce9/manifest.yml"]
    missing = process("check", os.fsdecode(b"\xff.yml"))
    assert missing.code == 2
    assert "\\udcff.yml:1:1" in missing.out


def test_standard_input_has_the_name_it_is_given(run: Run) -> None:
    text = (CLEAN + "providers: 5\n").encode()
    result = run("check", "-", "--format", "concise", stdin=text)
    assert result.code == 1
    assert result.out.startswith("manifest.yml:14:12: error[wrong-type]")
    result = run("check", "-", "--stdin-filename", "app/m.yml", "--format", "concise", stdin=text)
    assert result.out.startswith("app/m.yml:14:12: error[wrong-type]")
    assert run("check", "-", stdin=CLEAN.encode()).code == 0
    assert "not-a-mapping" in run("check", "-", "--format", "concise").out


def test_standard_input_is_not_searched_for(run: Run, here: Path) -> None:
    write(here, "manifest.yml", text=CLEAN + "providers: 5\n")
    assert run("check", "-", stdin=CLEAN.encode()).code == 0
    # The name is only a name: nothing is read from it.
    assert run("check", "-", "--stdin-filename", "manifest.yml", stdin=CLEAN.encode()).code == 0


@pytest.mark.parametrize("path", ["manifest.yml", "-"])
def test_one_byte_more_than_is_read_is_too_much(run: Run, here: Path, path: str) -> None:
    data = b"#" * (SAFETY_SIZE_LIMIT + 1)
    (here / "manifest.yml").write_bytes(data)
    result = run("check", path, stdin=data)
    assert result.code == 1
    assert "file-too-large [FC010]\n  manifest is larger than 16 MB" in result.out
