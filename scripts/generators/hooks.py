"""The hooks for pre-commit, `.pre-commit-hooks.yaml`."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import NamedTuple

from generators import Generated

MANIFESTS = r"(^|/)manifest\.ya?ml$"
"""The files that pre-commit passes to the hooks, including those of other tools."""


_PROJECT = Path(__file__).parents[2] / "pyproject.toml"
SOURCE: list[str] = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"][
    "optional-dependencies"
]["source"]
"""The requirements of the extra that reads source."""


class Hook(NamedTuple):
    """One hook."""

    id: str
    name: str
    entry: str
    description: str


HOOKS = (
    Hook(
        "forgecfg",
        "check Forge manifests",
        "forgecfg check --forge-only",
        "Check Atlassian Forge manifests, offline.",
    ),
    Hook(
        "forgecfg-fix",
        "check and fix Forge manifests",
        "forgecfg check --fix --show-fixes --forge-only",
        "Check Atlassian Forge manifests, and apply the safe fixes.",
    ),
)


def hooks_file() -> Generated:
    """All hooks. One process gets all files, because it starts workers itself."""
    lines = ["# Written by scripts/generate.py."]
    for hook in HOOKS:
        lines += [
            f"- id: {hook.id}",
            f"  name: {hook.name}",
            f"  description: {hook.description}",
            f"  entry: {hook.entry}",
            # The names of files follow, and none of them is an option.
            '  args: ["--"]',
            "  language: python",
            f"  files: '{MANIFESTS}'",
            "  types: [yaml]",
            "  require_serial: true",
            # What the extra `source` installs: pre-commit cannot name an extra here.
            f"  additional_dependencies: {json.dumps(SOURCE)}",
        ]
    yield ".pre-commit-hooks.yaml", "\n".join(lines) + "\n"
