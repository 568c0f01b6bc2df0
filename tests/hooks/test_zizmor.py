"""The action and the workflows of the docs, audited by zizmor."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .places import ROOT

ZIZMOR = shutil.which("zizmor", path=str(Path(sys.executable).parent)) or shutil.which("zizmor")
STEPS = "on: push\npermissions: {}\njobs:\n  job:\n    runs-on: ubuntu-24.04\n    steps:\n"


def workflows() -> dict[str, str]:
    """Every workflow in the docs, and every list of steps as a workflow."""
    found = {}
    for page in sorted((ROOT / "docs").glob("*.md")):
        blocks = re.findall(r"^```yaml\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S)
        for number, block in enumerate(blocks):
            if "runs-on:" in block:
                found[f"{page.stem}-{number}"] = block
            elif re.search(r"^- uses:", block, re.M):
                steps = re.sub(r"^(?=.)", " " * 6, block, flags=re.M)
                found[f"{page.stem}-{number}"] = STEPS + steps
    return found


WORKFLOWS = workflows()


def test_all_workflows_are_found() -> None:
    assert len([name for name in WORKFLOWS if name.startswith("ci-")]) >= 2
    assert any(name.startswith("diff-") for name in WORKFLOWS)


def audit(file: Path) -> str:
    """The findings of zizmor, "" if there are none."""
    command = [str(ZIZMOR), "--offline", "--no-progress", "--quiet", "--no-config", str(file)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return done.stdout + done.stderr if done.returncode else ""


@pytest.mark.skipif(ZIZMOR is None, reason="there is no zizmor")
@pytest.mark.parametrize("name", WORKFLOWS)
def test_workflows_of_the_docs(tmp_path: Path, name: str) -> None:
    file = tmp_path / ".github" / "workflows" / "it.yml"
    file.parent.mkdir(parents=True)
    file.write_text(WORKFLOWS[name], encoding="utf-8")
    assert audit(file) == ""


@pytest.mark.skipif(ZIZMOR is None, reason="there is no zizmor")
def test_the_action_and_our_own_workflows() -> None:
    for file in (ROOT / "action.yml", *(ROOT / ".github" / "workflows").glob("*.yml")):
        assert audit(file) == "", file


@pytest.mark.skipif(ZIZMOR is None, reason="there is no zizmor")
def test_the_audit_finds_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / ".github" / "workflows" / "it.yml"
    file.parent.mkdir(parents=True)
    file.write_text(STEPS + "      - uses: actions/checkout@v5\n", encoding="utf-8")
    assert "artipacked" in audit(file)


def test_the_requirements_of_the_action_are_current() -> None:
    from lock_action import LOCK, problems

    text = LOCK.read_text(encoding="utf-8")
    assert problems(text) == []
    assert problems(text.replace("typer==", "other==")) != []
    assert problems(re.sub(r"typer==[\d.]+", "typer==9.9", text)) != []
    assert problems("typer==0.28.0\n") != []
