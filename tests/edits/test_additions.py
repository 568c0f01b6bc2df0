"""What is added stands where a person would put it, and nothing else changes: form by form."""

from __future__ import annotations

import pytest

from forgecfg.document.changes import Data
from forgecfg.document.document import load
from forgecfg.document.positions import YamlPath
from forgecfg.edits.apply import apply_edits
from forgecfg.edits.ensure import ensure, ensure_all
from forgecfg.edits.insert import append_items, set_keys
from forgecfg.edits.plan import checked
from forgecfg.edits.verify import keeps_lines

NEW: Data = {"key": "b", "remote": "r"}

# name, text before, text after appending NEW to the list `e`
LISTS = (
    ("indented", "e:\n  - key: a\nm: 1\n", "e:\n  - key: a\n  - key: b\n    remote: r\nm: 1\n"),
    ("flush", "e:\n- key: a\nm: 1\n", "e:\n- key: a\n- key: b\n  remote: r\nm: 1\n"),
    ("three", "e:\n   - key: a\n", "e:\n   - key: a\n   - key: b\n     remote: r\n"),
    ("wide dash", "e:\n  -   key: a\n", "e:\n  -   key: a\n  -   key: b\n      remote: r\n"),
    ("CRLF", "e:\r\n  - key: a\r\n", "e:\r\n  - key: a\r\n  - key: b\r\n    remote: r\r\n"),
    ("no final newline", "e:\n  - key: a", "e:\n  - key: a\n  - key: b\n    remote: r"),
    ("CRLF, none at the end", "e:\r\n  - 1", "e:\r\n  - 1\r\n  - key: b\r\n    remote: r"),
    (
        "blank lines between items",
        "e:\n  - key: a\n\n  - key: c\n\nm: 1\n",
        "e:\n  - key: a\n\n  - key: c\n\n  - key: b\n    remote: r\n\nm: 1\n",
    ),
    (
        "comments of the item and the list before, others after",
        "e:\n  - key: a # t\n    # mine\n  # ours\n\n  # far\nm: 1\n",
        "e:\n  - key: a # t\n    # mine\n  # ours\n  - key: b\n    remote: r\n\n  # far\nm: 1\n",
    ),
    (
        "a dedented comment comes after",
        "e:\n  - key: a\n # odd\nm: 1\n",
        "e:\n  - key: a\n  - key: b\n    remote: r\n # odd\nm: 1\n",
    ),
    (
        "a comment over the next section comes after a flush list",
        "e:\n- key: a\n# on m\nm: 1\n",
        "e:\n- key: a\n- key: b\n  remote: r\n# on m\nm: 1\n",
    ),
    (
        "commented-out YAML at the end",
        "e:\n  - key: a\n\n#  - key: old\n#    remote: r\nm: 1\n",
        "e:\n  - key: a\n  - key: b\n    remote: r\n\n#  - key: old\n#    remote: r\nm: 1\n",
    ),
    (
        "block scalar last",
        "e:\n  - key: |\n      x\n\nm: 1\n",
        "e:\n  - key: |\n      x\n  - key: b\n    remote: r\n\nm: 1\n",
    ),
    (
        "block scalar with kept blank lines last",
        "e:\n  - key: |+\n      x\n\n\nm: 1\n",
        "e:\n  - key: |+\n      x\n\n\n  - key: b\n    remote: r\nm: 1\n",
    ),
    (
        "kept blank lines last, blank lines between items",
        "e:\n\n  - 1\n\n  - |+\n    x\n\nm: 1\n",
        "e:\n\n  - 1\n\n  - |+\n    x\n\n  - key: b\n    remote: r\nm: 1\n",
    ),
    (
        "block scalar at the end of a file without final newline",
        "e:\n  - key: |\n      x",
        "e:\n  - key: |\n      x\n  - key: b\n    remote: r",
    ),
    (
        "block scalar with a line of spaces last",
        "e:\n  - key: |\n      x\n         \n\nm: 1\n",
        "e:\n  - key: |\n      x\n         \n  - key: b\n    remote: r\n\nm: 1\n",
    ),
    (
        "a lone item, in a file that sets items apart",
        "f:\n  - key: x\n\n  - key: y\ne:\n  - key: a\n",
        "f:\n  - key: x\n\n  - key: y\ne:\n  - key: a\n\n  - key: b\n    remote: r\n",
    ),
    (
        "a lone item, in a file that does so in one list of two",
        "f:\n  - key: x\n\n  - key: y\ng:\n  - key: v\n  - key: w\ne:\n  - key: a\n",
        "f:\n  - key: x\n\n  - key: y\ng:\n  - key: v\n  - key: w\ne:\n  - key: a\n"
        "  - key: b\n    remote: r\n",
    ),
    (
        "a lone scalar item is no mapping",
        "f:\n  - key: x\n\n  - key: y\ne:\n  - a\n",
        "f:\n  - key: x\n\n  - key: y\ne:\n  - a\n  - key: b\n    remote: r\n",
    ),
    ("dash alone", "e:\n  -\n    key: a\n", "e:\n  -\n    key: a\n  - key: b\n    remote: r\n"),
    ("dash, comment", "e:\n- # c\n  key: a\n", "e:\n- # c\n  key: a\n- key: b\n  remote: r\n"),
    ("nested lists", "e:\n  - - a\n    - c\n", "e:\n  - - a\n    - c\n  - key: b\n    remote: r\n"),
    ("last item empty", "e:\n  - a\n  -\n", "e:\n  - a\n  -\n  - key: b\n    remote: r\n"),
    ("tab after the colon", "e:\t# c\n  - 1\n", "e:\t# c\n  - 1\n  - key: b\n    remote: r\n"),
    ("document head and end", "---\ne:\n- 1\n...\n", "---\ne:\n- 1\n- key: b\n  remote: r\n...\n"),
    ("non-ASCII", "e:\n  - ключ: ü # é\n", "e:\n  - ключ: ü # é\n  - key: b\n    remote: r\n"),
    (
        "very long line",
        f"e:\n  - key: {'x' * 3000}\n",
        f"e:\n  - key: {'x' * 3000}\n  - key: b\n    remote: r\n",
    ),
    ("quoted key", '"e":\n  - key: a\n', '"e":\n  - key: a\n  - key: b\n    remote: r\n'),
    (
        "quotes of the same key",
        "e:\n  - key: 'a'\n    remote: r\n",
        "e:\n  - key: 'a'\n    remote: r\n  - key: 'b'\n    remote: r\n",
    ),
    (
        "an unused anchor on the list, a used one beside it",
        "x: &x 1\ny: *x\ne: &e\n  - key: a\n",
        "x: &x 1\ny: *x\ne: &e\n  - key: a\n  - key: b\n    remote: r\n",
    ),
    ("an alias as item", "x: &x 1\ne:\n- *x\n", "x: &x 1\ne:\n- *x\n- key: b\n  remote: r\n"),
    ("flow", "e: [{key: a}]\n", "e: [{key: a}, {key: b, remote: r}]\n"),
    ("padded flow", "e: [ { key: a } ]\n", "e: [ { key: a }, { key: b, remote: r } ]\n"),
    ("JSON", '{"e": [{"key": "a"}]}\n', '{"e": [{"key": "a"}, {"key": "b", "remote": "r"}]}\n'),
    ("trailing comma", "e: [{key: a}, ] # c\n", "e: [{key: a}, {key: b, remote: r}, ] # c\n"),
    ("a pair without braces", "e: [key: a]\n", "e: [key: a, {key: b, remote: r}]\n"),
    (
        "flow over lines",
        "e: [\n  {key: a} # c\n]\n",
        "e: [\n  {key: a}, # c\n  {key: b, remote: r}\n]\n",
    ),
    (
        "flow over lines, trailing comma",
        "e: [\n  {key: a}, # c\n  # end\n]\n",
        "e: [\n  {key: a}, # c\n  {key: b, remote: r},\n  # end\n]\n",
    ),
    (
        "flow over lines, closed on the last one",
        "e: [\n  {key: a},\n  {key: c}]\n",
        "e: [\n  {key: a},\n  {key: c},\n  {key: b, remote: r}]\n",
    ),
    (
        "flow over lines, several on one",
        "e: [{key: a},\n    {key: c}, {key: d}] # x\n",
        "e: [{key: a},\n    {key: c}, {key: d}, {key: b, remote: r}] # x\n",
    ),
    (
        "JSON over lines, CRLF",
        '{\r\n  "e": [\r\n    {\r\n      "key": "a"\r\n    }\r\n  ]\r\n}\r\n',
        '{\r\n  "e": [\r\n    {\r\n      "key": "a"\r\n    },\r\n    {\r\n      "key": "b",\r\n'
        '      "remote": "r"\r\n    }\r\n  ]\r\n}\r\n',
    ),
    ("empty", "e:\nm: 1\n", "e:\n  - key: b\n    remote: r\nm: 1\n"),
    ("empty at the end", "m: 1\ne:", "m: 1\ne:\n  - key: b\n    remote: r"),
    ("empty, flush file", "m:\n- 1\ne:\n", "m:\n- 1\ne:\n- key: b\n  remote: r\n"),
    ("empty, wide file", "m:\n    n: 1\ne:\n", "m:\n    n: 1\ne:\n    - key: b\n      remote: r\n"),
    (
        "empty but for comments",
        "e: # none\n  # - key: old\n\nm: 1\n",
        "e: # none\n  # - key: old\n  - key: b\n    remote: r\n\nm: 1\n",
    ),
    ("null", "e: ~ # c\nm: 1\n", "e: # c\n  - key: b\n    remote: r\nm: 1\n"),
    ("null in words", "e:\tnull\nm: 1\n", "e:\n  - key: b\n    remote: r\nm: 1\n"),
    ("[]", "e: [] # c\nm: 1\n", "e: # c\n  - key: b\n    remote: r\nm: 1\n"),
    ("[] over lines", "e: [\n  ]\nm: 1\n", "e:\n  - key: b\n    remote: r\nm: 1\n"),
    ("[] with a comment", "e: [ # c\n  ]\n", "e: [{key: b, remote: r} # c\n  ]\n"),
    ("[] on the next line", "e:\n  [] # c\nm: 1\n", "e:\n  - key: b # c\n    remote: r\nm: 1\n"),
    ("{}", "e: {}\nm: 1\n", "e:\n  - key: b\n    remote: r\nm: 1\n"),
    ("an anchor", "e: &x # c\nm: 1\n", "e: &x # c\n  - key: b\n    remote: r\nm: 1\n"),
    ("an anchor and null", "e: &x ~\nm: 1\n", "e: &x\n  - key: b\n    remote: r\nm: 1\n"),
    ("[] in flow", "{e: [], m: 1}\n", "{e: [{key: b, remote: r}], m: 1}\n"),
    ("empty in flow", "{e: , m: 1}\n", "{e: [{key: b, remote: r}] , m: 1}\n"),
    ("bare key in flow", "{m: 1, e}\n", "{m: 1, e: [{key: b, remote: r}]}\n"),
)  # fmt: skip

