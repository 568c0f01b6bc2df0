"""The GitHub action: its scripts, run as they stand."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from .places import FOREIGN, ROOT, Location
from .workflow import Result, Workflow

APP = "macro-user-token"
ACTION = YAML(typ="safe").load(ROOT / "action.yml")


def run(workflow: Workflow, checkout: Path, **inputs: str) -> Result:
    """Run the action; an underscore in a name stands for a hyphen."""
    return workflow.action(
        checkout, {name.replace("_", "-"): value for name, value in inputs.items()}
    )


def test_a_clean_manifest(location: Location, workflow: Workflow, checkout: Path) -> None:
    location.copy(APP, "manifest.yml")
    done = run(workflow, checkout)
    assert (done.code, done.uses) == (0, []), done.output
    assert done.outputs["exit-code"] == "0"
    assert done.outputs["findings"] == "0"
    assert json.loads(Path(done.outputs["sarif-file"]).read_bytes())["version"] == "2.1.0"


@pytest.mark.slow
def test_it_installs_itself(
    installed_place: Location, installed_workflow: Workflow, checkout: Path
) -> None:
    installed_place.copy(APP, "manifest.yml")
    done = run(installed_workflow, checkout)
    assert (done.code, done.outputs["findings"]) == (0, "0"), done.output
    installed_place.copy(f"broken/{APP}", "manifest.yml")
    done = run(installed_workflow, checkout)
    assert (done.code, done.outputs["findings"]) == (1, "6"), done.output


def test_a_broken_manifest(
    location: Location, workflow: Workflow, checkout: Path, temporary: Path
) -> None:
    location.copy(APP, "good/manifest.yml")
    location.copy(f"broken/{APP}", "broken/manifest.yml")
    location.write("foreign/manifest.yml", FOREIGN)
    (temporary / "summary.md").unlink(missing_ok=True)
    done = run(workflow, checkout, upload_sarif="true", sarif_file="out.sarif")
    assert done.code == 1
    assert done.outputs == {"exit-code": "1", "findings": "6", "sarif-file": "out.sarif"}
    assert "::broken/manifest.yml:13:19: undefined-endpoint: " in done.output
    # The sixth is an info, which is neither an annotation nor uploaded.
    assert len(re.findall("^::(?:error|warning|notice) ", done.output, re.M)) == 5
    assert "undefined-endpoint" in (temporary / "summary.md").read_text("utf-8")
    results = json.loads((location.folder / "out.sarif").read_bytes())["runs"][0]["results"]
    assert len(results) == 5
    [upload] = done.uses
    assert re.fullmatch(r"github/codeql-action/upload-sarif@[0-9a-f]{40}", upload.action)
    assert upload.inputs["sarif_file"] == "out.sarif"


def test_options_come_one_a_line(location: Location, workflow: Workflow, checkout: Path) -> None:
    location.copy(f"broken/{APP}", "an app/manifest.yml")
    location.copy(f"broken/{APP}", "other/manifest.yml")
    done = run(
        workflow,
        checkout,
        paths="\n  an app\n\n",
        args="--select=FC406\n--statistics\n",
        fail_on="info",
    )
    assert (done.code, done.outputs["findings"]) == (1, "1"), done.output
    assert "      1  FC406       base-url-path" in done.output


@pytest.mark.parametrize(
    "inputs",
    [
        {"args": "--nonsense"},
        {"fail_on": "fatal"},
        {"paths": "not-there"},
        {"sarif_file": "a\nfindings=0"},
    ],
)
def test_without_a_full_result(
    location: Location, workflow: Workflow, checkout: Path, inputs: dict[str, str]
) -> None:
    location.copy(APP, "manifest.yml")
    done = run(workflow, checkout, **inputs)
    assert done.code == 2
    assert done.outputs["findings"] == ""


def test_a_diff_against_the_base_of_a_pull_request(
    location: Location, workflow: Workflow, checkout: Path, temporary: Path
) -> None:
    location.copy(APP, "manifest.yml")
    commit(location.folder)
    scopes = location.folder / "manifest.yml"
    text = scopes.read_text("utf-8")
    scopes.write_text(text.replace("  scopes:\n", "  scopes:\n    - write:jira-work\n"), "utf-8")
    commit(location.folder)
    (temporary / "summary.md").unlink(missing_ok=True)
    done = run(workflow, checkout, mode="diff")
    assert (done.code, done.outputs["findings"]) == (1, "1"), done.output
    assert "major: 1 change needs admin consent" in done.output
    assert len(re.findall("^::error file=manifest.yml,", done.output, re.M)) == 1
    assert "write:jira-work" in (temporary / "summary.md").read_text("utf-8")
    log = json.loads(Path(done.outputs["sarif-file"]).read_bytes())
    assert len(log["runs"][0]["results"]) == 1
    assert run(workflow, checkout, mode="diff", fail_on="data-loss").code == 0
    accepted = "--accept=scope-added:write:jira-work=planned"
    assert run(workflow, checkout, mode="diff", args=accepted).code == 0
    assert run(workflow, checkout, mode="diff", base="HEAD").outputs["findings"] == "0"
    evil = run(workflow, checkout, mode="diff", base="$(touch pwned)--output-file=pwned")
    assert (evil.code, evil.outputs["findings"]) == (2, "")
    assert not (location.folder / "pwned").exists()
    assert run(workflow, checkout, mode="nonsense").code == 2


@pytest.mark.parametrize("mode", ["check", "diff"])
@pytest.mark.parametrize("name", ["manifest.yml", "src/index.js", "notes.md", "link"])
def test_the_report_replaces_nothing_else(
    location: Location, workflow: Workflow, checkout: Path, mode: str, name: str
) -> None:
    location.copy(APP, "manifest.yml")
    location.write("src/index.js", "export const run = () => 1;\n")
    location.write("notes.md", "# Notes\n")
    (location.folder / "link").symlink_to("notes.md")
    commit(location.folder)
    before = (location.folder / name).read_bytes()
    done = run(workflow, checkout, mode=mode, base="HEAD", sarif_file=name)
    assert (done.code, done.outputs["sarif-file"]) == (2, ""), done.output
    assert f"cannot write a report to {name}: " in done.output
    assert (location.folder / name).read_bytes() == before


def test_an_earlier_report_is_replaced_but_never_passed_on(
    location: Location, workflow: Workflow, checkout: Path
) -> None:
    location.copy(APP, "manifest.yml")
    for _ in range(2):
        assert run(workflow, checkout, sarif_file="out.sarif").outputs["sarif-file"] == "out.sarif"
    done = run(workflow, checkout, sarif_file="out.sarif", args="--nonsense")
    assert (done.code, done.outputs["sarif-file"]) == (2, "")


def test_the_configuration_of_a_pull_request_can_be_left_out(
    location: Location, workflow: Workflow, checkout: Path
) -> None:
    location.copy(f"broken/{APP}", "manifest.yml")
    commit(location.folder)
    silent = location.folder / "forgecfg.toml"
    silent.write_text('ignore = ["FC"]\n', "utf-8")
    commit(location.folder)
    assert run(workflow, checkout).outputs["findings"] == "0"
    assert run(workflow, checkout, isolated="true").outputs["findings"] == "6"
    # The base has no configuration, so there is none.
    assert run(workflow, checkout, config_ref="HEAD^1").outputs["findings"] == "6"
    assert run(workflow, checkout, config_ref="HEAD").outputs["findings"] == "0"
    silent.write_text('select = ["undefined-endpoint"]\n', "utf-8")
    (location.folder / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    commit(location.folder)
    silent.write_text("not TOML", "utf-8")
    commit(location.folder)
    assert run(workflow, checkout).code == 2
    done = run(workflow, checkout, config_ref="HEAD^1")
    assert done.code == 1, done.output
    assert "undefined-endpoint" in done.output
    assert "base-url-path" not in done.output


@pytest.mark.parametrize(
    "inputs", [{"isolated": "yes"}, {"config_ref": "nowhere"}, {"config_ref": "--help"}]
)
def test_a_configuration_that_cannot_be_had(
    location: Location, workflow: Workflow, checkout: Path, inputs: dict[str, str]
) -> None:
    location.copy(APP, "manifest.yml")
    commit(location.folder)
    assert run(workflow, checkout, **inputs).code == 2


def commit(folder: Path) -> None:
    """Commit everything in a folder, which becomes a repository."""
    name = ("-c", "user.name=n", "-c", "user.email=n@acme-it.app", "-c", "commit.gpgsign=false")
    for arguments in (("init", "-q"), ("add", "-A"), (*name, "commit", "-q", "-m", "change")):
        subprocess.run(["git", *arguments], cwd=folder, check=True)


def test_inputs_are_not_run(location: Location, workflow: Workflow, checkout: Path) -> None:
    location.copy(APP, "manifest.yml")
    evil = "$(touch pwned) `touch pwned`; touch pwned; ' \" && touch pwned"
    for name in (
        "paths",
        "args",
        "fail_on",
        "sarif_file",
        "mode",
        "base",
        "isolated",
        "config_ref",
    ):
        done = run(workflow, checkout, **{name: evil})
        assert done.code in (0, 2)
    assert not (location.folder / "pwned").exists()


def test_everything_is_described_and_used() -> None:
    scripts = json.dumps(ACTION["runs"])
    for name, entry in ACTION["inputs"].items():
        assert entry["description"].strip()
        assert "default" in entry
        assert f"inputs.{name} " in scripts
    for entry in ACTION["outputs"].values():
        assert entry["description"].strip()
