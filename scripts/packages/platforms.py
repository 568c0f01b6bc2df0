"""Which dependencies have no wheel for a platform, and so need a compiler there.

uv resolves the requirements as pip does on that platform, with the newest versions whether they
have wheels or not, and then looks for the wheels of exactly these versions.
"""

from __future__ import annotations

import subprocess
import sys
from typing import NamedTuple

from .environments import ROOT, UV, neutral

# By the name for people: what uv calls it, with the oldest glibc, musl or macOS that it assumes.
PLATFORMS = {
    "Linux x86-64, glibc 2.28": "x86_64-unknown-linux-gnu",
    "Linux ARM, glibc 2.28": "aarch64-unknown-linux-gnu",
    "Linux x86-64, musl 1.2": "x86_64-unknown-linux-musl",
    "Linux ARM, musl 1.2": "aarch64-unknown-linux-musl",
    "macOS 13 Intel": "x86_64-apple-darwin",
    "macOS 13 ARM": "aarch64-apple-darwin",
    "Windows x86-64": "x86_64-pc-windows-msvc",
    "Windows ARM": "aarch64-pc-windows-msvc",
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
BASE = "base"
EXTRAS = ("source", "remote", "lsp", "servers")
# Known: (extra, platform, package). Those of extras for users are listed in docs/usage.md.
KNOWN = frozenset(
    {
        ("source", "Linux ARM, musl 1.2", "tree-sitter"),
        ("source", "Linux ARM, musl 1.2", "tree-sitter-typescript"),
        ("remote", "macOS 13 Intel", "cryptography"),
        ("remote", "Windows ARM", "cryptography"),
        ("servers", "macOS 13 Intel", "lazy-object-proxy"),
        ("servers", "Windows ARM", "pyyaml"),
    }
)


class Gap(NamedTuple):
    """A package without a wheel, with the versions of Python where it has none."""

    extra: str
    platform: str
    package: str
    pythons: tuple[str, ...]


def gaps() -> list[Gap]:
    """All that is missing, for the base install and each extra on each platform.

    What several extras need counts for the first of them.
    """
    found: dict[tuple[str, str, str], list[str]] = {}
    for platform, target in PLATFORMS.items():
        for python in PYTHONS:
            known: set[str] = set()
            for extra in (BASE, *EXTRAS):
                pins = _resolve(extra, target, python)
                for pin in _without_wheel(sorted(set(pins) - known), target, python):
                    found.setdefault((extra, platform, pin), []).append(python)
                known.update(pins)
    return [Gap(*key, tuple(pythons)) for key, pythons in found.items()]


def unexpected(found: list[Gap]) -> list[str]:
    """The differences from what is known, for people."""
    here = {(gap.extra, gap.platform, gap.package.partition("==")[0]) for gap in found}
    return [f"not known: {', '.join(each)}" for each in sorted(here - KNOWN)] + [
        f"no longer missing: {', '.join(each)}" for each in sorted(KNOWN - here)
    ]


def table(found: list[Gap]) -> str:
    """A line for each platform and a column for each extra, as Markdown."""
    columns = (BASE, *EXTRAS)
    rows = ["| platform | " + " | ".join(columns) + " |", "| --- " * (len(columns) + 1) + "|"]
    for platform in PLATFORMS:
        cells = []
        for extra in columns:
            here = [gap for gap in found if (gap.extra, gap.platform) == (extra, platform)]
            cells.append(", ".join(f"no {_pythons(gap)}" for gap in here) or "all")
        rows.append(f"| {platform} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _pythons(gap: Gap) -> str:
    if gap.pythons == PYTHONS:
        return gap.package
    return f"{gap.package} for {', '.join(gap.pythons)}"


def _resolve(extra: str, target: str, python: str) -> list[str]:
    """The newest versions that satisfy the requirements, as `name==version`."""
    options = [] if extra == BASE else ["--extra", extra]
    done = _compile(["pyproject.toml", *options], target, python)
    if done.returncode:
        raise SystemExit(f"{extra}, {target}, Python {python}: {done.stderr}")
    return [line for line in done.stdout.splitlines() if "==" in line]


def _without_wheel(pins: list[str], target: str, python: str) -> list[str]:
    """Those of some versions that have no wheel."""
    wheels = ["-", "--no-deps", "--only-binary", ":all:"]
    if not pins or _compile(wheels, target, python, "\n".join(pins)).returncode == 0:
        return []
    if len(pins) == 1:
        return pins
    half = len(pins) // 2
    parts = (pins[:half], pins[half:])
    return [pin for part in parts for pin in _without_wheel(part, target, python)]


def _compile(
    options: list[str], target: str, python: str, text: str = ""
) -> subprocess.CompletedProcess[str]:
    command = [*UV, "pip", "compile", "--python", sys.executable, "--no-header", "--no-annotate"]
    command += ["--python-platform", target, "--python-version", python, *options]
    return subprocess.run(
        command, cwd=ROOT, env=neutral(), input=text, capture_output=True, text=True, check=False
    )
