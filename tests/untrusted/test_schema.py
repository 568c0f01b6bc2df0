"""Schemas that would take for ever, and patterns that can match a text in many ways."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from forgecfg.api import CheckOptions, FileReport, check_text
from forgecfg.schema.official.budget import Budget, TooComplexError
from forgecfg.schema.official.load import load
from forgecfg.schema.official.pattern import compile_pattern

from .conftest import MANIFEST, Forgecfg

LONG = "a" * 60 + "!"
TEXT = MANIFEST.replace("on-issue", LONG)
DOUBLING = {
    "definitions": {
        **{
            f"d{number}": {"anyOf": [{"$ref": f"#/definitions/d{number + 1}"}] * 2}
            for number in range(40)
        },
        "d40": {"type": "null"},
    },
    "properties": {"app": {"$ref": "#/definitions/d0"}},
}


def of_key(schema: object) -> dict[str, Any]:
    """A schema that says something of the key of a trigger."""
    trigger = {"properties": {"key": schema}}
    modules = {"properties": {"trigger": {"items": trigger}}}
    return {"properties": {"modules": modules}}


def checked(folder: Path, schema: object, text: str = TEXT) -> FileReport:
    file = folder / "schema.json"
    file.write_text(json.dumps(schema), encoding="utf-8")
    load.cache_clear()
    return check_text(text, options=CheckOptions(forge_schema=load(file)))


CATASTROPHIC = [
    "^(a+)+$",
    "^(a|a)+$",
    "^(a|aa)+$",
    "^(a*)*$",
    "(.*a){20}$",
    "^" + "a*" * 12 + "b$",
    "^(?!(a+)+$)(a+)+$",
    "a*a*a*a*a*a*a*a*b",
    "^((a{1,20}){1,20}){1,20}$",
    "(x?){4000000000}$",
]


@pytest.mark.parametrize(
    ("pattern", "keyword"),
    [
        *((pattern, "pattern") for pattern in CATASTROPHIC),
        ("^(a+)+$", "patternProperties"),
        ("^(a+)+$", "additionalProperties"),
    ],
)
def test_a_catastrophic_pattern(
    forgecfg: Forgecfg, repository: Path, pattern: str, keyword: str
) -> None:
    if keyword == "pattern":
        schema = of_key({"pattern": pattern})
    else:
        trigger: dict[str, object] = {keyword: {pattern: {}}}
        if keyword == "additionalProperties":
            trigger = {"patternProperties": {pattern: {}}, keyword: False}
        schema = {"properties": {"modules": trigger}}
    (repository / "schema.json").write_text(json.dumps(schema), encoding="utf-8")
    (repository / "forgecfg.toml").write_text('forge-schema = "schema.json"\n', encoding="utf-8")
    text = TEXT + f"  {LONG}: []\n"
    (repository / "manifest.yml").write_text(text, encoding="utf-8")
    run = forgecfg("check", "--format", "concise")
    assert run.code == 1
    assert "internal-error" not in run.out


@pytest.mark.parametrize("choice", ["anyOf", "oneOf", "allOf"])
def test_choices_that_double(forgecfg: Forgecfg, repository: Path, choice: str) -> None:
    text = json.dumps(DOUBLING).replace("anyOf", choice)
    (repository / "schema.json").write_text(text, encoding="utf-8")
    (repository / "forgecfg.toml").write_text('forge-schema = "schema.json"\n', encoding="utf-8")
    run = forgecfg("check", "--format", "concise")
    assert run.code == 0
    assert "schema.json needs too many steps for some files; they were not checked" in run.err


def test_unknown_properties_are_looked_up_once(tmp_path: Path) -> None:
    schema = json.loads(json.dumps(DOUBLING))
    schema["properties"] = {"modules": {"properties": {"trigger": {"$ref": "#/definitions/d0"}}}}
    schema["definitions"]["d40"] = {}
    report = checked(tmp_path, schema, TEXT.replace("function: main", "functoin: main"))
    assert "unknown-property" in {finding.name for finding in report.findings}


@pytest.mark.parametrize("value", ["5", "1.5", "text", "true", "null", "[a]", "{a: b}"])
def test_two_branches_that_fit(tmp_path: Path, value: str) -> None:
    schema = of_key({"oneOf": [{}, {"required": ["a"]}, {"maximum": 9}]})
    report = checked(tmp_path, schema, MANIFEST.replace("key: on-issue", f"key: {value}"))
    assert "internal-error" not in {finding.name for finding in report.findings}


def test_many_unique_items(tmp_path: Path) -> None:
    schema = {"properties": {"modules": {"properties": {"trigger": {"uniqueItems": True}}}}}
    items = "".join(f"    - {{key: k{number}}}\n" for number in range(6000))
    report = checked(tmp_path, schema, MANIFEST.replace("  function:\n", items + "  function:\n"))
    assert any("too many steps" in note for note in report.notes)


def test_a_pattern_that_cannot_be_matched_is_skipped_and_reported(tmp_path: Path) -> None:
    report = checked(tmp_path, of_key({"pattern": r"^(a)\1$"}))
    path = tmp_path / "schema.json"
    assert report.notes == (f"skipped 1 pattern of {path}: no safe way to match",)
    alone = {"patternProperties": {r"^(a)\1$": {"type": "null"}}, "additionalProperties": False}
    report = checked(tmp_path, {"properties": {"app": alone}})
    assert "unknown-property" not in {finding.name for finding in report.findings}


def found(pattern: str, text: str) -> bool:
    matcher = compile_pattern(pattern)
    assert matcher is not None, pattern
    return matcher(text, Budget())


_ATOMS = st.sampled_from(
    ["a", "b", "ab", ".", "[ab]", "[^a]", r"\d", r"\w", r"\s", "^", "$", r"\b", r"\B", r"\."]
)
_PATTERNS = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "*?", "{2}", "{1,3}", "{2,}"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
        inner.map(lambda one: f"({one})"),
        inner.map(lambda one: f"(?={one})"),
        inner.map(lambda one: f"(?!{one})"),
    ),
    max_leaves=6,
)


@given(_PATTERNS, st.text("ab1. ", max_size=8))
def test_patterns_match_as_in_python(pattern: str, text: str) -> None:
    # There it matches in JavaScript, and in Python from 3.14 on.
    assume(text or r"\B" not in pattern)
    assert found(pattern, text) == (re.search(pattern, text) is not None)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"\B", "", True),
        ("^[a-z]+$", "abc", True),
        ("^[a-z]+$", "abc\n", False),
        ("^(?:[a-z]+)+$", "abc\n", False),
        ("^((?![;|}]).)*$", "ab;", False),
        ("^((?![;|}]).)*$", "ab", True),
        ("^(?!-)[a-z.-]*(?<![.])$", "a.", False),
        ("^(?!-)[a-z.-]*(?<![.])$", "a.b", True),
        ("(?<=ab)c", "abc", True),
        ("(?<!b)c", "abc", False),
        ("[^a]", "", False),
        ("", "", True),
    ],
)
def test_a_pattern(pattern: str, text: str, expected: bool) -> None:
    assert found(pattern, text) is expected


@pytest.mark.parametrize(
    "pattern", [r"(a)\1", "(?i)a", "(?<=a+)b", "(?>a)", "a" * 6000, "(" * 500 + ")" * 500, "(["]
)
def test_patterns_that_are_not_supported(pattern: str) -> None:
    assert compile_pattern(pattern) is None


def test_a_text_that_no_manifest_has() -> None:
    matcher = compile_pattern("(a+)+b")
    assert matcher is not None
    with pytest.raises(TooComplexError):
        matcher("a" * 300_000, Budget())


def test_a_schema_of_very_many_parts(forgecfg: Forgecfg, repository: Path) -> None:
    parts = "{}," * 1_500_000
    text = '{"properties": {"app": {"anyOf": [' + parts + "{}]}}}"
    (repository / "schema.json").write_text(text, encoding="utf-8")
    run = forgecfg("check", "--forge-schema", "schema.json")
    says = "forgecfg: invalid schema schema.json: more than 100,000 schemas in one file\n"
    assert (run.code, run.err) == (2, says)
