"""Did you mean: which known name an unknown one is taken for, and at what cost."""

from __future__ import annotations

import time

import pytest

from forgecfg.suggest import Budget, Names, closest


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("endpont", ["function", "endpoint"], "endpoint"),
        ("ENDPOINT", ["endpoint"], "endpoint"),
        ("baseURL", ["baseUrl"], "baseUrl"),
        ("EU", ["us", "eu"], "eu"),
        # The first of several that differ only in case.
        ("KEY", ["Key", "key"], "Key"),
        # Swapped letters, however many: what is compared letter by letter is too unlike.
        ("htap", ["path"], "path"),
        ("HTAP", ["path"], "path"),
        ("ptah", ["bath", "path", "htap"], "path"),
        # Words of three letters have too many neighbors for that.
        ("yek", ["key"], None),
        # The name itself is no suggestion.
        ("path", ["path"], None),
        ("", ["a"], None),
        ("something", [], None),
        ("something", ["else"], None),
    ],
)
def test_closest(name: str, known: list[str], expected: str | None) -> None:
    assert closest(name, known) == expected


def test_cutoff() -> None:
    # Seven letters of ten are alike.
    assert closest("abcdefgxyz", ["abcdefghij"]) == "abcdefghij"
    assert closest("abcdefwxyz", ["abcdefghij"]) is None
    assert closest("abcdefwxyz", ["abcdefghij"], cutoff=0.6) == "abcdefghij"
    assert closest("abcdefgxyz", ["abcdefghij"], cutoff=0.71) is None


def test_names_of_up_to_200_characters_are_compared() -> None:
    assert closest("x" * 199 + "y", ["x" * 200]) == "x" * 200
    assert closest("x" * 200 + "y", ["x" * 200]) is None


def test_a_name_is_among_the_known_ones_in_its_exact_form() -> None:
    names = Names(["baseUrl"])
    assert "baseUrl" in names
    assert "baseurl" not in names


def test_after_the_budget_only_sure_typos_are_found() -> None:
    budget = Budget(15_000)
    names = Names(["endpoint", "resolver"], budget)
    for number in range(50):
        # What needs no comparison is free.
        assert names.nearest("Resolver") == "resolver"
        assert names.nearest("reslover") == "resolver"
        assert names.nearest("") is None
        assert names.nearest("e" * 201) is None
        assert names.nearest("endpont") == "endpoint", number
        assert names.nearest("endpiont!") == "endpoint", number
    while budget.left > 0:
        names.nearest("endpont")
    assert names.nearest("endpont") is None
    assert closest("endpont", ["endpoint"], budget=budget) is None
    assert names.nearest("ENDPOINT") == "endpoint"
    assert names.nearest("reslover") == "resolver"


def test_among_many_names_those_are_compared_that_begin_or_end_alike() -> None:
    fillers = [f"{number:03}-filler-{number:03}" for number in range(298)]
    few = [*fillers, "endpoint", "function"]
    many = [*few, "resolver"]
    assert closest("ezdpoinzt", few) == "endpoint"
    assert closest("ezdpoinzt", many) is None
    assert closest("endpoizt", many) == "endpoint"
    assert closest("ezdpoint", many) == "endpoint"


def test_thousands_of_unknown_names_among_thousands_of_known_ones_are_quick() -> None:
    names = Names(f"known-name-of-a-module-{number}" for number in range(5000))
    started = time.process_time()
    for number in range(5000):
        names.nearest(f"{number}-unknown-name-of-an-app")
    # No measure of speed: without the budget this takes minutes.
    assert time.process_time() - started < 10
