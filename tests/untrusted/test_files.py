"""Files of a repository that are no files, too large, or outside of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from forgecfg.files.regular import (
    APP_FILE,
    BASELINE,
    CONFIGURATION,
    IGNORE_FILE,
    OFFICIAL_SCHEMA,
    FileType,
    NotRegularError,
    OutsideError,
    is_inside,
    read_regular_file,
    repository_root,
)

from .conftest import MANIFEST, Forgecfg, Put, outside, unix_socket

ODD_MESSAGE = "not a regular file"


def large(path: Path, file_type: FileType) -> None:
    """A file beyond the limit that needs no space on the disk."""
    with path.open("wb") as stream:
        stream.truncate(file_type.limit + 1)


@pytest.mark.parametrize("name", ["sub/.gitignore", ".git/info/exclude"])
def test_an_ignore_file_that_is_none(
    forgecfg: Forgecfg, repository: Path, odd: Put, name: str
) -> None:
    odd(repository / name)
    (repository / "sub").mkdir(exist_ok=True)
    (repository / "sub" / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    run = forgecfg("check", "--format", "concise")
    assert run.code == 0
    link = "a symbolic link, which git does not follow either"
    reason = link if (repository / name).is_symlink() and "sub" in name else ODD_MESSAGE
    assert run.err == f"forgecfg: {name} is not used: {reason}\n"


def test_an_ignore_file_is_reported_once_and_ignores_nothing(
    forgecfg: Forgecfg, repository: Path
) -> None:
    (repository / "rules").write_text("*\n", encoding="utf-8")
    (repository / ".gitignore").symlink_to("rules")
    run = forgecfg("check", "--format", "json", ".", "src/..")
    assert json.loads(run.out)["files"] == ["manifest.yml"]
    assert run.err.count(".gitignore is not used: a symbolic link") == 1
    assert forgecfg("check", "-q").err == ""


def test_an_ignore_file_that_is_too_large(forgecfg: Forgecfg, repository: Path) -> None:
    large(repository / ".gitignore", IGNORE_FILE)
    run = forgecfg("check", "--format", "concise")
    assert run.code == 0
    assert ".gitignore is not used: larger than 0.2 MB, the limit of an ignore file" in run.err


@pytest.mark.parametrize("name", [".git", ".git/commondir"])
def test_a_git_folder_that_is_none(
    forgecfg: Forgecfg, repository: Path, odd: Put, name: str
) -> None:
    if name == ".git":
        (repository / ".git").rmdir()
    odd(repository / name)
    assert forgecfg("check").code == 0


@pytest.mark.parametrize("name", ["forgecfg.toml", ".forgecfg.toml"])
def test_a_configuration_that_is_no_file(
    forgecfg: Forgecfg, repository: Path, odd: Put, name: str
) -> None:
    odd(repository / name)
    run = forgecfg("check")
    assert run.code == 2
    assert run.err.startswith(f"forgecfg: cannot read {name}: ")
    # It is reported, and can be left out.
    assert forgecfg("check", "--isolated").code == 0
    assert forgecfg("check", "--config", name).code == 2


def test_a_pyproject_that_is_no_file(forgecfg: Forgecfg, repository: Path, odd: Put) -> None:
    odd(repository / "pyproject.toml")
    assert forgecfg("check").code == 0
    assert forgecfg("check", "--config", "pyproject.toml").code == 2


@pytest.mark.parametrize("name", ["forgecfg.toml", ".forgecfg.toml", "pyproject.toml"])
def test_a_configuration_that_is_a_link_out_of_the_repository(
    forgecfg: Forgecfg, repository: Path, name: str
) -> None:
    text = "[tool.forgecfg]\n" if name == "pyproject.toml" else ""
    shared = repository.parent / name
    shared.write_text(text + 'ignore = ["FC"]\n', encoding="utf-8")
    (repository / name).symlink_to(shared)
    run = forgecfg("check")
    assert run.code == 2
    assert f"cannot read {name}: it is a link out of the repository; to use it, pass it" in run.err
    assert forgecfg("check", "--config", name).code == 0
    (repository / name).unlink()
    (repository / "shared").mkdir()
    shared.rename(repository / "shared" / name)
    (repository / name).symlink_to(Path("shared", name))
    assert forgecfg("check").code == 0


def test_another_pyproject_may_be_a_link(forgecfg: Forgecfg, repository: Path) -> None:
    outside(repository / "pyproject.toml")
    assert forgecfg("check", "-q") == (0, "", "")


def test_a_configuration_that_is_too_large(forgecfg: Forgecfg, repository: Path) -> None:
    large(repository / "forgecfg.toml", CONFIGURATION)
    run = forgecfg("check")
    assert (run.code, run.err) == (
        2,
        "forgecfg: cannot read forgecfg.toml: larger than 0.3 MB, the limit of a configuration\n",
    )


def test_a_baseline_that_is_no_file(forgecfg: Forgecfg, repository: Path, odd: Put) -> None:
    odd(repository / "known.json")
    run = forgecfg("check", "--baseline", "known.json")
    assert (run.code, run.err) == (2, f"forgecfg: cannot read known.json: {ODD_MESSAGE}\n")


def test_a_schema_that_is_no_file(forgecfg: Forgecfg, repository: Path, odd: Put) -> None:
    odd(repository / "schema.json")
    run = forgecfg("check", "--forge-schema", "schema.json")
    assert (run.code, run.err) == (2, f"forgecfg: cannot read schema.json: {ODD_MESSAGE}\n")


@pytest.mark.parametrize(
    ("file_type", "option"), [(BASELINE, "--baseline"), (OFFICIAL_SCHEMA, "--forge-schema")]
)
def test_a_file_of_an_option_that_is_too_large(
    forgecfg: Forgecfg, repository: Path, file_type: FileType, option: str
) -> None:
    large(repository / "large.json", file_type)
    run = forgecfg("check", option, "large.json")
    assert run.code == 2
    assert re.search(r"cannot read large.json: larger than \d+ MB", run.err)


def test_a_manifest_that_is_no_file(forgecfg: Forgecfg, repository: Path, odd: Put) -> None:
    odd(repository / "sub" / "manifest.yml")
    run = forgecfg("check", "--format", "concise")
    assert run.code == 2
    assert "sub/manifest.yml:1:1: error[unreadable-file] cannot be read: " in run.out
    named = forgecfg("check", "--format", "concise", "sub/manifest.yml")
    assert (named.code, ODD_MESSAGE in named.out) == (2, True)


@pytest.mark.parametrize("name", ["src/index.js", "src/used.js"])
def test_source_that_is_no_file(forgecfg: Forgecfg, repository: Path, odd: Put, name: str) -> None:
    if name == "src/used.js":
        code = "import './used.js'; import api from '@forge/api'; export const run = () => api;\n"
        (repository / "src" / "index.js").write_text(code, encoding="utf-8")
    odd(repository / name)
    run = forgecfg("check")
    assert run.code in (0, 1)
    assert f"forgecfg: {name} is not read: " in run.err


def test_source_that_is_a_link_out_of_the_repository(forgecfg: Forgecfg, repository: Path) -> None:
    (repository / "src" / "index.js").unlink()
    outside(repository / "src" / "index.js")
    run = forgecfg("check")
    assert run.code in (0, 1)
    assert "forgecfg: src/index.js is not read: outside the repository" in run.err


TRANSLATIONS = """\
translations:
  resources:
    - {key: en-US, path: locales/en-US.json}
  fallback: {default: en-US}