WHOLE_LINES = {name for name, before, _ in LISTS[: [row[0] for row in LISTS].index("flow")]}


@pytest.mark.parametrize(("name", "before", "after"), LISTS, ids=[row[0] for row in LISTS])
def test_an_item_is_appended(name: str, before: str, after: str) -> None:
    document = load(before)
    plan = append_items(document, ("e",), [NEW])
    assert apply_edits(before, plan.edits) == after
    assert checked(document, plan).text == after
    starts = [edit.span.start for edit in plan.edits]
    assert len(set(starts)) == len(starts), "their order would be anybody's guess"
    assert name not in WHOLE_LINES or keeps_lines(before, after)


def test_several_items_are_appended_in_their_order() -> None:
    before = "s:\n  - a\n\n  - b\n"
    plan = append_items(load(before), ("s",), ["z", "c"])
    assert len(plan.edits) == 1
    assert apply_edits(before, plan.edits) == "s:\n  - a\n\n  - b\n\n  - z\n\n  - c\n"


# text before, path, data to ensure, text after
SECTIONS: tuple[tuple[str, YamlPath, Data, str], ...] = (
    # `endpoint` goes to the end of `modules`
    (
        "modules:\n  macro:\n    - key: m\n  # more\n\napp:\n  id: x\n",
        ("modules", "endpoint"),
        [{"key": "e"}],
        "modules:\n  macro:\n    - key: m\n  # more\n  endpoint:\n    - key: e\n\napp:\n  id: x\n",
    ),
    # `remotes` above `permissions`, apart as the sections are; the comment stays with its section
    (
        "modules:\n  a: 1\n\n# perms\npermissions:\n  scopes: []\n",
        ("remotes",),
        [{"key": "r"}],
        "modules:\n  a: 1\n\nremotes:\n  - key: r\n\n# perms\npermissions:\n  scopes: []\n",
    ),
    (
        "modules:\n  a: 1\n# perms\npermissions:\n  scopes: []\n",
        ("remotes",),
        [1],
        "modules:\n  a: 1\nremotes:\n  - 1\n# perms\npermissions:\n  scopes: []\n",
    ),
    # but not to the top of the file
    (
        "permissions:\n  a: 1\nb: 1\n",
        ("remotes",),
        [1],
        "permissions:\n  a: 1\nb: 1\nremotes:\n  - 1\n",
    ),
    # other sections at the end, whole paths at once
    (
        "a:\n- 1\n\nb: 1\n\n\n# the end\n",
        ("permissions", "external", "fetch"),
        {"backend": [{"remote": "r"}], "client": []},
        "a:\n- 1\n\nb: 1\n\npermissions:\n  external:\n    fetch:\n      backend:\n"
        "      - remote: r\n      client: []\n\n\n# the end\n",
    ),
    # a list's own habits count more than the file's
    (
        "a:\n  l:\n  - 1\n  m:\n    - 1\n    - - 1\nb:\n  l:\n    - 1\n",
        ("b", "m"),
        [1],
        "a:\n  l:\n  - 1\n  m:\n    - 1\n    - - 1\nb:\n  l:\n    - 1\n  m:\n    - 1\n",
    ),
    # scopes as map
    (
        "permissions:\n  scopes:\n    read:a: {}\n",
        ("permissions", "scopes"),
        {"read:a": {}, "read:b": {}},
        "permissions:\n  scopes:\n    read:a: {}\n    read:b: {}\n",
    ),
    # scopes as list: only what lacks, quoted where the neighbours are
    (
        'permissions:\n  scopes: ["read:a"]\n',
        ("permissions", "scopes"),
        ["read:a", "read:b"],
        'permissions:\n  scopes: ["read:a", "read:b"]\n',
    ),
    (
        "permissions:\n  scopes:\n    - 'read:a'\n    - 'read:c'\n",
        ("permissions", "scopes"),
        ["read:b"],
        "permissions:\n  scopes:\n    - 'read:a'\n    - 'read:c'\n    - 'read:b'\n",
    ),
    # a key in an item, among the item's own
    (
        "e:\n  - key: a\n    remote: r\n\n  - key: b\n",
        ("e", 0, "route"),
        {"path": "/x"},
        "e:\n  - key: a\n    remote: r\n    route:\n      path: /x\n\n  - key: b\n",
    ),
    # the neighbours in the list count more than those in others
    ("a:\n  - x\n  - y\nb:\n  - 'z'\n", ("b",), ["c"], "a:\n  - x\n  - y\nb:\n  - 'z'\n  - 'c'\n"),
    ("a: ['x', 'y', 'z']\nb: [w]\n", ("b",), ["c"], "a: ['x', 'y', 'z']\nb: [w, c]\n"),
    # quotes that were needed are no habit
    ("a:\n  - 'x: y'\n", ("a",), ["b"], "a:\n  - 'x: y'\n  - b\n"),
    ("a:\n  - 'x: y'\n", ("a",), ["@b"], "a:\n  - 'x: y'\n  - '@b'\n"),
    # flow roots and mappings
    ("{modules: {a: 1}}\n", ("modules", "b"), {"c": [1]}, "{modules: {a: 1, b: {c: [1]}}}\n"),
    ("{\n  a: 1\n}\n", ("remotes",), [{"k": 1}], "{\n  a: 1,\n  remotes: [{k: 1}]\n}\n"),
    # JSON: as many lines as its other lists and mappings take
    (
        '{\n  "m": {\n    "a": [\n      {\n        "k": "x"\n      }\n    ]\n  }\n}\n',
        ("m", "e"),
        [{"k": "y", "o": ["c"]}, {"k": "z"}],
        '{\n  "m": {\n    "a": [\n      {\n        "k": "x"\n      }\n    ],\n    "e": [\n      {\n'
        '        "k": "y",\n        "o": ["c"]\n      },\n      {\n        "k": "z"\n      }\n'
        "    ]\n  }\n}\n",
    ),
    (
        "m: {\n  a: [\n    {k: x}\n  ] # c\n}\n",
        ("m", "e"),
        [{"k": "y"}, {"k": "z"}],
        "m: {\n  a: [\n    {k: x}\n  ], # c\n  e: [\n    {k: y},\n    {k: z}\n  ]\n}\n",
    ),
    (
        "{\n  a: {\n    b: 1\n  },\n}\n",
        ("permissions", "scopes"),
        ["x"],
        "{\n  a: {\n    b: 1\n  },\n  permissions: {\n    scopes: [x]\n  },\n}\n",
    ),
    ("modules: {}\n", ("modules", "b"), [1], "modules:\n  b:\n    - 1\n"),
    # files without content
    ("", ("remotes",), ["x"], "remotes:\n  - x\n"),
    ("# only this", ("remotes",), ["x"], "# only this\nremotes:\n  - x"),
    ("---\n# c\n", ("remotes",), ["x"], "---\n# c\nremotes:\n  - x\n"),
    ("{}\n", ("remotes",), ["x"], "remotes:\n  - x\n"),
)  # fmt: skip


