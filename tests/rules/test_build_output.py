"""What a build creates is missing in a fresh checkout, and that is no error."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from forgecfg.api import DiskFiles, Finding, InMemoryFiles, Severity, check_text

BUILD = '{"scripts": {"build": "vite build"}}'
LINT = '{"scripts": {"lint": "eslint src"}}'


def of_files(paths: list[str], files: Mapping[str, str]) -> list[Finding]:
    resources = "".join(f"  - key: r{n}\n    path: {path}\n" for n, path in enumerate(paths))
    findings = check_text(f"resources:\n{resources}", files=InMemoryFiles(files)).findings
    return [finding for finding in findings if finding.name == "missing-resource-path"]


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("static/main/build", {"static/main/package.json": "{}"}),
        ("static/main/build-prod", {"static/main/package.json": "{}"}),
        ("static/main-dist", {"static/other/a.js": ""}),
        ("dist/apps/panel", {}),
        ("../../dist/apps/panel", {}),
        ("public", {}),
        ("static/panel", {".gitignore": "static/*\n", "static/a": ""}),
        ("static/panel", {".gitignore": "/static/\n"}),
        (
            "static/panel",
            {"ui/vite.config.ts": "export default {build: {outDir: '../static/panel'}}"},
        ),
        ("static/panel", {"webpack.config.js": "output: path.resolve(__dirname, 'static/panel')"}),
        (
            "static/panel",
            {"ui/package.json": '{"scripts": {"x": "vite build --outDir=../static"}}'},
        ),
        ("static/panel", {"static/package.json": BUILD}),
        ("build/index.js", {}),
    ],
)
def test_build_output_is_an_info(path: str, files: dict[str, str]) -> None:
    (finding,) = of_files([path], {"package.json": LINT, **files})
    assert (finding.name, finding.severity) == ("missing-resource-path", Severity.INFO)
    assert finding.help == "run the build before you deploy"


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("static/main", {}),
        ("static/other/build", {"static/main/package.json": BUILD}),
        ("static/mian/build", {"static/main/package.json": BUILD}),
        ("src/frontend/index.jsx", {"src/index.js": "", "web/package.json": BUILD}),
        ("static/dashbord", {"static/dashboard/index.html": "", "web/package.json": BUILD}),
    ],
)
def test_missing_source_is_an_error(path: str, files: dict[str, str]) -> None:
    (finding,) = of_files([path], {"package.json": LINT, **files})
    assert (finding.name, finding.severity) == ("missing-resource-path", Severity.ERROR)


def test_one_info_for_the_whole_app() -> None:
    found = of_files(["ui/a/dist", "ui/b/dist", "ui/c/dist"], {"package.json": LINT, "ui/x": ""})
    assert [finding.severity for finding in found] == [Severity.ERROR] * 3
    packages = {f"ui/{name}/package.json": "{}" for name in "abc"}
    (finding,) = of_files(["ui/a/dist", "ui/b/dist", "ui/c/dist"], packages)
    assert "(and 2 more)" in finding.message


def test_ignored_on_disk(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    app = tmp_path / "apps" / "one"
    app.mkdir(parents=True)
    (tmp_path / ".gitignore").write_text("/apps/*/web/\n", encoding="utf-8")
    (app / ".gitignore").write_text("gen*\n!generic\n", encoding="utf-8")
    files = DiskFiles(app)
    ignored = ["web", "web/panel", "generated", "static/gen-a", "../two/web"]
    assert [
        path for path in [*ignored, "static", "generic", "..", "../../x"] if files.is_ignored(path)
    ] == ignored


def test_nothing_is_ignored_outside_of_a_repository(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*\n", encoding="utf-8")
    assert not DiskFiles(tmp_path).is_ignored("static")


@pytest.mark.parametrize("ending", ["ts", "tsx", "js", "jsx"])
def test_endings_of_handlers_in_the_order_of_the_bundler(ending: str) -> None:
    order = ["ts", "tsx", "js", "jsx"]
    text = "modules:\n  function:\n    - key: f\n      handler: index.run\n"
    sources = {f"src/index.{one}": "" for one in order[order.index(ending) :]}
    sources[f"src/index.{ending}"] = "export const run = () => {};\n"
    found = check_text(text, files=InMemoryFiles({"package.json": LINT, **sources})).findings
    assert "missing-handler-export" not in [finding.name for finding in found]
