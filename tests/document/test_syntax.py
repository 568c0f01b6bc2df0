"""Slips that people make: each is one finding, where it is to be mended, in plain words."""

from __future__ import annotations

import pytest

from forgecfg.document.document import load

from .manifest import MANIFEST, broken, locations

# Each slip: the change, the place of the one finding, and how its message starts.
TITLE = "      title: Panel\n"
Slip = tuple[str, str, int, int, str]

KEYS: dict[str, Slip] = {
    "no colon": ("title: Hello", "title Hello", 4, 7, "a key without `:`"),
    "no colon, block below": ("resolver:\n        end", "resolver\n        end", 7, 7, "a key wi"),
    "no colon, list below": ("  macro:\n", "  macro\n", 2, 3, "a key without `:`"),
    "no colon, plain list below": ("  scopes:\n", "  scopes\n", 45, 3, "a key without `:`"),
    "no colon, section": ("remotes:\n", "remotes\n", 31, 1, "a key without `:`"),
    "no colon, last line": ("memoryMB: 256", "memoryMB 256", 57, 5, "a key without `:`"),
    "no colon, first of an item": ("- key: panel", "- key panel", 10, 7, "a key without `:`"),
    "no colon, quoted value": ("title: Hello", 'title "Hello"', 4, 7, "a key without `:`"),
    "no colon, brackets": ("operations:\n", "operations []\n", 34, 5, "a key without `:`"),
    "no space": ("title: Hello", "title:Hello", 4, 12, "a space is missing after the `:`"),
    "no space, first of an item": ("- key: panel", "- key:panel", 10, 10, "a space is missing"),
    "no space, a comma behind": ("- key: panel", "- key:a, b", 10, 10, "a space is missing"),
    "no space, first of a block": ("  id: ari", "  id:ari", 54, 5, "a space is missing"),
    "no space, last line": ("memoryMB: 256", "memoryMB:256", 57, 13, "a space is missing"),
    "equals": ("interval: day", "interval=day", 30, 15, "`=` stands where a `:` belongs"),
    "second colon": ("title: Hello", "title: Hello: you", 4, 19, "a second `: ` on one line"),
    "typographic quotes": ("title: Hello", "title: \u201cHello: you\u201d", 4, 20, "a second `: `"),
    "wide colon": ("title: Hello", "title\uff1a Hello", 4, 12, "U+FF1A looks like a colon"),
    "stray word": ("      resource", "      oops\n      resource", 6, 7, "a key without `:`"),
    "stray word between sections": ("resources:\n", "oops\nresources:\n", 39, 1, "a key with"),
    "text that goes on": ("hello to the", "hello\n      to the", 6, 7, "a key without `:`"),
    "other comment": ("remotes:\n", "// remotes\nremotes:\n", 31, 1, "this is no YAML comment"),
    "key of odd sign": ("title: Hello", "@title: Hello", 4, 7, "a key cannot start with `@`"),
    "key of percent": ("remotes:\n", "%remotes:\n", 31, 1, "a line cannot start with `%`"),
    "key in half a quote": ("  id: ari", '  "id: ari', 54, 3, "the quote is not closed"),
    "long key": ("title: Hello", "t" * 1025 + ": Hello", 4, 7, "a key of more than 1024"),
}

