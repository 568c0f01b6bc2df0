"""Ignore comments: what they cover, what is said of those that cover nothing, how they go."""

from __future__ import annotations

import pytest

from forgecfg.api import check_text, fix_text, options

# An endpoint that nothing calls, on line 3; `{}` is for a comment beside its key.
UNUSED = "modules:\n  endpoint:\n    - key: later{}\n      service: api\n"
HEADER = "app:\n  runtime:\n    name: nodejs22.x\n"


def found(text: str, *select: str) -> list[tuple[str, int]]:
    """Names and lines of the findings of the selected rules, and of unused comments."""
    chosen = options(select=(*select, "unused-suppression"))
    return [(one.name, one.span.line) for one in check_text(text, options=chosen).findings]


def messages(text: str) -> list[str]:
    chosen = options(select=("unused-suppression", "unused-endpoint"))
    return [one.message for one in check_text(text, options=chosen).findings]


@pytest.mark.parametrize("name", ["unused-endpoint", "FC206", "FC2", "FC20", "FC"])
@pytest.mark.parametrize("word", ["ignore", "ignore-file"])
def test_a_comment_beside_the_finding(word: str, name: str) -> None:
    comment = f" # forgecfg: {word}[{name}] it comes next week"
    assert found(UNUSED.format(comment), "FC206") == []
    assert found(UNUSED.format(""), "FC206") == [("unused-endpoint", 3)]


def test_a_comment_of_its_own_speaks_of_the_next_line_that_is_none() -> None:
    comment = "    # forgecfg: ignore[unused-endpoint]\n    # It comes next week.\n"
    above = UNUSED.format("").replace("    - key", f"{comment}    - key")
    assert found(above, "FC206") == []
    apart = above.replace("week.\n", "week.\n\n")
    assert found(apart, "FC206") == [("unused-suppression", 3), ("unused-endpoint", 6)]


def test_a_comment_beside_another_line_covers_nothing() -> None:
    text = UNUSED.format("").replace("api\n", "api # forgecfg: ignore[unused-endpoint]\n")
    assert found(text, "FC206") == [("unused-endpoint", 3), ("unused-suppression", 4)]


def test_a_finding_of_several_lines_is_covered_from_the_last_one() -> None:
    text = UNUSED.format("").replace("later", '"la\\\n        ter"{}')
    (whole,) = check_text(text.format(""), options=options(select=["FC206"])).findings
    assert (whole.span.line, whole.span.end_line) == (3, 4)
    assert found(text.format(" # forgecfg: ignore[unused-endpoint]"), "FC206") == []
    below = text.format("").replace("api\n", "api # forgecfg: ignore[unused-endpoint]\n")
    assert found(below, "FC206") == [("unused-endpoint", 3), ("unused-suppression", 5)]


def test_a_group_that_covers_nothing_is_unused_only_if_all_its_rules_ran() -> None:
    text = "app: {} # forgecfg: ignore[FC81]\n"
    assert found(text, "FC82", "FC810") == []
    assert ("unused-suppression", 1) in found(text, "FC8")


@pytest.mark.parametrize("name", ["merge-key", "FC006"])
def test_of_rules_that_did_not_run_nothing_is_said(name: str) -> None:
    assert found(f"app: {{}} # forgecfg: ignore[{name}]\n") == []
    assert found(f"app: {{}} # forgecfg: ignore[{name}]\n", "FC006") == [("unused-suppression", 1)]


@pytest.mark.parametrize("name", ["invalid-yaml", "unused-suppression"])
def test_what_cannot_be_ignored(name: str) -> None:
    text = f"app: {{}} # forgecfg: ignore-file[{name}]\n"
    (finding,) = check_text(text, options=options(select=[name, "FC008"])).findings
    assert (finding.code, finding.message) == ("FC008", f"{name} cannot be ignored")
    assert not finding.fixes


def test_comments_that_say_nothing_forgecfg_knows() -> None:
    assert messages("app: {} # forgecfg: ignor[merge-key]\n") == ['unknown directive "ignor"']
    assert messages("app: {} # forgecfg: ignore[ , ]\n") == [
        "missing rule name in `ignore` comment"
    ]
    assert messages("app: {} # see forgecfg: the program\n") == []


# The names in a comment, and what is left of it.
USED = "unused-endpoint"
CUTS = [
    ("[merge-key, unused-endpoint]", "[unused-endpoint]"),
    ("[unused-endpoint, merge-key]", "[unused-endpoint]"),
    ("[unused-endpoint, merge-key, FC404]", "[unused-endpoint]"),
    ("[merge-key,unused-endpoint,FC404] soon", "[unused-endpoint] soon"),
]


@pytest.mark.parametrize(("names", "left"), CUTS)
def test_only_the_names_that_cover_nothing_go(names: str, left: str) -> None:
    fixed = fix_text(UNUSED.format(f" # forgecfg: ignore{names}"))
    assert fixed.text == UNUSED.format(f" # forgecfg: ignore{left}")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (HEADER + "  # forgecfg: ignore[merge-key] no more\n", HEADER),
        (HEADER + "  # forgecfg: ignore[merge-key] no more", HEADER),
        (HEADER.replace("x\n", "x \t# forgecfg: ignore[merge-key]\n"), HEADER),
        (HEADER + "# Runs. # forgecfg: ignore[merge-key]\n", HEADER + "# Runs.\n"),
    ],
)
def test_a_comment_that_covers_nothing_goes_whole(text: str, left: str) -> None:
    assert fix_text(text, options=options(select=["FC006", "FC008"])).text == left
