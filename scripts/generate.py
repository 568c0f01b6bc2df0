"""Writes all that can be generated; with --check only says what is out of date.

    python scripts/generate.py [--check]

Generated are: the home in `forgecfg/__init__.py` (from pyproject.toml), the manifest schema in one
file and the core of it (from `schemas/parts/`), one page for each rule and their index under
`docs/rules/`, the names of the rules in `schemas/config.schema.json`, one page for each command and
their index under `docs/commands/`, the Python API in `docs/api.md`, the hooks in
`.pre-commit-hooks.yaml`, the pictures `docs/terminal.svg` and `docs/scaffold.svg`, the page of
official errors `docs/official.md` (from `comparison/`), and in the README and the docs the parts
that `generators/pages.py` describes. Nothing needs a network.
"""

from __future__ import annotations

import argparse
import sys
from itertools import chain
from pathlib import Path

from generators import ROOT
from generators.commands import command_pages
from generators.hooks import hooks_file
from generators.official import official_page
from generators.pages import pages
from generators.picture import terminal
from generators.python_api import python_api
from generators.reference import home, rule_names_in_schema, rule_pages
from generators.schema import schemas

# In this order: the program reads the home that the first one writes.
GENERATORS = (
    home,
    schemas,
    rule_pages,
    rule_names_in_schema,
    command_pages,
    python_api,
    hooks_file,
    terminal,
    official_page,
    pages,
)

_FOLDERS = ("docs/rules", "docs/commands")


def compare(name: str, text: str, write: bool) -> bool:
    """Whether a file, named from the root, does not hold this text; then it may be written."""
    path = ROOT / name
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    if write:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return True


def leftovers(names: set[str]) -> list[Path]:
    """Pages of rules and commands that are no more."""
    present = sorted(page for name in _FOLDERS for page in (ROOT / name).rglob("*.md"))
    return [page for page in present if page.relative_to(ROOT).as_posix() not in names]


def main() -> int:
    """Write or compare; returns 1 where --check finds a difference."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="write nothing, fail on a difference")
    check = parser.parse_args().check
    names = set()
    stale = []
    for name, text in chain.from_iterable(generate() for generate in GENERATORS):
        names.add(name)
        if compare(name, text, write=not check):
            stale.append(name)
    for page in leftovers(names):
        stale.append(page.relative_to(ROOT).as_posix())
        if not check:
            page.unlink()
    for name in stale:
        print(f"{'out of date' if check else 'written'}: {name}")
    if check and stale:
        print("run: python scripts/generate.py")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
