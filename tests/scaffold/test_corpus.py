"""Real manifests and our examples: what is taken away comes back, and nothing else changes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from forgecfg.api import scaffold_text
from forgecfg.document.document import load

from .properties import OPTIONS, left, scaffolded
from .removals import WAYS, pieces, removals

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"

EXAMPLES = sorted((ROOT / "examples").rglob("manifest.yml"))
REAL = sorted(CORPUS.glob("*.y*ml"))

# What scaffolding rightly leaves, and why.
KNOWN = {
    # A container service is named as a remote. To add a remote of that name would hide the slip;
    # `check --unsafe-fixes` mends it.
    "broken/container-service": (
        'endpoint "board-roll-up" references remote "board-service", which is a service',
    ),
}
# The same, where something was taken away.
KNOWN_OF_REMOVALS = {
    # The endpoint has the key of the page that calls it. To add it again would only exchange one
    # error for another.
    "broken/jira-panel-regions": (
        'jira:projectPage "risk-report" uses endpoint "risk-report", '
        "which is not declared under `modules.endpoint`",
    ),
}


def read(file: Path) -> str:
    return file.read_bytes().decode()


def is_wired(text: str) -> bool:
    return any(kind in ("endpoint", "remote") for kind, _ in pieces(text))


def name(file: Path) -> str:
    return file.parent.relative_to(ROOT / "examples").as_posix()


each_example = pytest.mark.parametrize("file", EXAMPLES, ids=map(name, EXAMPLES))
each_real = pytest.mark.parametrize("file", REAL, ids=[file.name for file in REAL])


def cases(text: str, known: tuple[str, ...] = ()) -> Counter[str]:
    """Scaffolds all that can be taken away; how many cases of each kind there were."""
    counts = Counter({"untouched": 1})
    scaffolded(text, known=known)
    for removal in removals(text):
        if not load(removal.text).readable:
            # An anchor went, and its alias is left.
            counts["unreadable"] += 1
            continue
        scaffolded(removal.text, known=known)
        counts[removal.kind] += 1
        counts[removal.way] += 1
    return counts


@each_example
def test_examples(file: Path) -> None:
    known = KNOWN.get(name(file), ()) + KNOWN_OF_REMOVALS.get(name(file), ())
    counts = cases(read(file), known)
    assert min(counts[way] for way in WAYS) > 0


@each_example
def test_what_is_known_to_be_left_is_left(file: Path) -> None:
    result = scaffold_text(read(file), OPTIONS)
    assert {message for _, message in left(result.text)} == set(KNOWN.get(name(file), ()))


@pytest.mark.skipif(not REAL, reason="no collection of manifests here")
@each_real
def test_real_manifests(file: Path) -> None:
    text = read(file)
    if is_wired(text):
        cases(text)
    else:
        again = scaffold_text(text, OPTIONS).text
        assert scaffold_text(again, OPTIONS).text == again


@pytest.mark.skipif(not REAL, reason="no collection of manifests here")
def test_the_collection_is_worth_something() -> None:
    counts: Counter[str] = Counter()
    for file in REAL:
        text = read(file)
        counts["wired"] += is_wired(text)
        counts.update(removal.kind for removal in removals(text))
        counts.update(removal.way for removal in removals(text))
    assert counts["wired"] > 40
    assert counts["line by line"] > counts["with the engine"] / 2
    assert min(counts[kind] for kind in ("endpoint", "remote", "scope", "permissions")) > 50
