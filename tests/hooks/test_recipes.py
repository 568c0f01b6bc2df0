"""The recipes in `docs/ci.md`, run as they stand."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from ruamel.yaml import YAML

from forgecfg import PROJECT_URL

from .places import ROOT, Done, Location, git
from .workflow import Workflow

PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.M | re.S)
APP = "macro-user-token"

Recipe = Callable[[Location, Workflow], Done]


def recipes(file: str) -> list[str]:
    """The recipes for a file, which their first line names."""
    return [text for kind, text in BLOCKS if kind == "yaml" and text.startswith(f"# {file}\n")]


def loaded(recipe: str) -> dict[str, Any]:
    """A recipe as data."""
    data = YAML(typ="safe").load(recipe)
    assert isinstance(data, dict)
    return data


def github(recipe: str) -> Recipe:
    def run(_: Location, workflow: Workflow) -> Done:
        data = loaded(recipe)
        assert data["env"]["FORGECFG"] == f"git+{PROJECT_URL}"
        [job] = data["jobs"].values()
        done = workflow.job(job, data["env"])
        assert done.uses[0].action.startswith("actions/checkout@")
        return Done(done.code, done.output)

    return run


def gitlab(location: Location, _: Workflow) -> Done:
    [recipe] = recipes(".gitlab-ci.yml")
    [job] = loaded(recipe).values()
    assert job["variables"] == {"FORGECFG": f"git+{PROJECT_URL}"}
    done = location.shell("\n".join([*job["before_script"], *job["script"]]))
    reports = job["artifacts"]["reports"]
    found = json.loads((location.folder / reports["codequality"]).read_bytes())
    assert bool(found) is bool(done.code)
    assert _failures(location.folder / reports["junit"]) is bool(done.code)
    return done


def bitbucket(location: Location, _: Workflow) -> Done:
    [recipe] = recipes("bitbucket-pipelines.yml")
    pipelines = loaded(recipe)["pipelines"]
    [script] = {"\n".join(each["step"]["script"]) for each in pipelines["default"]}
    assert f"git+{PROJECT_URL}" in script
    assert pipelines["pull-requests"]["**"] == pipelines["default"]
    done = location.shell(script)
    reports = list((location.folder / "test-results").glob("*.xml"))
    assert [_failures(report) for report in reports] == [bool(done.code)], done.output
    return done


def _failures(report: Path) -> bool:
    return ElementTree.parse(report).getroot().find(".//failure") is not None


def azure(location: Location, _: Workflow) -> Done:
    [recipe] = recipes("azure-pipelines.yml")
    data = loaded(recipe)
    assert data["variables"] == {"FORGECFG": f"git+{PROJECT_URL}"}
    done = location.shell("\n".join(step["script"] for step in data["steps"]))
    assert ("##vso[task.logissue type=error;" in done.output) is bool(done.code)
    return done


WITH_ACTION, WITHOUT = recipes(".github/workflows/forgecfg.yml")
ALL = {
    "github with action": github(WITH_ACTION),
    "github": github(WITHOUT),
    "gitlab": gitlab,
    "bitbucket": bitbucket,
    "azure": azure,
}


@pytest.mark.parametrize("name", ALL)
def test_a_job_fails_on_broken_manifests_only(
    name: str, location: Location, workflow: Workflow
) -> None:
    location.copy(f"broken/{APP}", "app/manifest.yml")
    fails(ALL[name](location, workflow))
    location.copy(APP, "app/manifest.yml")
    if (location.folder / ".forgecfg").exists():
        shutil.rmtree(location.folder / ".forgecfg")
    good = ALL[name](location, workflow)
    assert good.code == 0, good.output


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in ALL if name != "github with action"])
def test_a_job_installs_forgecfg(
    name: str, installed_place: Location, installed_workflow: Workflow
) -> None:
    location = installed_place
    location.run("python3", "-m", "pip", "uninstall", "--quiet", "--yes", "forgecfg")
    location.copy(f"broken/{APP}", "app/manifest.yml")
    fails(ALL[name](location, installed_workflow))
    location.copy(APP, "app/manifest.yml")
    # It is installed by now, and pip sees that.
    location.env["FORGECFG"] = "forgecfg"
    good = ALL[name](location, installed_workflow)
    assert good.code == 0, good.output


def fails(done: Done) -> None:
    """The job must fail because of the broken manifest."""
    assert done.code == 1, done.output
    assert re.search(r"app/manifest\.yml(?::13:19|;linenumber=13;columnnumber=19)", done.output)
    assert "undefined-endpoint" in done.output


@pytest.mark.slow
def test_before_a_commit(location: Location) -> None:
    location.copy(APP, "manifest.yml")
    [config] = recipes(".pre-commit-config.yaml")
    assert f"repo: {PROJECT_URL}\n" in config
    location.write(".pre-commit-config.yaml", config)
    [script] = [text for kind, text in BLOCKS if kind == "bash" and "pre-commit" in text]
    good = location.shell(script)
    assert good.code == 0, good.output
    assert "Passed" in good.output
    git(location, "add", "--all")
    assert location.run("git", "commit", "--message=good").code == 0
    location.copy(f"broken/{APP}", "manifest.yml")
    broken = location.run("git", "commit", "--message=broken")
    assert broken.code == 1
    assert "undefined-endpoint [FC201]" in broken.output


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_counting_what_there_is_in_many_repositories(location: Location) -> None:
    [script] = [text for kind, text in BLOCKS if kind == "bash" and "uniq" in text]
    location.copy(f"broken/{APP}", "one/manifest.yml")
    location.copy(APP, "two/manifest.yml")
    done = location.shell(script)
    assert done.code == 0, done.output
    assert re.search(r"^ +1 error\tundefined-endpoint$", done.output, re.M), done.output
    assert re.search(r"^ +\d one/manifest.yml$", done.output, re.M), done.output
    assert "two/manifest.yml" not in done.output


def test_there_is_a_test_for_every_recipe() -> None:
    files = [text.splitlines()[0] for kind, text in BLOCKS if kind == "yaml"]
    assert len(files) == len(ALL) + 1
    assert len([kind for kind, _ in BLOCKS if kind == "bash"]) == 4
