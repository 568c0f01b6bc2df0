"""Many manifests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from forgecfg.runner.target import Target

HEAD = "app:\n  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00\n"
CLEAN = HEAD + "  runtime:\n    name: nodejs22.x\nmodules: {}\n"
# Some are clean; others have one finding, several with fixes, or are no YAML at all.
TEXTS = (
    CLEAN,
    CLEAN.replace("{}", "{macro: [{key: a, resource: b, resolver: {endpoint: gone}}]}"),
    CLEAN + "permissions:\n  scopes: [read:jira-work, read:jira-work, read:jira-wrk]\n",
    CLEAN + "remotes: [\n",
    CLEAN,
)

# The fixture of all tests, which returns exit code, output and standard error of a run.
Forgecfg = Callable[..., Any]
Many = Callable[[int], list[Target]]


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Many:
    """Writes manifests in nested folders of the current one."""
    monkeypatch.chdir(tmp_path)

    def write(count: int) -> list[Target]:
        targets = []
        for number in range(count):
            folder = Path(f"team-{number // 10:03}", f"app-{number % 10}")
            folder.mkdir(parents=True)
            path = folder / "manifest.yml"
            path.write_text(TEXTS[number % len(TEXTS)], encoding="utf-8")
            targets.append(Target(path.as_posix(), str(path), path.stat().st_size))
        return targets

    return write
