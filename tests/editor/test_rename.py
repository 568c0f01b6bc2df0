"""Renaming a key with all its references; refused names leave everything as it is."""

from __future__ import annotations

import pytest

from forgecfg.document.document import load
from forgecfg.document.nodes import to_data
from forgecfg.editor.rename import prepare_rename, rename_at
from forgecfg.edits.apply import apply_edits
from forgecfg.edits.errors import CannotEdit
from forgecfg.errors import UsageError

from .conftest import MANIFEST, at, snapshot


def renamed(text: str, offset: int, new: str) -> str:
    return apply_edits(text, rename_at(snapshot(text), offset, new))


@pytest.mark.parametrize(
    ("before", "old"),
    [
        ("endpoint: ord", "orders"),
        ("- key: ord", "orders"),
        ("remote: back", "backend"),
        ("- key: sett", "settings"),
        ("  - key: mai", "main"),
    ],
)
def test_all_occurrences_and_nothing_else(before: str, old: str) -> None:
    new = renamed(MANIFEST, at(MANIFEST, before), "renamed")
    data, before_data = load(new).root, load(MANIFEST).root
    assert data is not None
    assert before_data is not None
    assert str(to_data(data)) == str(to_data(before_data)).replace(f"'{old}'", "'renamed'")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_other_keys(newline: str) -> None:
    text = """\
modules:
  action:
    - key: "look up"
      function: f
  rovo:skill:
    - key: help
  rovo:agent:
    - key: agent
      actions: ['find']
      skills: [help]
  workflow:
    - key: flow
      startAt: one
      states:
        - key: one
          next: one
services:
  - key: box
""".replace('"look up"', "'find'").replace("\n", newline)
    assert renamed(text, at(text, "startAt: on"), "two").count("two") == 3
    assert renamed(text, at(text, "skills: [he"), "guide").count("guide") == 2
    assert renamed(text, at(text, "actions: ['fi"), "seek").count("'seek'") == 2
    assert renamed(text, at(text, "- key: bo"), "crate").count("crate") == 1
    assert renamed(text, at(text, "- key: age"), "helper").count("helper") == 1


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("panel", "already exists"),
        ("two words", "invalid"),
        ("", "invalid"),
        ("orders", "already has this key"),
        ("x" * 24, "characters long"),
    ],
)
def test_refused_names(new: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        rename_at(snapshot(), at(MANIFEST, "endpoint: ord"), new)


def test_taken_state_and_service() -> None:
    text = (
        "modules:\n  workflow:\n    - key: w\n      states:\n        - key: a\n        - key: b\n"
    )
    with pytest.raises(UsageError, match="already exists"):
        rename_at(snapshot(text), at(text, "- key: a"), "b")
    text = "services:\n  - key: a\n  - key: b\nmodules: {}\napp: {}\n"
    with pytest.raises(UsageError, match='service "b" already exists'):
        rename_at(snapshot(text), at(text, "- key: a"), "b")


def test_where_nothing_can_be_renamed() -> None:
    assert prepare_rename(snapshot(), at(MANIFEST, "title: Ord")) is None
    with pytest.raises(UsageError, match="no key"):
        rename_at(snapshot(), at(MANIFEST, "title: Ord"), "x")
    text = MANIFEST.replace("endpoint: orders", "endpoint: nothing")
    assert prepare_rename(snapshot(text), at(text, "endpoint: noth")) is None


def test_broken_text() -> None:
    with pytest.raises(UsageError, match="syntax errors"):
        prepare_rename(snapshot(MANIFEST + "oops"), 0)


def test_value_with_a_variable() -> None:
    text = MANIFEST.replace("function: settings\n      events", "function: ${FN}\n      events")
    text = text.replace(
        "    - key: HOST", "    - key: FN\n      default: settings\n    - key: HOST"
    )
    with pytest.raises(CannotEdit):
        rename_at(snapshot(text), at(text, "- key: sett"), "other")
