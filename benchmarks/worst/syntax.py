"""Cases for the YAML reader and the search for syntax errors."""

from __future__ import annotations

from worst.case import HEAD, Case, manifest, modules, repeat

_BROKEN = "x: ]\n"

CASES: tuple[Case, ...] = (
    manifest(
        "tab-after-dashes",
        "a tab after many dashes: the pattern backtracked exponentially",
        lambda n: HEAD + "a: ]\nb:\n  " + "-  " * n + "\tx\n",
        3000,
    ),
    manifest(
        "dashes-before-quote",
        "`- - - …` on one line: the pattern for opening quotes was quadratic",
        lambda n: HEAD + "b: " + "- " * n + "x\nc: ]\n",
        10_000,
    ),
    manifest(
        "colons-and-tags",
        "`!a: !a: …`: each colon may end a key, followed by any number of tags",
        lambda n: "!a: " * n + "]\n",
        5000,
    ),
    manifest(
        "tabs-before-colon",
        "a run of tabs that every start could match",
        lambda n: HEAD + "a: ]\n-" + "\t" * n + "x: y\n",
        20_000,
    ),
    manifest(
        "tabbed-comments",
        "tabs before a comment, and a block header in each comment",
        lambda n: HEAD + "a: ]\nb: x" + " | #\t" * n + "\n",
        5000,
    ),
    manifest(
        "blank-lines-and-tab",
        "a block scalar, blank lines, and a tab",
        lambda n: HEAD + "a: ]\nb: |\n" + "\n" * n + "\tx\n",
        20_000,
    ),
    manifest(
        "many-sections-with-errors",
        "each section has an error, and each is searched for separately",
        lambda n: HEAD + repeat(n, "s%d: ]\n"),
        5000,
    ),
    manifest(
        "one-error-after-comments",
        "comment lines above an error are walked upwards",
        lambda n: HEAD + repeat(n, "# note %d\n") + _BROKEN,
        10_000,
    ),
    manifest(
        "lines-without-colon",
        "lines that continue a value: the search for their parent walks upwards",
        lambda n: HEAD + "a:\n" + repeat(n, "   word %d\n") + "  b: c: d\n" + _BROKEN,
        10_000,
    ),
    manifest(
        "unclosed-quote",
        "an unclosed quote at the start: the parser reads to the end of the file",
        lambda n: 'app:\n  name: "Hello\n' + repeat(n, "  key%d: value\n"),
        8000,
    ),
    manifest(
        "unclosed-bracket",
        "an unclosed bracket at the start",
        lambda n: "app: [\n" + repeat(n, "  key%d: value\n"),
        8000,
    ),
    manifest(
        "closed-quotes-before-error",
        "every quote before an error may be the unclosed one",
        lambda n: HEAD + repeat(n, 'a%d: "x\n  y"\n') + _BROKEN,
        5000,
    ),
    manifest(
        "flow-quotes-on-one-line",
        "all quotes of one long line before an error",
        lambda n: HEAD + "a: [" + "'b', " * n + "'b'\n" + _BROKEN,
        10_000,
    ),
    manifest(
        "deep-flow",
        "nesting far beyond the limit",
        lambda n: "a: " + "[" * n + "\n",
        50_000,
    ),
    manifest(
        "many-anchors",
        "an anchor and an alias of each value",
        lambda n: HEAD + "x:\n" + repeat(n, "  - &a%d {k: v}\n  - *a%d\n"),
        3000,
    ),
    manifest(
        "undefined-aliases",
        "an alias without an anchor on each line",
        lambda n: HEAD + "x:\n" + repeat(n, "  - *a%d\n"),
        5000,
    ),
    manifest(
        "merge-conflicts",
        "unresolved merge conflicts",
        lambda n: HEAD + repeat(n, "<<<<<<< a\nk%d: 1\n=======\nk%d: 2\n>>>>>>> b\n"),
        3000,
    ),
    manifest(
        "duplicate-keys",
        "one key many times: each is reported with the first one",
        lambda n: HEAD + "x:\n" + repeat(n, "  same: %d\n"),
        5000,
    ),
    manifest(
        "unusual-keys",
        "keys that are not strings are compared by their meaning",
        lambda n: HEAD + "x:\n" + repeat(n, "  ? [%d]\n  : 1\n"),
        3000,
    ),
    manifest(
        "control-characters",
        "characters that must be replaced before the text is parsed",
        lambda n: HEAD + "x:\n" + repeat(n, "  - a\x01b\x85c\u2028d%d\n"),
        5000,
    ),
    manifest(
        "lines-of-tabs",
        "a line of only tabs after each empty value",
        lambda n: HEAD + "x:\n" + repeat(n, "  k%d:\n  \t\n"),
        5000,
    ),
    manifest(
        "one-long-line",
        "a manifest on one line in flow style",
        lambda n: "{modules: {function: [" + repeat(n, "{key: f%d, handler: a.b}, ") + "]}}\n",
        1900,
    ),
    manifest(
        "many-documents",
        "a second document at each line",
        lambda n: HEAD + "---\na: 1\n" * n,
        5000,
    ),
    manifest(
        "multiline-flow",
        "flow collections over several lines are checked line by line",
        lambda n: modules("function", repeat(n, "    - {\n      key: f%d,\n      handler: a.b}\n")),
        2000,
    ),
)
