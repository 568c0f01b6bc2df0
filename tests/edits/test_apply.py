"""Edits to text, several at once, to a fixed point, and the check of what came out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forgecfg.document.changes import Drop, Plan, Put, Rename
from forgecfg.document.document import Document, load
from forgecfg.document.lines import LineIndex
from forgecfg.document.positions import Edit
from forgecfg.edits.apply import apply_edits, choose
from forgecfg.edits.converge import converge
from forgecfg.edits.ensure import ensure
from forgecfg.edits.errors import CannotEdit, OverlapError
from forgecfg.edits.insert import append_items
from forgecfg.edits.plan import Step, checked, compose
from forgecfg.edits.remove import remove
from forgecfg.edits.value import rename_key
from forgecfg.edits.verify import keeps_lines, verify

TEXT = "abcdef"


def edit(start: int, end: int, text: str, of: str = TEXT) -> Edit:
    return Edit(LineIndex(of).span(start, end), text)


def test_edits_are_applied_by_place() -> None:
    assert apply_edits(TEXT, [edit(4, 5, "E"), edit(0, 1, ""), edit(3, 3, "-")]) == "bc-dEf"
    assert apply_edits(TEXT, []) == TEXT


def test_insertions_at_one_place_stay_as_given_and_identical_ones_count_once() -> None:
    edits = [edit(2, 2, "2"), edit(2, 2, "1"), edit(2, 3, "C"), edit(2, 2, "2")]
    assert apply_edits(TEXT, edits) == "ab21Cdef"


@pytest.mark.parametrize(
    "pair", [((1, 3), (2, 4)), ((1, 4), (2, 2)), ((1, 3), (1, 2)), ((1, 2), (1, 2))]
)
def test_overlapping_edits_are_refused(pair: Sequence[tuple[int, int]]) -> None:
    with pytest.raises(OverlapError, match="1:"):
        apply_edits(TEXT, [edit(*span, str(at)) for at, span in enumerate(pair)])


def test_sets_that_touch_wait_for_the_next_round() -> None:
    sets = [
        [edit(1, 2, "B"), edit(5, 5, "!")],
        [edit(5, 6, "F")],
        [edit(3, 4, "D")],
        [edit(1, 2, "B"), edit(5, 5, "!")],
        [edit(2, 2, "?"), edit(0, 0, "^")],
    ]
    chosen = choose(sets)
    assert chosen == (0, 2, 3)
    assert apply_edits(TEXT, [one for index in chosen for one in sets[index]]) == "aBcDe!f"


def test_two_additions_to_one_place_converge() -> None:
    wanted = ("read:b", "read:a", "read:c")

    def find(text: str) -> list[Plan]:
        document = load(text)
        plans = [ensure(document, ("permissions", "scopes"), [scope]) for scope in wanted]
        return [plan for plan in plans if plan.edits]

    result = converge("app: {}\n", find)
    assert result.text == (
        "app: {}\npermissions:\n  scopes:\n    - read:b\n    - read:a\n    - read:c\n"
    )
    assert (result.applied, result.rounds, result.stable, result.refused) == (3, 2, True, ())


def test_there_are_rounds_for_as_many_additions_as_there_are() -> None:
    def find(text: str) -> list[Plan]:
        document = load(text)
        plans = [ensure(document, ("s",), [f"s{number}"]) for number in range(5)]
        return [plan for plan in plans if plan.edits]

    result = converge("app: {}\n", find, limit=2)
    assert (result.applied, result.stable) == (5, True)


def test_removals_in_one_list_go_together() -> None:
    text = "s:\n- a\n- x\n- b\n- x\n- c\nx: 1\n"

    def find(here: str) -> list[Plan]:
        document = load(here)
        assert document.root is not None
        locations = [(at, line) for at, line in enumerate(here.splitlines()) if line == "- x"]
        plans = [remove(document, ("s", at - 1)) for at, _ in locations]
        return [*plans, rename_key(document, ("x",), "y")] if "x:" in here else plans

    result = converge(text, find)
    assert result.text == "s:\n- a\n- b\n- c\ny: 1\n"
    assert (result.applied, result.rounds, result.refused) == (3, 1, ())


@pytest.mark.parametrize("endless", ["a", ""])
def test_what_does_not_converge_leaves_the_text_as_it_was(endless: str) -> None:
    def swap(text: str) -> list[Plan]:
        return [rename_key(load(text), ("a",), "b") if "a" in text
                else rename_key(load(text), ("b",), "a")]  # fmt: skip

    def grow(text: str) -> list[Plan]:
        return [append_items(load(text), ("a",), [1])]

    text = "a: 1\n" if endless else "a: []\n"
    result = converge(text, swap if endless else grow, limit=7)
    assert not result.stable
    assert (result.text, result.applied) == (text, 0)
    assert result.rounds == (2 if endless else 7)


def test_a_plan_that_does_something_else_is_refused_and_the_others_are_made() -> None:
    text = "a: 1\nb: 2\nc: 3\n"

    def find(here: str) -> list[Plan]:
        lying = Plan((edit(3, 4, "5", here),), (Put(("a",), 4),))
        if "z" in here:
            return [lying]
        return [lying, rename_key(load(here), ("c",), "z")]

    result = converge(text, find)
    assert result.text == "a: 1\nb: 2\nz: 3\n"
    assert result.stable
    assert [refusal.plan.changes for refusal in result.refused] == [(Put(("a",), 4),)]
    assert "a" in result.refused[0].problem
    with pytest.raises(CannotEdit) as caught:
        checked(load(text), find(text)[0])
    assert caught.value.is_bug


def test_a_refused_plan_does_not_stand_in_the_way_of_another() -> None:
    def find(here: str) -> list[Plan]:
        lying = Plan((edit(0, 1, "b", here),), (Put(("a",), 4),))
        return [lying, rename_key(load(here), ("a",), "c")] if "a:" in here else [lying]

    result = converge("a: 1\n", find)
    assert (result.text, result.stable, result.applied) == ("c: 1\n", True, 1)
    assert len(result.refused) == 1


def test_plans_that_are_right_alone_and_wrong_together_are_made_one_by_one() -> None:
    text = "s:\n  - a\n# between\n  - b\nt: 1\n"

    def find(here: str) -> list[Plan]:
        if here.count("- ") == 1:
            return []
        return [remove(load(here), ("s", at), keep=True) for at in range(2)]

    # Both together would leave nothing under `s`, which is null and no list.
    result = converge(text, find)
    assert result[:5] == ("s:\n# between\n  - b\nt: 1\n", 1, 1, True, ())


def test_an_intended_change_is_exact() -> None:
    old = "a: 1\nb: [x, y]\nc: 2\nc: 3\n"
    assert verify(old, old, ()) is None
    assert verify(old, "c: 2\nb: [x, y] # new\nc: 3\na: 1\n", ()) is None
    assert verify(old, "a: 1\nb: [y]\nc: 2\nc: 3\n", (Drop(("b", 0)),)) is None
    assert verify(old, "a: 1\nb: [x, y]\nc: 2\n", (Drop(("c",), nth=1),)) is None
    assert verify(old, "a: 1\nb: [x, y]\nc: 3\n", (Drop(("c",), nth=1),)) is not None
    assert verify(old, "z: 1\nb: [x, y]\nc: 2\nc: 3\n", (Rename(("a",), "z"),)) is None
    assert verify(old, "a: 1\nb: [x, y, z]\nc: 2\nc: 3\n", (Put(("b", 2), "z"),)) is None
    for new in ("a: true", "a: 1.0", "a: '1'", "a: 2", "a:"):
        problem = verify("a: 1\n", new, ())
        assert problem == "the result differs from the intended change at a", new
    assert "cannot be read" in (verify("a: 1\n", "a: [\n", ()) or "")
    assert "one document" in (verify("a: 1\n", "a: 1\n---\na: 1\n", ()) or "")
    assert "does not fit" in (verify("a: 1\n", "a: 1\n", (Drop(("b",)),)) or "")
    assert "does not fit" in (verify("a: [1]\n", "a: [1]\n", (Put(("a", 2), 1),)) or "")


def test_variables_are_compared_as_written() -> None:
    declared = "environment:\n  variables:\n  - key: A\n    default: x\nb: "
    assert verify(declared + "${A}\n", declared + "x\n", ()) is not None


def test_lost_lines_and_characters_are_noticed() -> None:
    old, new = "# c\na: 1\n", "a: 1\nb: 2\n"
    change = (Put(("b",), 2),)
    line = edit(9, 9, "b: 2\n", old)
    assert verify(old, new, change) is None
    assert "existing line" in (verify(old, new, change, (line,)) or "")
    inline = edit(4, 4, "x", "# c\n{a: 1}\n")
    assert "text" in (verify("# c\n{a: 1}\n", "{a: 1, b: 2}\n", change, (inline,)) or "")


def test_lines_are_kept_byte_for_byte_and_in_order() -> None:
    assert keeps_lines("a\nb", "a\nx\nb\r\nc")
    assert keeps_lines("a\r\na", "a\r\na\r\n")
    assert not keeps_lines("a\nb\n", "b\na\n")
    assert not keeps_lines("a\n", "a \n")
    assert not keeps_lines("a\n\n", "a\n")


PARTS = st.tuples(st.integers(0, 9), st.integers(0, 3), st.sampled_from(("", "x", "yz")))
STEPS = st.lists(st.lists(PARTS, max_size=3), max_size=4)


@given(STEPS)
def test_composed_edits_are_as_those_of_the_steps(steps: list[list[tuple[int, int, str]]]) -> None:
    """On comments alone, where every edit is right: only the arithmetic counts."""
    text = "# abcdefghi"
    wanted = text

    def step_of(parts: list[tuple[int, int, str]]) -> Step:
        def step(document: Document) -> Plan:
            end = len(document.text)
            spans: list[Edit] = []
            at = 1
            for start, length, new in sorted(parts):
                start = max(start + 1, at)
                if start <= end:
                    at = min(start + length, end)
                    spans.append(edit(start, at, new, document.text))
            return Plan(tuple(spans))

        return step

    made = [step_of(parts) for parts in steps]
    for step in made:
        wanted = apply_edits(wanted, step(load(wanted)).edits)
    plan = compose(load(text), *made)
    assert apply_edits(text, plan.edits) == wanted
    locations = [(one.span.start, one.span.end) for one in plan.edits]
    assert all(a[1] < b[0] for a, b in pairwise(locations))
