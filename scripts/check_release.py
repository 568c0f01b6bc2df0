"""Checks that a tag, the version of the package and the changelog agree before a release.

    python scripts/check_release.py v1.2.3

Exit code 1 and a line for each thing that does not agree; it changes nothing.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_SECTION = re.compile(r"^## (\S+)", re.MULTILINE)


def problems(tag: str, version: str, changelog: str) -> list[str]:
    """What does not agree; `changelog` is the text of the changelog."""
    found = []
    if tag != f"v{version}":
        found.append(f"the tag is {tag}, but forgecfg/__init__.py has version {version}")
    sections = _SECTION.findall(changelog)
    if version not in sections:
        found.append(f"CHANGELOG.md has no section `## {version}`")
    unreleased = changelog.partition("## Unreleased")[2].partition("\n## ")[0]
    if re.search(r"^- ", unreleased, re.MULTILINE):
        found.append("CHANGELOG.md still has lines under `## Unreleased`")
    return found


def main(arguments: list[str]) -> int:
    """Compare; returns the exit code, 2 for wrong usage."""
    if len(arguments) != 1:
        print((__doc__ or "").strip(), file=sys.stderr)
        return 2
    version = _VERSION.search((_ROOT / "forgecfg" / "__init__.py").read_text(encoding="utf-8"))
    changelog = (_ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = problems(arguments[0], version[1] if version else "", changelog)
    for problem in found:
        print(problem, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
