"""More than one slip: all that can be told apart, and no echoes of one another."""

from __future__ import annotations

import itertools

import pytest

from forgecfg.document.document import load

from .manifest import MANIFEST, broken, locations


def lines(text: str) -> list[tuple[int, int]]:
    return [(line, column) for line, column, _ in locations(load(text))]


def test_slips_in_different_sections() -> None:
    text = broken(
        ("title: Hello", "title Hello"),
        ("baseUrl: https", "baseUrl: @https"),
        ("port: 3000", "port: 3000: x"),
        ("memoryMB: 256", "memoryMB:256"),
    )
    assert lines(text) == [(4, 7), (33, 14), (43, 17), (57, 13)]


IN_ONE_SECTION = {
    "colon": (("title: Hello", "title Hello"), (4, 7)),
    "quote": (("description: Says", 'description: "Says'), (5, 20)),
    "second colon": (("title: Panel", "title: Panel: x"), (11, 19)),
    "sign": (("icon: https", "icon: @https"), (12, 13)),
    "space": (("handler: index", "handler:index"), (18, 14)),
    "list": (("path: /hello", "path: [/hello"), (23, 15)),
    "tab": (("          enabled", "\tenabled"), (26, 1)),
    "backtick": (("interval: day", "interval: `day`"), (30, 17)),
}


@pytest.mark.parametrize("names", list(itertools.combinations(IN_ONE_SECTION, 2)), ids="-".join)
def test_two_slips_in_one_section(names: tuple[str, str]) -> None:
    changes = [IN_ONE_SECTION[name] for name in names]
    assert lines(broken(*(change for change, _ in changes))) == [
        location for _, location in changes
    ]


def test_many_slips_in_one_section() -> None:
    changes = list(IN_ONE_SECTION.values())
    assert lines(broken(*(change for change, _ in changes))) == [
        location for _, location in changes
    ]


def test_a_quote_does_not_swallow_the_next_ones() -> None:
    text = broken(
        ("title: Hello", 'title: "Hello'),
        ("title: Panel", 'title: "Panel"'),
        ("interval: day", "interval: %d"),
        ("key: backend", 'key: "backend"'),
    )
    assert lines(text) == [(4, 14), (30, 17)]


def test_text_that_is_meant_to_have_lines_is_not_blamed() -> None:
    text = broken(
        ("Says hello to the reader", '"Note:\n        - says: hello\n        to the reader"'),
        ("interval: day", "interval: %d"),
    )
    assert lines(text) == [(32, 17)]


def test_an_alias_whose_anchor_was_passed_over() -> None:
    text = "a:\n  b: &x @1\nc: *x\nd: *y\n"
    assert lines(text) == [(2, 9), (4, 4)]


def test_an_alias_whose_line_was_passed_over() -> None:
    assert lines("a:\n\tb: &x 1\nc: *x\nd: *y\n") == [(2, 1), (4, 4)]


def test_a_dash_without_a_space_before_other_items() -> None:
    text = "remotes:\n  -key: a\n    baseUrl: x\n  - key: b\n    baseUrl: y\nc: @\n"
    assert lines(text) == [(2, 3), (6, 4)]


def test_comments_do_not_hide_a_quote() -> None:
    text = 'a:\n  b: "x\n# c:\n#   "8080:8080"\n  d: e\nf: @\n'
    assert lines(text) == [(2, 6), (6, 4)]


def test_a_list_does_not_hide_a_quote() -> None:
    text = "a:\n  - 'x\n  - y\n  - 'z'\n  - w\nf: @\n"
    assert lines(text) == [(2, 5), (6, 4)]


def test_aliases_and_syntax_errors_together() -> None:
    text = broken(("remote: backend\n", "remote: *backend\n"), ("port: 3000", "port: @1"))
    assert lines(text) == [(21, 15), (43, 13)]


def test_tabs_in_a_row_are_one_finding() -> None:
    text = broken(("      title: Panel\n      icon: https", "\t\ttitle: Panel\n\t\ticon: https"))
    assert locations(load(text)) == [(11, 1, "tab used for indentation, also on the next line")]


def test_tabs_apart_are_two() -> None:
    text = broken((TITLE, "\ttitle: Panel\n"), ("    storage:\n", "\tstorage:\n"))
    assert lines(text) == [(11, 1), (37, 1)]


TITLE = "      title: Panel\n"


def test_returns_for_line_ends_are_one_finding() -> None:
    ((line, column, message),) = locations(load(MANIFEST.replace("\n", "\r")))
    assert (line, column) == (1, 9)
    assert message.startswith("bare carriage return")


def test_two_merge_conflicts() -> None:
    def conflict(one: str, other: str) -> str:
        return f"<<<<<<< HEAD\n{one}=======\n{other}>>>>>>> other\n"

    text = broken(
        (TITLE, conflict(TITLE, "      title: @x\n")),
        ("  scopes:\n", conflict("  scopes:\n", "  scopes: []\n")),
        ("port: 3000", "port: @1"),
    )
    assert lines(text) == [(11, 1), (47, 13), (49, 1)]
    document = load(text)
    assert document.syntax[0].related == text.index(">>>>>>>")


def test_two_middles() -> None:
    text = "<<<<<<< a\nx: 1\n=======\ny: 2\n=======\n>>>>>>> b\nz: @\n"
    assert lines(text) == [(1, 1), (7, 4)]


def test_markers_in_text_are_no_conflict() -> None:
    text = "a: |\n  <<<<<<< a\n  =======\n  >>>>>>> b\nc: @\n"
    assert lines(text) == [(5, 4)]


def test_only_the_first_document_is_searched() -> None:
    assert lines("a: @\nb: 1\n---\nc: @\n") == [(1, 4)]
    assert lines("---\na: @\nb: %\n---\nc: @\n") == [(2, 4), (3, 4)]


def test_json() -> None:
    text = '{\n  "app": {"id": "x"}\n  "modules": {},\n  "remotes": [\n}\n'
    assert lines(text) == [(3, 3)]


def test_a_related_place() -> None:
    text = broken((TITLE, " " + TITLE))
    document = load(text)
    (problem,) = document.syntax
    assert problem.related is not None
    assert document.lines.position(problem.related) == (10, 7)
    assert problem.related_message == "this key already has a value"
