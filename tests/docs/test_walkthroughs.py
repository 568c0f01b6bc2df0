"""The walkthroughs: each leads to a manifest that `forgecfg check` accepts."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from forgecfg.cli.main import main

PAGE = Path(__file__).parents[2] / "docs" / "walkthroughs.md"
SECTIONS = {
    section.partition("\n")[0]: section for section in PAGE.read_text("utf-8").split("\n## ")[1:]
}
BLOCK = re.compile(r"^```(yaml|bash)\n(.*?)^```$", re.M | re.S)


def test_there_is_one_for_each_kind_of_app() -> None:
    assert len(SECTIONS) == 5


@pytest.mark.parametrize("title", SECTIONS)
def test_it_leads_to_a_wired_manifest(
    title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for kind, text in BLOCK.findall(SECTIONS[title]):
        if kind == "yaml":
            Path("manifest.yml").write_text(text, "utf-8")
            continue
        for line in text.splitlines():
            _run(line)
    manifests = list(tmp_path.rglob("manifest.yml"))
    assert manifests
    for manifest in manifests:
        text = manifest.read_text("utf-8")
        assert "enabled: true" in text
        assert main(["check", str(manifest)]) == 0
        assert main(["scaffold", "--check", str(manifest)]) == 0


def _run(line: str) -> None:
    command, _, fails = line.partition(" || ")
    program, *words = shlex.split(command)
    if program == "touch":
        for word in words:
            Path(word).touch()
    elif program == "mkdir":
        for word in words[1:]:
            Path(word).mkdir(parents=True)
    else:
        assert program == "forgecfg"
        assert main(words) == 0 or fails, line
