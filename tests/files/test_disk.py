"""The files of an app on disk: what is found, what is read, and what is never read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from forgecfg.api import check_file
from forgecfg.files.app_files import DiskFiles, Kind, files_beside
from forgecfg.files.regular import APP_FILE


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with an app in `apps/one`, and a secret next to the repository."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    (repository / "apps" / "one" / "src").mkdir(parents=True)
    (repository / "shared.txt").write_text("shared", encoding="utf-8")
    (repository / "apps" / "one" / "src" / "index.js").write_text("code", encoding="utf-8")
    return repository


@pytest.fixture
def app(repository: Path) -> Path:
    return repository / "apps" / "one"


def test_text_inside_the_repository(app: Path) -> None:
    files = DiskFiles(app)
    assert files.text("src/index.js") == "code"
    assert files.text("./src/../src/index.js") == "code"
    assert files.text("../../shared.txt") == "shared"


def test_no_text_outside_the_repository(app: Path) -> None:
    files = DiskFiles(app)
    assert files.text("../../../secret.txt") is None
    assert files.text(str(app.parents[2] / "secret.txt")) is None


def test_no_text_outside_the_repository_through_a_link_to_a_file(app: Path) -> None:
    (app / "linked.txt").symlink_to(app.parents[2] / "secret.txt")
    assert DiskFiles(app).text("linked.txt") is None


def test_no_text_outside_the_repository_through_a_link_to_a_folder(app: Path) -> None:
    (app / "linked").symlink_to(app.parents[2], target_is_directory=True)
    assert DiskFiles(app).text("linked/secret.txt") is None


def test_a_folder_whose_name_only_starts_like_the_repository_is_outside(app: Path) -> None:
    twin = app.parents[2] / "repository-private"
    twin.mkdir()
    (twin / "key.txt").write_text("secret", encoding="utf-8")
    assert DiskFiles(app).text("../../../repository-private/key.txt") is None


def test_text_inside_the_repository_through_a_link(app: Path) -> None:
    (app / "linked.txt").symlink_to(app.parents[1] / "shared.txt")
    assert DiskFiles(app).text("linked.txt") == "shared"


def test_text_of_an_app_that_is_reached_through_a_link(app: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "app"
    link.symlink_to(app, target_is_directory=True)
    files = DiskFiles(link)
    assert files.text("src/index.js") == "code"
    assert files.text("../../shared.txt") == "shared"
    (tmp_path / "elsewhere" / "near.txt").write_text("not in it", encoding="utf-8")
    assert files.text("../near.txt") is None


def test_the_root_may_have_a_file_named_git_as_worktrees_do(app: Path) -> None:
    git = app.parents[1] / ".git"
    git.rmdir()
    git.write_text("gitdir: ../main/.git/worktrees/one\n", encoding="utf-8")
    assert DiskFiles(app).text("../../shared.txt") == "shared"


def test_the_innermost_repository_counts(app: Path) -> None:
    (app / ".git").mkdir()
    files = DiskFiles(app)
    assert files.text("src/index.js") == "code"
    assert files.text("../../shared.txt") is None


def test_without_a_repository_only_the_folder_is_read(app: Path) -> None:
    (app.parents[1] / ".git").rmdir()
    files = DiskFiles(app)
    assert files.text("src/index.js") == "code"
    assert files.text("../../shared.txt") is None


def test_text_that_cannot_be_read(app: Path) -> None:
    (app / "latin.txt").write_bytes(b"caf\xe9")
    (app / "loop").symlink_to(app / "loop")
    (app / "dangling").symlink_to(app / "nowhere")
    files = DiskFiles(app)
    for path in ("latin.txt", "loop", "dangling", "nowhere", "src", "a\0b", "x" * 5000):
        assert files.text(path) is None, path


def test_text_up_to_the_limit_and_without_a_byte_order_mark(app: Path) -> None:
    (app / "longest.txt").write_bytes(b"x" * APP_FILE.limit)
    (app / "longer.txt").write_bytes(b"x" * (APP_FILE.limit + 1))
    (app / "marked.txt").write_bytes(b"\xef\xbb\xbfmarked")
    files = DiskFiles(app)
    assert files.text("longest.txt") == "x" * APP_FILE.limit
    assert files.text("longer.txt") is None
    assert files.text("marked.txt") == "marked"


def test_kind(app: Path) -> None:
    (app / "to-file").symlink_to(app / "src" / "index.js")
    (app / "to-folder").symlink_to(app / "src", target_is_directory=True)
    (app / "dangling").symlink_to(app / "nowhere")
    (app / "loop").symlink_to(app / "loop")
    files = DiskFiles(app)
    for path in ("src/index.js", "to-file", "../../shared.txt"):
        assert files.kind(path) is Kind.FILE, path
    for path in ("src", "src/", ".", "", "to-folder"):
        assert files.kind(path) is Kind.FOLDER, path
    for path in ("nowhere", "src/index.js/x", "dangling", "loop", "a\0b", "x" * 5000):
        assert files.kind(path) is Kind.MISSING, path


def test_names(app: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "C.txt"):
        (app / "src" / name).touch()
    files = DiskFiles(app)
    assert files.names("src") == (".hidden", "C.txt", "a.txt", "b.txt", "index.js")
    for path in ("nowhere", "src/index.js", "a\0b", "x" * 5000):
        assert files.names(path) == (), path


def test_below(app: Path) -> None:
    for path in ("z.js", "a.js", ".env", "src/b/c.js", "lib/d.js"):
        (app / path).parent.mkdir(parents=True, exist_ok=True)
        (app / path).touch()
    for folder in ("node_modules", ".cache", "src/node_modules", "src/.cache"):
        (app / folder).mkdir()
        (app / folder / "skipped.js").touch()
    (app / "linked").symlink_to(app.parents[2], target_is_directory=True)
    files = DiskFiles(app)
    own = [".env", "a.js", "z.js"]
    assert list(files.below(".")) == [*own, "lib/d.js", "src/index.js", "src/b/c.js"]
    assert list(files.below("src")) == ["src/index.js", "src/b/c.js"]
    assert list(files.below("nowhere")) == []


@pytest.mark.parametrize("name", ["package.json", "src", "static", "node_modules"])
@pytest.mark.parametrize("is_folder", [True, False])
def test_what_shows_that_an_app_is_there(tmp_path: Path, name: str, is_folder: bool) -> None:
    assert files_beside(tmp_path / "manifest.yml") is None
    path = tmp_path / name
    path.mkdir() if is_folder else path.touch()
    files = files_beside(tmp_path / "manifest.yml")
    assert files is not None
    assert files.names(".") == (name,)


def test_other_files_do_not_show_that_an_app_is_there(tmp_path: Path) -> None:
    for name in ("manifest.yml", "README.md", "package-lock.json", "source"):
        (tmp_path / name).touch()
    (tmp_path / "lib").mkdir()
    assert files_beside(tmp_path / "manifest.yml") is None


@pytest.mark.parametrize(
    "path", ["/", "/etc", "//x", "C:/x", "\\x", "../..", "..", ".", "src/..", "\x00"]
)
@pytest.mark.parametrize("bundler", ["manual@2026", "webpack"])
def test_an_odd_path_of_the_package_crashes_no_rule(
    tmp_path: Path, path: str, bundler: str
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "src").mkdir()
    app = f"app:\n  package:\n    path: {json.dumps(path)}\n    bundler: {bundler}\n"
    extra = f"    extraFiles: [{json.dumps(path + '/*')}, {json.dumps(path + '*')}]\n"
    text = f"{app}{extra}modules:\n  function:\n    - {{key: a, handler: index.run}}\n"
    (tmp_path / "manifest.yml").write_text(text, encoding="utf-8")
    report = check_file(tmp_path / "manifest.yml")
    assert [one.message for one in report.findings if one.code == "FC000"] == []