VALUES: dict[str, Slip] = {
    "half a quote": ("title: Hello", 'title: "Hello', 4, 14, "the quote is not closed"),
    "half an apostrophe": ("title: Hello", "title: 'Hello", 4, 14, "the quote is not closed"),
    "half a quote in a list": (', "https://b.example.com"]', ', "https://b]', 52, 41, "the quote"),
    "quotes in quotes": ("title: Hello", 'title: "a "b" c"', 4, 18, "text after the closing quote"),
    "apostrophe in quotes": (
        "title: Hello",
        "title: 'it's'",
        4,
        18,
        "text after the closing quote",
    ),
    "trailing comma": (
        "title: Hello",
        '"title": "Hello",',
        4,
        23,
        "a `,` after the end of a value",
    ),
    "open list": ('b.example.com"]', 'b.example.com"', 52, 15, "the list opened with `[`"),
    "open list, item below": ("- key: panel", "- key: [panel", 10, 12, "the list opened with `[`"),
    "open mapping": ("path: /hello", "path: {a: b", 23, 15, "the mapping opened with `{`"),
    "open list on lines": (
        'client: ["https://a.example.com", "https://b.example.com"]',
        'client: [\n        "https://a.example.com",\n        "https://b.example.com"',
        52,
        15,
        "the list opened with `[` is not closed",
    ),
    "wrong bracket": ('b.example.com"]', 'b.example.com"}', 52, 15, "the list opened with `[`"),
    "bracket too many": ('b.example.com"]', 'b.example.com"]]', 52, 65, "`]` closes nothing"),
    "no comma": ('a.example.com", "', 'a.example.com" "', 52, 40, "a `,` is missing in this list"),
    "text behind brackets": (
        "title: Hello",
        "title: [beta] Hello",
        4,
        21,
        "text after the closing `]`",
    ),
    "template": ("title: Hello", "title: {{ name }}/x", 4, 24, "text after the closing `}`"),
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
    "glob": ("title: Hello", "title: *.js", 4, 14, "alias *.js has no anchor"),
    "exclamation": ("title: Hello", "title: !hello!x", 4, 14, "a value that starts with `!`"),
    "greater": ("title: Hello", "title: >= 3", 4, 14, "`>` starts text on the next lines"),
    "bar": ("title: Hello", "title: |hello", 4, 14, "`|` starts text on the next lines"),
    "escape": ("title: Hello", r'title: "C:\hello"', 4, 17, r"`\h` is no escape that YAML knows"),
    "short escape": ("title: Hello", r'title: "\u12"', 4, 15, r"`\u` needs 4 hexadecimal digits"),
    "list behind its key": ("operations:\n", "operations: - a\n", 34, 17, "a list cannot start on"),
    "merge conflict": (
        "      title: Hello\n",
        "<<<<<<< HEAD\n      title: Hello\n=======\n      title: Hi\n>>>>>>> other\n",
        4,
        1,
        "a merge conflict that is not resolved",
    ),
}

LAYOUT: dict[str, Slip] = {
    "key too deep": (TITLE, " " + TITLE, 11, 8, "this line is indented under `key`"),
    "key too shallow": (TITLE, TITLE[1:], 11, 6, "this line does not fit the block around it"),
    "key at its dash": (TITLE, TITLE[2:], 11, 5, "a key among the items of a list"),
    "key left of its dash": (TITLE, TITLE[3:], 11, 4, "this line does not fit the block around it"),
    "block under a value": (
        "/hello\n",
        "/hello\n          a: b\n",
        24,
        11,
        "this line is indented",
    ),
    "block under a quote": (": /hello\n", ": '/x'\n          a: b\n", 24, 11, "this line is inden"),
    "item too shallow": ("      - compute", "     - compute", 36, 6, "this line does not fit"),
    "item at the keys": ("      - compute", "    - compute", 36, 5, "a list item among the keys"),
    "first line of an item": (
        "    - key: panel",
        "     - key: panel",
        10,
        6,
        "this line does not fit",
    ),
    "no space after a dash": (
        "      - compute",
        "      -compute",
        36,
        7,
        "a space is missing after the `-`",
    ),
    "nor after the first": (
        "    - key: panel",
        "    -key: panel",
        10,
        5,
        "a space is missing after the `-`",
    ),
    "nor in a list of text": (
        "    - read:jira",
        "    -read:jira",
        47,
        5,
        "a space is missing after the `-`",
    ),
    "key in a list": (
        "compute\n",
        "compute\n      a: b\n",
        37,
        7,
        "a key among the items of a list",
    ),
    "item among keys": (
        "index.handler\n",
        "index.handler\n      - a: b\n",
        19,
        7,
        "a list item among",
    ),
    "section indented": ("remotes:\n", " remotes:\n", 31, 2, "this line does not fit"),
    "first section indented": (
        "modules:\n",
        "  modules:\n",
        1,
        3,
        "this line is indented, the ones",
    ),
    "type too shallow": ("  function:\n", " function:\n", 16, 2, "this line does not fit"),
    "type too deep": ("  function:\n", "   function:\n", 16, 4, "this line does not fit"),
    "first type too deep": ("  macro:\n", "   macro:\n", 2, 4, "this line does not fit"),
    "tab": (TITLE, "\ttitle: Panel\n", 11, 1, "a tab used as indentation"),
    "tab after spaces": (TITLE, "    \ttitle: Panel\n", 11, 5, "a tab used as indentation"),
    "tab before a block": ("    storage:\n", "\tstorage:\n", 37, 1, "a tab used as indentation"),
    "tab before an item": (
        "    - key: panel",
        "\t- key: panel",
        10,
        1,
        "a tab used as indentation",
    ),
    "odd space": (TITLE, "\u00a0     title: Panel\n", 11, 1, "U+00A0 looks like a space"),
    "quote on lines": (
        TITLE,
        '      title: "a\n  b"\n',
        12,
        3,
        "a line inside quotes is not indented",
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
