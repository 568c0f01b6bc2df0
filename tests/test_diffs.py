"""Unified diffs: names as Git writes them, and lines as they are."""

from __future__ import annotations

import pytest

from forgecfg.edits.diff import unified_diff


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("manifest.yml", "a/manifest.yml", "b/manifest.yml"),
        ("/tmp/m.yml", "a/tmp/m.yml", "b/tmp/m.yml"),
        ("an app/m.yml", "a/an app/m.yml\t", "b/an app/m.yml\t"),
        ('"m".yml', '"a/\\"m\\".yml"', '"b/\\"m\\".yml"'),
        ("a\\b.yml", '"a/a\\\\b.yml"', '"b/a\\\\b.yml"'),
        ("a\nb\x1b.yml", '"a/a\\012b\\033.yml"', '"b/a\\012b\\033.yml"'),
        ("a b\x7f.yml", '"a/a b\\177.yml"', '"b/a b\\177.yml"'),
        ("é.yml", "a/é.yml", "b/é.yml"),
    ],
)
def test_names(name: str, old: str, new: str) -> None:
    lines = unified_diff("a\n", "b\n", name).split("\n")
    assert lines == [f"--- {old}", f"+++ {new}", "@@ -1 +1 @@", "-a", "+b", ""]


def test_lines_without_an_end() -> None:
    end = "\\ No newline at end of file\n"
    head = "--- a/m\n+++ b/m\n@@ -1 +1 @@\n"
    assert unified_diff("a", "b", "m") == f"{head}-a\n{end}+b\n{end}"
    assert unified_diff("a", "a\n", "m") == f"{head}-a\n{end}+a\n"


def test_only_a_line_feed_ends_a_line() -> None:
    assert unified_diff("a\rb\u2028c\n", "x\n", "m").endswith("@@ -1 +1 @@\n-a\rb\u2028c\n+x\n")


def test_no_difference() -> None:
    assert unified_diff("a\n", "a\n", "m") == ""
