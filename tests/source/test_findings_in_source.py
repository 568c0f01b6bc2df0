"""Findings in source files: places in every format, suppression, fixes, options."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from forgecfg.api import Finding, InMemoryFiles, check_text, options
from forgecfg.cli.main import main

MANIFEST = """\
permissions:
  scopes:
    - read:jira-work
modules:
  function:
    - key: run
      handler: index.run
"""
CODE = "import { kvs } from '@forge/kvs';\nexport const run = () => kvs.get('ä');\n"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "apps" / "one"
    (folder / "src").mkdir(parents=True)
    (folder / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    (folder / "src" / "index.js").write_text(CODE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["check", "--select", "FC8", "--ignore", "FC825", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_text_shows_the_line_of_the_source(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys)
    assert code == 1
    assert "apps/one/src/index.js:2:30  error  missing-storage-scope [FC819]" in out
    assert "    2 │ export const run = () => kvs.get('ä');" in out
    assert "apps/one/manifest.yml:2: the scopes are declared here" in out


def comment(app: Path, text: str) -> None:
    (app / "src" / "index.js").write_text(CODE.replace("');\n", f"'); {text}\n"), encoding="utf-8")


def test_an_unused_ignore_comment_in_source_is_reported(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comment(app, "// forgecfg: ignore[FC819, missing-compute, plain-rout]")
    assert main(["check", "--select", "FC8,FC008", "--ignore", "FC825", "--format", "concise"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition("src/")[2][:15] for line in lines[:2]] == [
        "index.js:2:67: ",
        "index.js:2:84: ",
    ]
    assert 'unused ignore comment for "missing-compute"' in lines[0]
    assert 'unknown rule "plain-rout" in ignore comment; did you mean "plain-route"?' in lines[1]


def test_a_comment_for_a_rule_that_did_not_run_is_not_unused(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comment(app, "// forgecfg: ignore[missing-compute]")
    assert main(["check", "--select", "FC819,FC008", "--format", "concise"]) == 1
    assert "unused ignore comment" not in capsys.readouterr().out


def test_json_names_both_files(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "--format", "json")
    [finding] = json.loads(out)["findings"]
    assert (finding["file"], finding["line"]) == ("apps/one/src/index.js", 2)
    assert finding["related"][0]["file"] == "apps/one/manifest.yml"


def test_sarif_has_the_fix_in_the_manifest(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "--format", "sarif")
    [result] = json.loads(out)["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "apps/one/src/index.js"
    related = result["relatedLocations"][0]["physicalLocation"]
    assert related["artifactLocation"]["uri"] == "apps/one/manifest.yml"
    change = result["fixes"][0]["artifactChanges"][0]
    assert change["artifactLocation"]["uri"] == "apps/one/manifest.yml"


@pytest.mark.parametrize("form", ["github", "gitlab", "concise", "junit"])
def test_other_formats_name_the_source_file(
    app: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    _, out, _ = run(capsys, "--format", form)
    assert "apps/one/src/index.js" in out


def test_fix_changes_the_manifest(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "--fix")
    assert (code, "applied 1 fix" in err) == (0, True)
    assert "    - storage:app\n" in (app / "manifest.yml").read_text(encoding="utf-8")
    assert (app / "src" / "index.js").read_text(encoding="utf-8") == CODE


def test_a_baseline_covers_it(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--write-baseline")[0] == 0
    assert run(capsys, "--baseline", ".forgecfg-baseline.json")[0] == 0
    moved = "\n\n" + CODE + "kvs.set('b', 1);\n"
    (app / "src" / "index.js").write_text(moved, encoding="utf-8")
    assert run(capsys, "--baseline", ".forgecfg-baseline.json")[0] == 0


@pytest.mark.parametrize("option", ["--no-source", "--no-files"])
def test_options_switch_it_off(app: Path, capsys: pytest.CaptureFixture[str], option: str) -> None:
    assert run(capsys, option) == (0, "no findings in 1 file\n", "")


def test_without_the_parser_one_line_says_so(
    app: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("forgecfg.source.grammar.is_available", lambda: False)
    code, out, err = run(capsys)
    assert (code, out) == (0, "no findings in 1 file\n")
    assert err.count("\n") == 1
    assert 'pip install "forgecfg[source]"' in err
    assert run(capsys, "--quiet")[2] == ""


def test_scopes_shows_why(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scopes", "apps/one"]) == 0
    out = capsys.readouterr().out
    assert "  read:jira-work: not required by anything\n" in out
    assert "  storage:app: missing, required by\n    src/index.js:2  kvs.get\n" in out
    assert "  Sufficient: storage:app\n" in out
    assert main(["scopes", "apps/one", "--check", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert [(line["scope"], line["status"]) for line in data["scopes"]] == [
        ("read:jira-work", "unneeded"),
        ("storage:app", "missing"),
    ]
    assert data["scopes"][1]["reasons"] == [{"text": "kvs.get", "file": "src/index.js", "line": 2}]
    assert data["enough"] == ["storage:app"]
    assert main(["scopes", "apps/one", "--format", "markdown"]) == 0
    assert "| `storage:app` | missing |" in capsys.readouterr().out


def test_show_files_says_what_was_not_read(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (app / "src" / "index.js").write_text(CODE + "import './gone';\n", encoding="utf-8")
    assert main(["check", "--show-files"]) == 0
    out, err = capsys.readouterr()
    assert out == "apps/one/manifest.yml\n"
    assert err == ('forgecfg: source not read: apps/one/src/index.js: import "./gone" not found\n')
    assert main(["check", "--show-files", "--no-source"]) == 0
    assert capsys.readouterr().err == ""


OLDER = """\
import api, { route } from '@forge/api';
export const run = (id) =>
  api.asApp().requestConfluence(route`/wiki/rest/api/content/${id}/child/attachment`);
