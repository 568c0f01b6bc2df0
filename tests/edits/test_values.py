"""New values and new names for keys, in the style of the old ones."""

from __future__ import annotations

import pytest

from forgecfg.document.changes import Data
from forgecfg.document.document import load
from forgecfg.document.positions import YamlPath
from forgecfg.edits.apply import apply_edits
from forgecfg.edits.plan import checked
from forgecfg.edits.value import rename_key, set_value

VALUES: tuple[tuple[str, YamlPath, Data, str], ...] = (
    # scalars keep their quotes
    ("k: a # c\n", ("k",), "b", "k: b # c\n"),
    ("k: 'a'\n", ("k",), "b's", "k: 'b''s'\n"),
    ('k: "a"\r\nl: 1\r\n', ("k",), 'b"\n', 'k: "b\\"\\n"\r\nl: 1\r\n'),
    ("k: a\n", ("k",), "true", 'k: "true"\n'),
    ("k: 'a'\n", ("k",), True, "k: true\n"),
    ("k: true\n", ("k",), "x", "k: x\n"),
    ("k: &x a\n", ("k",), "b", "k: &x b\n"),
    ("k: {l: a}\n", ("k", "l"), "b, c", 'k: {l: "b, c"}\n'),
    ("s:\n- a\n- b # c\n", ("s", 1), "d", "s:\n- a\n- d # c\n"),
    # over several lines
    ("k: a\n  b\nl: 1\n", ("k",), "c", "k: c\nl: 1\n"),
    ("k: |\n  a\n  b\n\nl: 1\n", ("k",), "c", "k: c\n\nl: 1\n"),
    ("k:\n  a # c\nl: 1\n", ("k",), "b", "k:\n  b # c\nl: 1\n"),
    # nothing yet
    ("k:\n", ("k",), "a", "k: a\n"),
    ("k:\t# c\n", ("k",), 1, "k: 1\t# c\n"),
    ("-\n- # c\n", (1,), "a", "-\n- a # c\n"),
    ("{a, b: 1}\n", ("a",), "x", "{a: x, b: 1}\n"),
    ("{a: , b: 1}\n", ("a",), "x", "{a: x , b: 1}\n"),
    ("k: {}\n", ("k",), [], "k: []\n"),
    # collections
    (
        "route: /x # c\n# d\nq: 1\n",
        ("route",),
        {"path": "/x"},
        "route: # c\n  path: /x\n# d\nq: 1\n",
    ),
    (
        "t:\n    u: true\n    s: 1\n",
        ("t", "u"),
        {"enabled": True},
        "t:\n    u:\n        enabled: true\n    s: 1\n",
    ),
    ("{route: /x}\n", ("route",), {"path": "/x"}, "{route: {path: /x}}\n"),
    ("- a # c\n- b\n", (0,), {"k": 1, "l": 2}, "- k: 1 # c\n  l: 2\n- b\n"),
    ("-\n- b", (0,), ["x", "y"], "- - x\n  - y\n- b"),
)


@pytest.mark.parametrize(("before", "path", "value", "after"), VALUES)
def test_a_value_is_replaced(before: str, path: YamlPath, value: Data, after: str) -> None:
    document = load(before)
    plan = set_value(document, path, value)
    assert apply_edits(before, plan.edits) == after
    assert checked(document, plan).text == after


NAMES: tuple[tuple[str, YamlPath, str, str], ...] = (
    ("a: 1 # c\nb: 2\n", ("a",), "c", "c: 1 # c\nb: 2\n"),
    ("'a': 1\n", ("a",), "it's", "'it''s': 1\n"),
    ("a: 1\n", ("a",), "b: c", '"b: c": 1\n'),
    ("{a: 1}\n", ("a",), "b,c", '{"b,c": 1}\n'),
    ("- a:\n    - 1\n", (0, "a"), "bb", "- bb:\n    - 1\n"),
)


@pytest.mark.parametrize(("before", "path", "name", "after"), NAMES)
def test_a_key_is_renamed(before: str, path: YamlPath, name: str, after: str) -> None:
    document = load(before)
    plan = rename_key(document, path, name)
    assert apply_edits(before, plan.edits) == after
    assert checked(document, plan).text == after
