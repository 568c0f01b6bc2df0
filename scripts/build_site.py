"""Builds the documentation site, and checks the result.

    python scripts/build_site.py [--output DIRECTORY]

The site is `docs/`, with the changelog and the contributing guide, made by Zensical (extra `docs`)
as `zensical.toml` says. Fails for each warning of the build, each link to a page or a heading that
does not exist, and each page that no other page leads to. Nothing needs a network.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from generators import ROOT, documentation_home
from site_links import dead_links, orphans

_ADDED = {"CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}
_COLORS = re.compile(r"\x1b\[[0-9;]*m")
_LINK = re.compile(r"(?P<text>\[[^\]\n]*\])\((?P<target>[^)\s#]*)(?P<anchor>#[^)\s]*)?\)")
_OUTSIDE = re.compile(r"\[(?P<text>[^\]\n]*)\]\(\.\./[^)\s]*\)")


def prepare(folder: Path) -> None:
    """Write the source of the site to a directory: the pages, and the configuration."""
    docs = folder / "docs"
    shutil.copytree(ROOT / "docs", docs, ignore=shutil.ignore_patterns("samples", "tutorial"))
    for name, added in _ADDED.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        (docs / added).write_text(_from_root(text), encoding="utf-8")
    for page in docs.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(_within(text), encoding="utf-8")
    config = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    config = config.replace("[project]\n", f'[project]\nsite_url = "{documentation_home()}/"\n', 1)
    (folder / "zensical.toml").write_text(config, encoding="utf-8")


def _from_root(text: str) -> str:
    """A page of the root with its links as they are from `docs/`."""

    def moved(match: re.Match[str]) -> str:
        target = match["target"]
        if not target or "://" in target:
            return match[0]
        target = target.removeprefix("docs/") if target.startswith("docs/") else f"../{target}"
        return f"{match['text']}({target}{match['anchor'] or ''})"

    return _LINK.sub(moved, text)


def _within(text: str) -> str:
    """A page whose links stay in the site: to added pages, and text for what is not a page."""
    for name, page in _ADDED.items():
        text = text.replace(f"(../{name}", f"({page}")
    return _OUTSIDE.sub(lambda match: match["text"], text)


def build(output: Path) -> list[str]:
    """Build the site into a directory and return what is wrong with it."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        prepare(folder)
        command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
        done = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            text=True,
            env={**os.environ, "NO_COLOR": "1"},
        )
        if done.returncode:
            output_text = done.stdout + done.stderr
            return [_COLORS.sub("", output_text).partition("Traceback")[0]]
        if output.exists():
            shutil.rmtree(output)
        shutil.copytree(folder / "site", output)
    return [*dead_links(output), *orphans(output)]


def main() -> int:
    """Build and check; returns 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--output", type=Path, default=ROOT / "site")
    output: Path = parser.parse_args().output
    problems = build(output)
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(f"{len([*output.rglob('*.html')])} pages in {output}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
