"""`devtools/mutate.py`: every kind makes a difference, and always the same one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import mutate
import pytest
from mutations import KINDS, Kind, name_of
from mutations.page import Page, misspell

from forgecfg.api import check_text

ROOT = Path(__file__).parents[2]
EXAMPLES = mutate.read(ROOT / "examples")

MANIFEST = """\
app:
  id: ari:cloud:ecosystem::app/0c1d8a52-3f0b-4c6e-9d55-1f6f2b7f9a10
  runtime:
    name: nodejs22.x
modules:
  macro:
    - key: hello # the macro
      title: Hello
      resource: main
      resolver: {function: run}
  function:
    - key: run
      handler: index.run
resources:
  - key: main
    path: static/main
permissions:
  scopes: [read:jira-work]
"""


def changed(kind: Kind, seed: int, count: int = 6) -> list[str]:
    """Texts that a kind makes of the examples."""
    return [text for _, text in mutate.mutations(EXAMPLES, [kind], count, seed)]


def test_there_are_many_kinds_each_with_a_name() -> None:
    assert len(KINDS) >= 40
    assert len({name_of(kind) for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=name_of)
def test_a_kind_changes_the_text(kind: Kind) -> None:
    bases = {page.text for _, page in EXAMPLES}
    texts = changed(kind, seed=1)
    assert len(texts) == 6
    assert not bases.intersection(texts)


@pytest.mark.parametrize("kind", KINDS, ids=name_of)
def test_chance_alone_decides(kind: Kind) -> None:
    assert changed(kind, seed=1) == changed(kind, seed=1)
    assert changed(kind, seed=1, count=12) != changed(kind, seed=2, count=12)


@pytest.mark.parametrize("kind", KINDS, ids=name_of)
def test_no_mutation_crashes_a_check(kind: Kind) -> None:
    for text in changed(kind, seed=3):
        assert [f.message for f in check_text(text).findings if f.code == "FC000"] == []


@pytest.mark.parametrize(
    ("path", "new", "line"),
    [
        (("resources", 0, "path"), "7", "    path: 7\n"),
        (("resources", 0), "7", "  - 7\n"),
        (("resources",), "7", "resources: 7\n"),
        (("modules", "macro", 0, "resolver"), "7", "      resolver: 7\n"),
        (("modules", "macro", 0, "key"), "", "    - key:  # the macro\n"),
    ],
)
def test_a_value_of_any_kind_becomes_another(
    path: tuple[str | int, ...], new: str, line: str
) -> None:
    page = Page(MANIFEST)
    (location,) = [location for location in page.locations if location.path == path]
    text = page.retype(location, new)
    assert text is not None
    assert line in text
    assert text.endswith("permissions:\n  scopes: [read:jira-work]\n")


@pytest.mark.parametrize(
    ("path", "twice"),
    [
        (("modules", "function", 0), "    - key: run\n      handler: index.run\n" * 2),
        (("app", "runtime"), "  runtime:\n    name: nodejs22.x\n" * 2),
        (("permissions",), "permissions:\n  scopes: [read:jira-work]\n" * 2),
    ],
)
def test_what_is_repeated_stands_there_twice(path: tuple[str | int, ...], twice: str) -> None:
    page = Page(MANIFEST)
    (location,) = [location for location in page.locations if location.path == path]
    assert twice in (page.repeat(location) or "")


def test_a_misspelt_word_is_another_one() -> None:
    assert "key" not in {misspell(Random(seed), "key") for seed in range(200)}
    assert misspell(Random(1), "a") != "a"


def test_the_names_say_what_was_done(tmp_path: Path) -> None:
    arguments = [ROOT / "examples", tmp_path, "--count", "3", "--kind", "odd-key"]
    output = script(*map(str, arguments)).stdout
    names = sorted(file.name for file in tmp_path.iterdir())
    assert [name.split(".")[:2] for name in names] == [
        ["00000", "odd-key"],
        ["00001", "odd-key"],
        ["00002", "odd-key"],
    ]
    assert output == f"3 manifests in {tmp_path}, kinds of change: 1\n"


def test_it_lists_its_kinds() -> None:
    listed = script("--list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [name_of(kind) for kind in KINDS]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((".", "out", "--kind", "nothing"), "no such kind: nothing"),
        ((), "FOLDER and OUTPUT are needed"),
        (("EMPTY", "out"), "no manifest in EMPTY"),
    ],
)
def test_bad_usage_is_told(arguments: tuple[str, ...], says: str) -> None:
    done = script(*arguments)
    assert done.returncode == 2
    assert says in done.stderr


def script(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A run of the script."""
    return subprocess.run(
        [sys.executable, str(ROOT / "devtools" / "mutate.py"), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
