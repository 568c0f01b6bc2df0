"""The pages: links lead somewhere, and examples are right."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from forgecfg.cli.app import COMMANDS
from forgecfg.config.locate import Source
from forgecfg.config.parse import parse
from forgecfg.rules.table import BY_NAME

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("examples/**/*.md")])
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


def blocks(kind: str) -> list[tuple[str, str]]:
    """The blocks of a kind in all pages: page and text."""
    return [
        (_name(page), text)
        for page in PAGES
        for found, text in BLOCK.findall(page.read_text("utf-8"))
        if found == kind
    ]


def links(page: Path) -> Iterator[str]:
    """Where the links of a page lead, but for those to other sites."""
    text = BLOCK.sub("", page.read_text("utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" not in target:
            yield target


def anchors(page: Path) -> set[str]:
    """The anchors that a host makes of the headings of a page."""
    titles = re.findall(r"^#+ (.+)$", BLOCK.sub("", page.read_text("utf-8")), re.M)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def test_every_page_is_reachable() -> None:
    seen = {ROOT / "README.md"}
    pending = list(seen)
    while pending:
        page = pending.pop()
        near = {(page.parent / link.partition("#")[0]).resolve() for link in links(page)}
        new = {path for path in near if path.suffix == ".md"} - seen
        seen |= new
        pending += new
    assert {_name(page) for page in (ROOT / "docs").rglob("*.md")} <= {_name(p) for p in seen}


@pytest.mark.parametrize(("page", "text"), blocks("toml"))
def test_configurations_are_right(page: str, text: str) -> None:
    source = Source(ROOT / page, text, (), tomllib.loads(text))
    assert parse(source, ROOT).folder == ROOT


@pytest.mark.parametrize(("page", "text"), blocks("python"))
def test_python_parses(page: str, text: str) -> None:
    assert ast.parse(text, page).body


def test_the_site_shows_every_page_of_the_commands() -> None:
    site = tomllib.loads((ROOT / "zensical.toml").read_text("utf-8"))
    listed = set(re.findall(r"'(commands/[^']+)'", str(site["project"]["nav"])))
    folder = ROOT / "docs"
    assert listed == {
        page.relative_to(folder).as_posix() for page in (folder / "commands").rglob("*.md")
    }
    assert {f"commands/{name}.md" for name in COMMANDS} - listed == {
        "commands/add.md",
        "commands/remote.md",
    }


def test_rules_that_pages_name_exist() -> None:
    for page in PAGES:
        for code in re.findall(r"\bFC\d{3}\b", page.read_text("utf-8")):
            assert code in BY_NAME, (_name(page), code)


def test_the_readme_is_short() -> None:
    text = BLOCK.sub("", (ROOT / "README.md").read_text("utf-8"))
    assert len(text.split()) < 500
    assert text.index("terminal.svg") < 700


def test_the_measured_numbers_are_the_same_on_all_pages() -> None:
    table = (ROOT / "docs" / "comparison.md").read_text("utf-8")
    [row] = re.findall(r"^\| all \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", table, re.M)
    sites, found, right, _, _ = row
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"of {sites} sites | {row[3]} | {found} |" in readme
    assert f"| with the right line | {row[4]} (and column) | {right} |" in readme
    home = (ROOT / "docs" / "README.md").read_text("utf-8")
    assert f"all of {sites} " in home
    assert f"(`forge lint`: {found},\n{right} at the right line)" in home
    numbers = (ROOT / "docs" / "numbers.md").read_text("utf-8")
    assert f"at {sites} sites" in numbers
    assert f"| {row[4]} (official validator: {found} found, {right} with the right line)" in numbers


def test_the_tests_that_hold_the_promises_exist() -> None:
    page = (ROOT / "docs" / "security.md").read_text("utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)
    assert len(named) > 10
    for file, test in named:
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test
    promises = re.findall(r"^\| [A-Z].*\. \|.*$", page.partition("## Promises")[2], re.M)
    assert promises
    assert all("::test_" in promise for promise in promises)