@pytest.mark.parametrize(("before", "path", "data", "after"), SECTIONS)
def test_sections_are_made_on_the_way(before: str, path: YamlPath, data: Data, after: str) -> None:
    document = load(before)
    plan = ensure(document, path, data)
    assert apply_edits(before, plan.edits) == after
    assert checked(document, plan).text == after
    assert not ensure(load(after), path, data).edits, "a second time changes something"


def test_several_sections_at_one_place_in_one_plan() -> None:
    before = "modules:\n  macro:\n    - key: m\npermissions:\n  scopes:\n    - read:a\n"
    plan = ensure_all(
        load(before),
        (
            (("modules", "endpoint"), [{"key": "e"}]),
            (("modules", "endpoint"), [{"key": "f"}]),
            (("modules", "endpoint", 0, "route"), {"path": "/x"}),
            (("remotes",), [{"key": "r"}]),
            (("permissions", "scopes"), ["read:b"]),
            (("permissions", "scopes"), ["read:c"]),
        ),
    )
    assert apply_edits(before, plan.edits) == (
        "modules:\n  macro:\n    - key: m\n  endpoint:\n    - key: e\n      route:\n"
        "        path: /x\n    - key: f\nremotes:\n  - key: r\npermissions:\n  scopes:\n"
        "    - read:a\n    - read:b\n    - read:c\n"
    )
    starts = [edit.span.start for edit in plan.edits]
    assert len(set(starts)) == len(starts) == 2


def test_new_keys_keep_their_order() -> None:
    before = "a:\n  b: 1\n"
    plan = set_keys(load(before), ("a",), {"d": None, "c": {"e": True}})
    assert apply_edits(before, plan.edits) == "a:\n  b: 1\n  d: null\n  c:\n    e: true\n"
