"""Slips that people make: each is one finding, where it is to be mended, in plain words."""

from __future__ import annotations

import pytest

from forgecfg.document.document import load

from .manifest import MANIFEST, broken, locations

# Each slip: the change, the place of the one finding, and how its message starts.
TITLE = "      title: Panel\n"
Slip = tuple[str, str, int, int, str]

KEYS: dict[str, Slip] = {
    "no colon": ("title: Hello", "title Hello", 4, 7, "missing `:` after a key"),
    "no colon, block below": (
        "resolver:\n        end",
        "resolver\n        end",
        7,
        7,
        "missing `:`",
    ),
    "no colon, list below": ("  macro:\n", "  macro\n", 2, 3, "missing `:` after a key"),
    "no colon, plain list below": ("  scopes:\n", "  scopes\n", 45, 3, "missing `:` after a key"),
    "no colon, section": ("remotes:\n", "remotes\n", 31, 1, "missing `:` after a key"),
    "no colon, last line": ("memoryMB: 256", "memoryMB 256", 57, 5, "missing `:` after a key"),
    "no colon, first of an item": ("- key: panel", "- key panel", 10, 7, "missing `:` after a key"),
    "no colon, quoted value": ("title: Hello", 'title "Hello"', 4, 7, "missing `:` after a key"),
    "no colon, brackets": ("operations:\n", "operations []\n", 34, 5, "missing `:` after a key"),
    "no space": ("title: Hello", "title:Hello", 4, 12, "missing space after `:`"),
    "no space, first of an item": (
        "- key: panel",
        "- key:panel",
        10,
        10,
        "missing space after `:`",
    ),
    "no space, a comma behind": ("- key: panel", "- key:a, b", 10, 10, "missing space after `:`"),
    "no space, first of a block": ("  id: ari", "  id:ari", 54, 5, "missing space after `:`"),
    "no space, last line": ("memoryMB: 256", "memoryMB:256", 57, 13, "missing space after `:`"),
    "equals": ("interval: day", "interval=day", 30, 15, "unexpected `=`, expected `:`"),
    "second colon": (
        "title: Hello",
        "title: Hello: you",
        4,
        19,
        "unexpected second `: ` on one line",
    ),
    "typographic quotes": (
        "title: Hello",
        "title: \u201cHello: you\u201d",
        4,
        20,
        "unexpected second `: `",
    ),
    "wide colon": (
        "title: Hello",
        "title\uff1a Hello",
        4,
        12,
        "invalid character U+FF1A, which looks like a colon",
    ),
    "stray word": ("      resource", "      oops\n      resource", 6, 7, "missing `:` after a key"),
    "stray word between sections": ("resources:\n", "oops\nresources:\n", 39, 1, "missing `:`"),
    "text that goes on": ("hello to the", "hello\n      to the", 6, 7, "missing `:` after a key"),
    "other comment": ("remotes:\n", "// remotes\nremotes:\n", 31, 1, "invalid comment"),
    "key of odd sign": ("title: Hello", "@title: Hello", 4, 7, "a key cannot start with `@`"),
    "key of percent": ("remotes:\n", "%remotes:\n", 31, 1, "a line cannot start with `%`"),
    "key in half a quote": ("  id: ari", '  "id: ari', 54, 3, "unterminated string"),
    "long key": ("title: Hello", "t" * 1025 + ": Hello", 4, 7, "key is longer than 1024"),
}

