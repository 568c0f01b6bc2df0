"""The fuzzing target: texts are always the same, and its judge sees what a change did."""

from __future__ import annotations

from fuzz.differences import known_difference
from fuzz.judge import after, comparable, is_kept
from fuzz.probe import probe
from fuzz.texts import make

from forgecfg.document.changes import Drop, Put, Rename


def test_a_seed_always_makes_the_same_text() -> None:
    assert make(7) == make(7)
    assert len({make(seed) for seed in range(50)}) > 25


def test_changes_are_made_without_forgecfg() -> None:
    data = {"a": [1, 2], "b": {"c": True}}
    changes = (Put(("a", 2), 3), Drop(("a", 0)), Rename(("b", "c"), "d"))
    assert after(data, changes) == {"a": [2, 3], "b": {"d": True}}
    assert data == {"a": [1, 2], "b": {"c": True}}


def test_lost_data_is_seen() -> None:
    assert is_kept({"a": [1], "b": None}, {"a": [0, 1], "b": {"c": 1}})
    assert not is_kept({"a": [1, 2]}, {"a": [2]})
    assert not is_kept({"a": 1}, {"b": 1})
    assert comparable({1: float("inf"), "b": True}) == {"1": None, "b": True}


def test_a_difference_needs_its_text() -> None:
    assert known_difference("a: 1\rb: 2", "the data differ")
    assert known_difference("a: 1\nb: 2", "the data differ") is None


def test_nothing_is_wrong_with_some_texts() -> None:
    assert [problem for seed in range(40) for problem in probe(make(seed), None)] == []
