"""What cannot be edited safely is refused, with reason and place; nothing odd slips through."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from forgecfg.document.changes import Plan
from forgecfg.document.document import Document, load
from forgecfg.edits.ensure import ensure, ensure_all
from forgecfg.edits.errors import CannotEdit
from forgecfg.edits.insert import append_items, set_keys
from forgecfg.edits.remove import remove
from forgecfg.edits.value import rename_key, set_value

Operation = Callable[[Document], Plan]


def appended(document: Document) -> Plan:
    return append_items(document, ("e",), ["n"])


def keyed(document: Document) -> Plan:
    return set_keys(document, ("e",), {"n": 1})


def dropped(document: Document) -> Plan:
    return remove(document, ("e",))


# text, operation, part of the reason, 1-based place
REFUSALS: tuple[tuple[str, Operation, str, tuple[int, int] | None], ...] = (
    ("e: [\n", appended, "errors", None),
    ("e: [a]\n---\ne: [a]\n", appended, "two documents", (2, 1)),
    ("x: &x [a]\ne: *x\n", appended, "comes from an alias", (2, 4)),
    ("e: &x\n  - a\ny: *x\n", appended, "*x repeats it", (2, 3)),
    ("e: &x [a]\ny: *x\n", appended, "*x repeats it", (1, 7)),
    ("e: &x []\ny: *x\n", appended, "*x repeats it", (1, 7)),
    ("e: &x ~\ny: *x\n", appended, "*x repeats it", (1, 7)),
    ("{e: &x }\n", appended, "anchor or tag", (1, 5)),
    ("e:\n  &x\nm: 1\n", appended, "anchor or tag", (2, 3)),
    ("e: &x !!null\n", appended, "anchor or tag", (1, 4)),
    ("e: !!null\n", appended, "anchor or tag", (1, 4)),
    ("e: !t []\n", appended, "has a tag", (1, 7)),
    ("e: x\n", appended, "not a list", (1, 4)),
    ("e: 1\ne: 2\n", appended, "duplicate key", (1, 1)),
    ("? e\n: - a\n", lambda d: ensure(d, ("n",), 1), "start of their lines", (1, 3)),
    ("? e\n: ~\n", appended, "unsupported syntax", (1, 3)),
    ("a: &a {b: 1}\ne:\n  <<: *a\n", keyed, "merge key", (3, 3)),
    ("a: &a {b: 1}\n<<: *a\ne: 1\n", dropped, "merge key", (3, 4)),
    ("a: &a {b: 1}\n<<: *a\n", lambda d: ensure(d, ("<<", "n"), 1), "merge key", (1, 1)),
    ("x: &x {e: [a]}\nz: *x\n", lambda d: append_items(d, ("x", "e"), [1]), "*x repeats", (1, 7)),
    ("e: &x [a]\ny: *x\n", dropped, "*x repeats it", (1, 7)),
    ("e: {a: &x 1, b: 2}\ny: *x\n", dropped, "*x repeats it", (1, 4)),
    ("&x e: 1\ny: *x\n", lambda d: rename_key(d, ("e",), "n"), "*x repeats it", (1, 7)),
    ("&x e: 1\ny: 2\n", dropped, "unsupported syntax", (1, 7)),
    ("e: &x a\ny: *x\n", lambda d: set_value(d, ("e",), "n"), "*x repeats it", (1, 7)),
    ("x: &x a\ne: *x\n", lambda d: set_value(d, ("e",), "n"), "comes from an alias", (2, 4)),
    ("e: [a: 1]\n", lambda d: set_keys(d, ("e", 0), {"n": 1}), "without brackets", (1, 5)),
    ("e: [&x a, b]\n", lambda d: remove(d, ("e", 0)), "anchor or tag", (1, 8)),
    ("e: {a: 1}\n", lambda d: set_value(d, ("e",), 1), "not empty", (1, 4)),
    ("e: | # c\n  a\n", lambda d: set_value(d, ("e",), "n"), "comment", (1, 4)),
    ("e: [ # c\n  ]\n", keyed, "contains a comment", (1, 4)),
    ("e: 1\n", lambda d: ensure(d, ("e",), 2), "different value", (1, 4)),
    ("e: 1\n", lambda d: ensure(d, ("e", "f"), 2), "not a mapping", (1, 4)),
    ("e: [1]\n", lambda d: ensure(d, ("e", 3), 2), "no item 3", (1, 4)),
    ("e: 1\nn: 2\n", lambda d: rename_key(d, ("e",), "n"), "already exists", (1, 4)),
    ("e: 1\n", lambda d: set_keys(d, (), {"e": 2}), "already exists", (1, 1)),
    ("e: 1\n", lambda d: remove(d, ()), "root cannot", (1, 1)),
    ("e: 1\n", lambda d: remove(d, ("f",)), "no 'f'", (1, 1)),
    ("--- {}\n", lambda d: ensure(d, ("n",), 1), "empty", (1, 5)),
    ("---\n...\n", lambda d: ensure(d, ("n",), 1), "explicit end", None),
)  # fmt: skip


@pytest.mark.parametrize(("text", "operation", "reason", "location"), REFUSALS)
def test_it_is_refused(
    text: str, operation: Operation, reason: str, location: tuple[int, int] | None
) -> None:
    with pytest.raises(CannotEdit) as caught:
        operation(load(text))
    refused = caught.value
    assert reason in refused.reason
    assert not refused.is_bug
    span = refused.location
    assert (None if span is None else (span.line, span.column)) == location


def test_bytes_that_are_not_utf8_are_not_written_back_as_something_else() -> None:
    with pytest.raises(CannotEdit, match="errors"):
        appended(load(b"e: [a] # \xff\n"))


def test_what_stands_near_an_anchor_is_edited() -> None:
    text = "x: &x\n  a: 1\ny:\n  - *x\n  - b: &b 2\n    c: *b\ne:\n  - k: *x\n"
    plan = ensure_all(load(text), ((("e",), ["n"]), (("y",), ["m"])))
    assert [edit.text for edit in plan.edits] == ["  - m\n", "  - n\n"]


def test_a_plan_of_several_steps_fails_as_a_whole() -> None:
    with pytest.raises(CannotEdit, match="different value"):
        ensure_all(load("a: 1\nb: 2\n"), ((("c",), 3), (("b",), 4)))