VALUES: dict[str, Slip] = {
    "half a quote": ("title: Hello", 'title: "Hello', 4, 14, "unterminated string"),
    "half an apostrophe": ("title: Hello", "title: 'Hello", 4, 14, "unterminated string"),
    "half a quote in a list": (
        ', "https://b.acme-it.app"]',
        ', "https://b]',
        52,
        41,
        "unterminated",
    ),
    "quotes in quotes": (
        "title: Hello",
        'title: "a "b" c"',
        4,
        18,
        "unexpected text after the closing quote",
    ),
    "apostrophe in quotes": (
        "title: Hello",
        "title: 'it's'",
        4,
        18,
        "unexpected text after the closing quote",
    ),
    "trailing comma": (
        "title: Hello",
        '"title": "Hello",',
        4,
        23,
        "unexpected `,` after a value",
    ),
    "open list": ('b.acme-it.app"]', 'b.acme-it.app"', 52, 15, "unclosed `[`"),
    "open list, item below": ("- key: panel", "- key: [panel", 10, 12, "unclosed `[`"),
    "open mapping": ("path: /hello", "path: {a: b", 23, 15, "unclosed `{`"),
    "open list on lines": (
        'client: ["https://a.acme-it.app", "https://b.acme-it.app"]',
        'client: [\n        "https://a.acme-it.app",\n        "https://b.acme-it.app"',
        52,
        15,
        "unclosed `[`",
    ),
    "wrong bracket": ('b.acme-it.app"]', 'b.acme-it.app"}', 52, 15, "unclosed `[`"),
    "bracket too many": ('b.acme-it.app"]', 'b.acme-it.app"]]', 52, 65, "unmatched `]`"),
    "no comma": ('a.acme-it.app", "', 'a.acme-it.app" "', 52, 40, "missing `,` in this list"),
    "text behind brackets": (
        "title: Hello",
        "title: [beta] Hello",
        4,
        21,
        "unexpected text after the closing `]`",
    ),
    "template": (
        "title: Hello",
        "title: {{ name }}/x",
        4,
        24,
        "unexpected text after the closing `}`",
    ),
    "template of percent": (
        "title: Hello",
        "title: {% name %}",
        4,
        15,
        "a value cannot start with `%`",
    ),
    "at": ("title: Hello", "title: @hello", 4, 14, "a value cannot start with `@`"),
    "backtick": ("title: Hello", "title: `hello`", 4, 14, "a value cannot start with a backtick"),
    "percent": ("title: Hello", "title: %hello", 4, 14, "a value cannot start with `%`"),
    "comma": ("title: Hello", "title: , hello", 4, 14, "a value cannot start with `,`"),
    "ampersand": ("title: Hello", "title: & co", 4, 14, "a value cannot start with `&`"),
    "asterisk": ("title: Hello", "title: *", 4, 14, "a value cannot start with `*`"),
    "glob": ("title: Hello", "title: *.js", 4, 14, "undefined alias `*.js`"),
    "exclamation": ("title: Hello", "title: !hello!x", 4, 14, "invalid YAML tag"),
    "greater": ("title: Hello", "title: >= 3", 4, 14, "unexpected text after `>`"),
    "bar": ("title: Hello", "title: |hello", 4, 14, "unexpected text after `|`"),
    "escape": ("title: Hello", r'title: "C:\hello"', 4, 17, r"unknown escape `\h`"),
    "short escape": (
        "title: Hello",
        r'title: "\u12"',
        4,
        15,
        r"invalid escape `\u`, expected a character code of 4",
    ),
    "list behind its key": ("operations:\n", "operations: - a\n", 34, 17, "list starts on"),
    "merge conflict": (
        "      title: Hello\n",
        "<<<<<<< HEAD\n      title: Hello\n=======\n      title: Hi\n>>>>>>> other\n",
        4,
        1,
        "unresolved merge conflict",
    ),
}

