"""An entry goes into a new mapping, and what stands around it stays."""

from __future__ import annotations

import pytest

from forgecfg.document.document import load
from forgecfg.edits.apply import apply_edits
from forgecfg.edits.errors import CannotEdit
from forgecfg.edits.nest import nest
from forgecfg.edits.plan import checked

FORMS = (
    ("alone", "e: x\n", "r:\n  e: x\n"),
    ("no final newline", "e: x", "r:\n  e: x"),
    ("comments", "# a\ne: 'x' # b\n# c\nf: 1\n", "# a\nr:\n  e: 'x' # b\n# c\nf: 1\n"),
    ("CRLF", "a: 1\r\ne: x\r\n", "a: 1\r\nr:\r\n  e: x\r\n"),
    ("wide", "a:\n    b: 1\ne: x\n", "a:\n    b: 1\nr:\n    e: x\n"),
    ("no value", "e:\na: 1\n", "r:\n  e:\na: 1\n"),
    ("a tab", "e:\tx\n", "r:\n  e:\tx\n"),
    ("an anchor", "e: &x y\na: *x\n", "r:\n  e: &x y\na: *x\n"),
    ("a variable", "e: ${X}\n", "r:\n  e: ${X}\n"),
    ("quoted keys", '"e": x\n"a": 1\n', '"r":\n  "e": x\n"a": 1\n'),
    ("flow", "{a: 1, e: x}\n", "{a: 1, r: {e: x}}\n"),
    ("padded flow", "{ e: x, a: 1 }\n", "{ r: { e: x }, a: 1 }\n"),
    ("flow without value", "{e, a: 1}\n", "{r: {e}, a: 1}\n"),
    ("JSON", '{\n  "e": "x",\n  "a": 1\n}\n', '{\n  "r": {"e": "x"},\n  "a": 1\n}\n'),
)


@pytest.mark.parametrize(("name", "before", "after"), FORMS, ids=[form[0] for form in FORMS])
def test_an_entry_is_nested(name: str, before: str, after: str) -> None:
    document = load(before)
    plan = nest(document, ("e",), "r")
    assert apply_edits(before, plan.edits) == after, name
    assert checked(document, plan).text == after


def test_the_first_entry_of_an_item() -> None:
    before = "l:\n  - e: x\n    a: 1\n"
    assert apply_edits(before, nest(load(before), ("l", 0, "e"), "r").edits) == (
        "l:\n  - r:\n      e: x\n    a: 1\n"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("e: x\nr: 1\n", "'r' already exists"),
        ("e:\n  a: 1\n", "not a scalar"),
        ("e:\n  x\n", "unsupported syntax"),
        ("e: |\n  x\n", "unsupported syntax"),
        ("? e\n: x\n", "unsupported syntax"),
        ("!!str e: x\n", "unsupported syntax"),
        ("a: &a {b: 1}\n<<: *a\ne: x\n", "merge key"),
        ("e: x\n---\ne: y\n", "two documents"),
    ],
)
def test_what_is_not_safe_is_refused(text: str, reason: str) -> None:
    with pytest.raises(CannotEdit, match=reason):
        nest(load(text), ("e",), "r")
