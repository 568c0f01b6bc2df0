"""A repository with very many manifests: right counts, in a stable order."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from forgecfg.api import check_text

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/manifest.yml"))
# Each breaks any example, in a way that one rule finds.
BREAKS = (
    "\nproviders: 5\n",
    "\nremotes: [\n",
    "\npermissions:\n  scopes: [read:jira-work]\n",
    "\nsomethingElse: 1\n",
)


def repository(root: Path, count: int) -> None:
    """A git repository of manifests in nested folders, among files that are none."""
    subprocess.run(["git", "init", "--quiet", str(root)], check=True)
    (root / ".gitignore").write_text("dist/\n", encoding="utf-8")
    chance = random.Random(1)
    for number in range(count):
        folder = root / f"group-{number % 7}" / f"team-{number % 40:02}" / f"app-{number:04}"
        folder.mkdir(parents=True)
        text = EXAMPLES[number % len(EXAMPLES)].read_text(encoding="utf-8")
        if chance.random() < 0.2:
            text += chance.choice(BREAKS)
        (folder / "manifest.yml").write_text(text, encoding="utf-8")
        if number % 50 == 0:
            for other in ("dist", "node_modules", "k8s"):
                (folder / other).mkdir()
                (folder / other / "manifest.yml").write_text(
                    "kind: Manifest\n" if other == "k8s" else text, encoding="utf-8"
                )


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "forgecfg", "check", "--format", "json", "--no-files", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("count", [150, pytest.param(1000, marks=pytest.mark.slow)])
def test_counts_and_order(tmp_path: Path, count: int) -> None:
    repository(tmp_path, count)
    first = run(tmp_path)
    assert (first.returncode, first.stderr) == (1, "")
    report = json.loads(first.stdout)
    files = report["files"]
    assert len(files) == count
    # What is checked in one go is what is checked one by one.
    expected = [
        (finding.file, finding.code)
        for file in files
        for finding in check_text((tmp_path / file).read_bytes(), file).findings
    ]
    assert [(one["file"], one["code"]) for one in report["findings"]] == expected
    severities = Counter(one["severity"] for one in report["findings"])
    assert report["summary"]["errors"] == severities["error"] > count / 10
    assert report["summary"]["warnings"] == severities["warning"]
    assert sorted(files, key=lambda name: name.split("/")) == files
    for jobs in ("1", "2", "3"):
        again = run(tmp_path, "--jobs", jobs)
        assert (again.returncode, again.stdout, again.stderr) == (1, first.stdout, "")
