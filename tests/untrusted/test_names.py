"""Names outside the repository are never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from forgecfg.api import check_text
from forgecfg.files.app_files import DiskFiles, Kind

from .conftest import MANIFEST, Forgecfg

RESOURCES = """\
resources:
  - key: main
    path: {}
"""
ICON = """\
  jira:globalPage:
    - {key: page, title: Page, resource: main, icon: resource:main;hidden-nam.svg}
"""
PACKAGE = """\
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00
  package: {bundler: manual@2026, path: PATH, extraFiles: ["PATH/hidden-*", "PATH/**"]}
  runtime: {name: nodejs22.x}
modules:
  function: [{key: main, handler: hidden-nam.run}]
"""


@pytest.fixture
def hidden(repository: Path) -> Path:
    """A directory outside the repository, and in its `.git`, whose names are not to be shown."""
    for folder in (repository.parent / "private", repository / ".git" / "private"):
        (folder / "hidden-name").mkdir(parents=True)
        (folder / "hidden-name" / "index.html").touch()
        for name in ("hidden-name.svg", "hidden-name.js", "SKILL.md"):
            (folder / name).touch()
    (repository / "link").symlink_to(repository.parent / "private")
    return repository


PATHS = ["../private", "link", ".git/private", "src/../../private"]


@pytest.mark.parametrize("path", PATHS)
def test_no_suggestion_shows_a_name(forgecfg: Forgecfg, hidden: Path, path: str) -> None:
    texts = [
        MANIFEST + ICON + RESOURCES.format(path),
        MANIFEST + RESOURCES.format(f"{path}/hidden-nam"),
        MANIFEST + f"translations:\n  resources: [{{key: en-US, path: {path}/hidden-nam.js}}]\n",
        MANIFEST + f"  rovo:skill: [{{key: s, source: {{dir: {path}/hidden-nam}}}}]\n",
        PACKAGE.replace("PATH", path),
    ]
    for text in texts:
        report = check_text(text, files=DiskFiles(hidden))
        for finding in report.findings:
            assert "hidden-name" not in finding.full_message, finding
    (hidden / "manifest.yml").write_text(texts[0], encoding="utf-8")
    run = forgecfg("check")
    assert "hidden-name" not in run.out + run.err


@pytest.mark.parametrize("path", ["/", "..", "../.."])
def test_no_directory_outside_is_searched(forgecfg: Forgecfg, hidden: Path, path: str) -> None:
    (hidden / "manifest.yml").write_text(PACKAGE.replace("PATH", path), encoding="utf-8")
    run = forgecfg("check")
    assert run.code in (0, 1)
    assert "hidden-name" not in run.out


def test_nothing_outside_is_listed(hidden: Path) -> None:
    files = DiskFiles(hidden)
    for path in (*PATHS, str(hidden.parent / "private")):
        assert files.kind(path) is Kind.FOLDER
        assert files.names(path) == ()
        assert list(files.below(path)) == []
        assert files.text(f"{path}/hidden-name.js") is None
        # So that a resource outside is not called empty.
        assert not files.is_empty(path)
    assert files.names("src") == ("index.js",)
    (hidden / "void").mkdir()
    assert files.is_empty("void")
    assert not files.is_empty("nowhere")


def test_a_resource_outside_is_not_called_empty_or_unmatched(hidden: Path) -> None:
    text = MANIFEST + RESOURCES.format("../private")
    report = check_text(text, files=DiskFiles(hidden))
    assert "missing-resource-path" not in {finding.name for finding in report.findings}
    for path in ("../private", str(hidden), str(hidden / "src"), "/"):
        report = check_text(PACKAGE.replace("PATH", path), files=DiskFiles(hidden))
        names = {finding.name for finding in report.findings}
        assert {"unmatched-extra-file", "internal-error"} & names == set(), path