"""
SKILL = "  rovo:skill:\n    - {key: help, source: {dir: skills/help}}\n"


def test_a_locale_that_is_no_file(forgecfg: Forgecfg, repository: Path, odd: Put) -> None:
    (repository / "manifest.yml").write_text(MANIFEST + TRANSLATIONS, encoding="utf-8")
    odd(repository / "locales" / "en-US.json")
    run = forgecfg("check", "--format", "concise", "--select", "missing-locale-file")
    assert "cannot be read as UTF-8 text" in run.out
    assert "locales/en-US.json is not read: " in run.err


def test_a_skill_that_is_no_file(forgecfg: Forgecfg, repository: Path, odd: Put) -> None:
    (repository / "manifest.yml").write_text(MANIFEST + SKILL, encoding="utf-8")
    odd(repository / "skills" / "help" / "SKILL.md")
    run = forgecfg("check", "--format", "concise", "--select", "invalid-skill")
    assert "cannot be read as UTF-8 text of at most 2 MB" in run.out


@pytest.mark.parametrize("name", ["package.json", "tsconfig.json"])
def test_project_files_that_are_none(
    forgecfg: Forgecfg, repository: Path, odd: Put, name: str
) -> None:
    code = (
        "import a from '#lib/a'; import api from '@forge/api'; export const run = () => a(api);\n"
    )
    (repository / "src" / "index.js").write_text(code, encoding="utf-8")
    odd(repository / name)
    assert forgecfg("check").code in (0, 1)


def test_a_manifest_that_leads_out_is_not_followed_unless_it_is_named(
    forgecfg: Forgecfg, repository: Path
) -> None:
    target = repository.parent / "other.yml"
    target.write_text(MANIFEST + "secret: the-hidden-value\n", encoding="utf-8")
    (repository / "manifest.yml").unlink()
    (repository / "manifest.yml").symlink_to(target)
    says = (
        "manifest.yml:1:1: error[unreadable-file] cannot be read: "
        "a link out of the repository; to check it, name it on the command line\n"
    )
    for arguments in ((), (".",), ("--forge-only", "manifest.yml"), ("--fix", ".")):
        run = forgecfg("check", "--format", "concise", *arguments)
        assert (run.code, run.out) == (2, says)
        assert "the-hidden-value" not in run.err
    assert forgecfg("check", "manifest.yml").code == 1
    for command in (("scaffold",), ("graph",), ("audit",)):
        run = forgecfg(*command, ".")
        assert run.code == 2
        assert "the-hidden-value" not in run.out + run.err
    assert "the-hidden-value" in target.read_text(encoding="utf-8")


def test_a_manifest_may_be_a_link_inside_the_repository(
    forgecfg: Forgecfg, repository: Path
) -> None:
    (repository / "shared").mkdir()
    (repository / "manifest.yml").rename(repository / "shared" / "forge.yml")
    (repository / "manifest.yml").symlink_to("shared/forge.yml")
    assert forgecfg("check").code == 0
    assert forgecfg("check", "--forge-only", "manifest.yml").code == 0


def test_a_socket(tmp_path: Path) -> None:
    unix_socket(tmp_path / "socket")
    with pytest.raises(NotRegularError, match=ODD_MESSAGE):
        read_regular_file(tmp_path / "socket", APP_FILE)


def test_files_of_git_are_not_read(repository: Path) -> None:
    (repository / ".git" / "config").write_text("token", encoding="utf-8")
    (repository / "link.js").symlink_to(".git/config")
    with pytest.raises(OutsideError):
        read_regular_file(repository / "link.js", APP_FILE, str(repository.resolve()))


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("/a", True),
        ("/a/b", True),
        ("/a/.github/b", True),
        ("/ab", False),
        ("/", False),
        ("/a/.git", False),
        ("/a/b/.GIT/config", False),
    ],
)
def test_what_is_inside(path: str, inside: bool) -> None:
    assert is_inside(path, "/a") is inside


def test_everything_is_inside_of_the_root_of_the_disk() -> None:
    assert is_inside("/a/b", "/")


def test_the_root_of_a_repository(repository: Path) -> None:
    root = repository.resolve()
    assert repository_root(str(root / "src")) == str(root)
    assert repository_root(str(root)) == str(root)


@pytest.mark.parametrize("size", [0, 1, APP_FILE.limit, APP_FILE.limit + 1])
def test_the_limit_is_exact(tmp_path: Path, size: int) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" * size)
    if size > APP_FILE.limit:
        with pytest.raises(OSError, match="larger than 2 MB, the limit of a file of an app"):
            read_regular_file(file, APP_FILE)
    else:
        assert len(read_regular_file(file, APP_FILE)) == size
    assert len(read_regular_file(file, APP_FILE, cut=True)) == size


def test_a_file_whose_size_is_not_known() -> None:
    file = Path("/proc/self/status")
    if not file.exists():
        pytest.skip("no such files here")
    assert b"Pid:" in read_regular_file(file, APP_FILE)
