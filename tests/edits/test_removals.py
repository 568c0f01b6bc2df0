"""What is removed takes its own comments along, and leaves all others."""

from __future__ import annotations

import pytest

from forgecfg.document.document import load
from forgecfg.document.positions import YamlPath
from forgecfg.edits.apply import apply_edits
from forgecfg.edits.plan import checked
from forgecfg.edits.remove import remove

COMMENTED = (
    "s:\n  # on a\n  - a # beside\n    # below\n  # on b\n  - b\n  # on c\n  - c\n# on m\nm: 1\n"
)
FLOW = "s: [\n  a, # ca\n  # over b\n  b, # cb\n  c # cc\n]\n"

REMOVALS: tuple[tuple[str, YamlPath, str], ...] = (
    (COMMENTED, ("s", 0), "s:\n  # on b\n  - b\n  # on c\n  - c\n# on m\nm: 1\n"),
    (
        COMMENTED,
        ("s", 1),
        "s:\n  # on a\n  - a # beside\n    # below\n  # on c\n  - c\n# on m\nm: 1\n",
    ),
    (
        COMMENTED,
        ("s", 2),
        "s:\n  # on a\n  - a # beside\n    # below\n  # on b\n  - b\n# on m\nm: 1\n",
    ),
    # a comment over several neighbours stays
    ("s:\n  # all\n  - a\n  - b\n", ("s", 0), "s:\n  # all\n  - b\n"),
    ("s:\n  # one\n  - a\n\n  - b\n", ("s", 0), "s:\n\n  - b\n"),
    # as does what stands at the top of the file
    ("# licence\na: 1\n# on b\nb: 1\n", ("a",), "# licence\n# on b\nb: 1\n"),
    # one of two blank lines goes
    ("a: 1\n\nb: 2\n\nc: 3\n", ("b",), "a: 1\n\nc: 3\n"),
    ("a: 1\n\nb: 2\n", ("b",), "a: 1\n"),
    ("a: |+\n  x\n\nb: 2\n", ("b",), "a: |+\n  x\n\n"),
    ("a: |+\n  x\n\nb: 2\n\nc: 3\n", ("b",), "a: |+\n  x\n\nc: 3\n"),
    # newlines
    ("a: 1\r\nb:\r\n  - 2\r\nc: 3", ("b",), "a: 1\r\nc: 3"),
    ("a: 1\r\nb: 2", ("b",), "a: 1"),
    # values over lines
    ("a: |\n  x\n\n  y\nb: 2\n", ("a",), "b: 2\n"),
    ("a:\n  [x,\n   y]\nb: 2\n", ("a",), "b: 2\n"),
    # the first key of an item leaves the dash
    ("e:\n  - key: a # c\n    # d\n    r: 1\n", ("e", 0, "key"), "e:\n  - # d\n    r: 1\n"),
    ("e:\n  - key: a\n\n    r: 1\n", ("e", 0, "key"), "e:\n  - r: 1\n"),
    ("e:\n  - key: a\n    r: 1\n", ("e", 0, "r"), "e:\n  - key: a\n"),
    ("- - a\n  - b\n", (0, 0), "- - b\n"),
    ("-\n  key: a\n  r: 1\n", (0, "key"), "-\n  r: 1\n"),
    # the last one takes its section along
    ("p:\n  s:\n    - a\n  q: 1\n", ("p", "s", 0), "p:\n  q: 1\n"),
    ("p:\n  # on s\n  s:\n    # on a\n    - a # c\nq: 1\n", ("p", "s", 0), "q: 1\n"),
    ("a: 1 # c\n", ("a",), "{}\n"),
    ("p: {s: [a]}\nq: 1\n", ("p", "s", 0), "q: 1\n"),
    # flow
    ("s: [a, b, c] # x\n", ("s", 0), "s: [b, c] # x\n"),
    ("s: [a, b, c]\n", ("s", 1), "s: [a, c]\n"),
    ("s: [a, b, c]\n", ("s", 2), "s: [a, b]\n"),
    ("s: [a, b, ]\n", ("s", 1), "s: [a, ]\n"),
    ("s: {a: 1, b: 2}\n", ("s", "a"), "s: {b: 2}\n"),
    ("s: [a,\n  b, c]\n", ("s", 1), "s: [a,\n  c]\n"),
    ("s: [a,\n  b]\n", ("s", 1), "s: [a]\n"),
    ("s: [a, # ca\n  b]\n", ("s", 1), "s: [a, # ca\n  ]\n"),
    ("s: [a, # ca\n  b]\n", ("s", 0), "s: [ # ca\n  b]\n"),
    ("s: [k: v, b]\n", ("s", 0), "s: [b]\n"),
    (FLOW, ("s", 0), "s: [\n  # over b\n  b, # cb\n  c # cc\n]\n"),
    (FLOW, ("s", 1), "s: [\n  a, # ca\n  # over b\n  c # cc\n]\n"),
    (FLOW, ("s", 2), "s: [\n  a, # ca\n  # over b\n  b # cb\n]\n"),
    # an alias may go, its anchor's owner stays
    ("a: &x 1\nb: *x\n", ("b",), "a: &x 1\n"),
)


@pytest.mark.parametrize(("before", "path", "after"), REMOVALS)
def test_it_is_gone(before: str, path: YamlPath, after: str) -> None:
    document = load(before)
    plan = remove(document, path)
    assert apply_edits(before, plan.edits) == after
    assert checked(document, plan).text == after


EMPTIED: tuple[tuple[str, YamlPath, str], ...] = (
    ("s: # c\n  # on a\n  - a # b\n\nm: 1\n", ("s", 0), "s: [] # c\n\nm: 1\n"),
    ("s: &x\n- a\nm: 1\n", ("s", 0), "s: &x []\nm: 1\n"),
    ("m: 1\ns:\n  a: 1", ("s", "a"), "m: 1\ns: {}"),
    ("- - a\n- b\n", (0, 0), "- []\n- b\n"),
    ("-\n  - a\n- b\n", (0, 0), "- []\n- b\n"),
    ("s: [ a ]\n", ("s", 0), "s: []\n"),
    ("s: {a: 1, }\n", ("s", "a"), "s: {}\n"),
)


@pytest.mark.parametrize(("before", "path", "after"), EMPTIED)
def test_an_empty_collection_may_be_kept(before: str, path: YamlPath, after: str) -> None:
    document = load(before)
    plan = remove(document, path, keep=True)
    assert apply_edits(before, plan.edits) == after
    assert checked(document, plan).text == after


def test_repeated_keys_are_told_apart() -> None:
    document = load("a: 1\nb: 2\na: 3\n")
    assert checked(document, remove(document, ("a",))).text == "b: 2\na: 3\n"
    assert checked(document, remove(document, ("a",), nth=1)).text == "a: 1\nb: 2\n"