"""


def test_older_descriptions_do_not_tell_every_set_of_scopes(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Their scopes count only where the app declares none of the product at all."""
    (app / "src" / "index.js").write_text(OLDER, encoding="utf-8")
    _, out, _ = run(capsys, "--format", "concise")
    assert "requires a scope that is not declared" in out
    other = MANIFEST.replace("read:jira-work", "read:confluence-content.all")
    (app / "manifest.yml").write_text(other, encoding="utf-8")
    assert run(capsys)[0] == 0
    assert main(["scopes", "apps/one"]) == 0
    out = capsys.readouterr().out
    assert "missing" not in out
    assert "read:confluence-content.all: nothing found that requires it" in out


def test_a_comment_in_the_manifest_does_not_cover_that_line_of_a_source_file(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comment = "# forgecfg: ignore[missing-storage-scope]\n"
    first, rest = MANIFEST.split("\n", 1)
    (app / "manifest.yml").write_text(f"{first}\n{comment}{rest}", encoding="utf-8")
    assert "missing-storage-scope" in run(capsys, "--format", "concise")[1]
    whole = comment.replace("ignore[", "ignore-file[")
    (app / "manifest.yml").write_text(whole + MANIFEST, encoding="utf-8")
    assert "missing-storage-scope" not in run(capsys, "--format", "concise")[1]


REMOTE = """\
modules:
  endpoint:
    - key: hello-backend
      remote: backend
      auth: {appUserToken: {enabled: true}}
  macro:
    - key: hello
      resource: main
      resolver: {endpoint: hello-backend}
  function:
    - key: getText
      handler: index.run
resources:
  - key: main
    path: static/main/build
  - key: dialog
    path: static/dialog
remotes:
  - key: backend
    baseUrl: https://backend.acme.io
permissions:
  scopes: [read:app-user-token]
"""
REQUEST = """\
import api, { route } from '@forge/api';
export const run = (id) => api.asApp().requestConfluence(route`/wiki/api/v2/pages/${id}`);
"""
PAGE = "import { invoke, Modal } from '@forge/bridge';\ninvoke('getText');\n"


def findings(page: str, select: str) -> tuple[Finding, ...]:
    files = {
        "src/index.js": REQUEST,
        "static/main/package.json": "{}",
        "static/main/src/index.js": page,
    }
    return check_text(REMOTE, options=options((select,)), files=InMemoryFiles(files)).findings


def test_a_missing_scope_names_the_request_of_the_app() -> None:
    [finding] = findings(PAGE, "FC302")
    assert "forgecfg add scope read:page:confluence" in finding.help
    assert finding.related[-1].file == "src/index.js"
    assert finding.related[-1].message.startswith("GET /wiki/api/v2/pages/")


def test_a_function_that_invoke_names_by_mistake() -> None:
    [finding] = findings(PAGE, "FC210")
    assert [(one.file, one.span.line) for one in finding.related] == [
        ("static/main/src/index.js", 2)
    ]
    [finding] = findings(PAGE.replace("getText", "other"), "FC210")
    assert not finding.related


@pytest.mark.parametrize(
    ("dialog", "count"),
    [
        ("", 1),
        ("new Modal({ resource: 'dialog' });", 0),
        ("const D = 'dia' + 'log'; new Modal({ resource: `${D}/page` });", 0),
        ("new Modal({ resource: window.name });", 0),
        ("new Modal({ resource: 'other' });", 1),
    ],
)
def test_a_resource_that_a_dialog_may_open_is_used(dialog: str, count: int) -> None:
    assert len(findings(PAGE + dialog, "FC211")) == count