LAYOUT: dict[str, Slip] = {
    "key too deep": (TITLE, " " + TITLE, 11, 8, "unexpected indentation under `key`"),
    "key too shallow": (TITLE, TITLE[1:], 11, 6, "inconsistent indentation"),
    "key at its dash": (TITLE, TITLE[2:], 11, 5, "unexpected key in a list"),
    "key left of its dash": (TITLE, TITLE[3:], 11, 4, "inconsistent indentation"),
    "block under a value": (
        "/hello\n",
        "/hello\n          a: b\n",
        24,
        11,
        "unexpected indentation under",
    ),
    "block under a quote": (": /hello\n", ": '/x'\n          a: b\n", 24, 11, "unexpected indent"),
    "item too shallow": ("      - compute", "     - compute", 36, 6, "inconsistent indentation"),
    "item at the keys": ("      - compute", "    - compute", 36, 5, "unexpected list item"),
    "first line of an item": (
        "    - key: panel",
        "     - key: panel",
        10,
        6,
        "inconsistent indentation",
    ),
    "no space after a dash": (
        "      - compute",
        "      -compute",
        36,
        7,
        "missing space after `-`",
    ),
    "nor after the first": (
        "    - key: panel",
        "    -key: panel",
        10,
        5,
        "missing space after `-`",
    ),
    "nor in a list of text": (
        "    - read:jira",
        "    -read:jira",
        47,
        5,
        "missing space after `-`",
    ),
    "key in a list": (
        "compute\n",
        "compute\n      a: b\n",
        37,
        7,
        "unexpected key in a list",
    ),
    "item among keys": (
        "index.handler\n",
        "index.handler\n      - a: b\n",
        19,
        7,
        "unexpected list item",
    ),
    "section indented": ("remotes:\n", " remotes:\n", 31, 2, "inconsistent indentation"),
    "first section indented": (
        "modules:\n",
        "  modules:\n",
        1,
        3,
        "inconsistent indentation (2 spaces, siblings have 0)",
    ),
    "type too shallow": ("  function:\n", " function:\n", 16, 2, "inconsistent indentation"),
    "type too deep": ("  function:\n", "   function:\n", 16, 4, "inconsistent indentation"),
    "first type too deep": ("  macro:\n", "   macro:\n", 2, 4, "inconsistent indentation"),
    "tab": (TITLE, "\ttitle: Panel\n", 11, 1, "tab used for indentation"),
    "tab after spaces": (TITLE, "    \ttitle: Panel\n", 11, 5, "tab used for indentation"),
    "tab before a block": ("    storage:\n", "\tstorage:\n", 37, 1, "tab used for indentation"),
    "tab before an item": (
        "    - key: panel",
        "\t- key: panel",
        10,
        1,
        "tab used for indentation",
    ),
    "odd space": (
        TITLE,
        "\u00a0     title: Panel\n",
        11,
        1,
        "invalid character U+00A0, which looks like a space",
    ),
    "quote on lines": (
        TITLE,
        '      title: "a\n  b"\n',
        12,
        3,
        "line inside quotes is not indented",
    ),
}

SLIPS = {**KEYS, **VALUES, **LAYOUT}


@pytest.mark.parametrize("name", SLIPS)
def test_one_slip_is_one_finding(name: str) -> None:
    old, new, line, column, message = SLIPS[name]
    ((found_line, found_column, said),) = locations(load(broken((old, new))))
    assert (found_line, found_column) == (line, column)
    assert said.startswith(message)


@pytest.mark.parametrize("name", SLIPS)
def test_the_line_ends_make_no_difference(name: str) -> None:
    old, new, line, column, message = SLIPS[name]
    text = broken((old, new)).replace("\n", "\r\n")
    ((found_line, found_column, said),) = locations(load(text))
    assert (found_line, found_column) == (line, column)
    assert said.startswith(message)


@pytest.mark.parametrize("name", SLIPS)
def test_nor_what_stands_above_and_below(name: str) -> None:
    """Comments and odd characters move a place, and change nothing else."""
    old, new, line, column, message = SLIPS[name]
    text = "# \U0001f600 \u00e9\n\n" + broken((old, new)) + "\n# end\n"
    ((found_line, found_column, said),) = locations(load(text))
    if "first section" not in name:
        assert (found_line, found_column) == (line + 2, column)
    assert said.startswith(message)


@pytest.mark.parametrize("name", SLIPS)
def test_all_say_what_to_do(name: str) -> None:
    old, new, *_ = SLIPS[name]
    (problem,) = load(broken((old, new))).syntax
    assert problem.help
    assert problem.related is None or problem.related_message


def test_the_manifest_itself_is_fine() -> None:
    assert not load(MANIFEST).syntax
    assert not load(MANIFEST.replace("\n", "\r\n")).syntax
