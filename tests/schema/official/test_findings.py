"""What the official schema adds to ours: in our words, at exact places, each fault once."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from forgecfg.api import CheckOptions, Finding, check_text
from forgecfg.schema.official.load import ForgeSchema, load

from .conftest import APP, install


@pytest.fixture
def options(tmp_path: Path) -> CheckOptions:
    return CheckOptions(forge_schema=load(install(tmp_path)))


def told(text: str, options: CheckOptions) -> list[tuple[str, int, int, str]]:
    found = check_text(text, options=options).findings
    return [(one.code, one.span.line, one.span.column, one.full_message) for one in found]


def modules(text: str) -> str:
    return APP + "modules:\n" + text


def test_a_module_type_that_is_newer_than_ours(options: CheckOptions) -> None:
    text = modules("  jira:hologram:\n    - key: a\n      function: f\n")
    assert "FC108" in {finding.code for finding in check_text(text).findings}
    codes = {finding.code for finding in check_text(text, options=options).findings}
    assert "FC108" not in codes


@pytest.mark.parametrize(
    ("item", "code", "location", "says"),
    [
        ("resource: r", "FC101", (9, 12), 'missing required property "icon"'),
        ("shape: r", "FC101", (9, 12), 'property "function" or "resource" in'),
        (
            "{resource: r, icon: y}",
            "FC105",
            (11, 13),
            'hologram "a": expected "x"',
        ),
        (
            "{resource: r, icon: x, function: f}",
            "FC107",
            (12, 7),
            '"function" and "icon" cannot',
        ),
        ("{resource: 5, icon: x}", "FC104", (10, 17), "must be a string, not a number"),
        ("{resource: a b, icon: x}", "FC106", (10, 17), "expected a match of the pattern ^"),
    ],
)
def test_a_variant_of_a_module(
    options: CheckOptions, item: str, code: str, location: tuple[int, int], says: str
) -> None:
    inner = item.strip("{}").replace(", ", "\n      ")
    text = modules(f"  jira:hologram:\n    - key: a\n      {inner}\n")
    found = [one for one in check_text(text, options=options).findings if one.code[:3] == "FC1"]
    assert [(one.code, (one.span.line, one.span.column)) for one in found] == [(code, location)]
    assert says in found[0].full_message


def test_values_are_marked_where_they_stand(options: CheckOptions) -> None:
    text = modules("  macro:\n    - key: a\n      title: A\n      resource: m\n      shade: drak\n")
    assert ("FC105", 12, 14) in [one[:3] for one in told(text, options)]
    assert any("did you mean" in one[3] for one in told(text, options))


def test_a_forbidden_property(options: CheckOptions) -> None:
    text = modules("  macro:\n    - key: a\n      title: A\n      unlicensedAccess: [x]\n")
    assert next(one for one in told(text, options) if one[0] == "FC102")[1:3] == (11, 7)


def test_what_both_find_is_told_once(options: CheckOptions) -> None:
    text = modules("  macro:\n    - key: 5\n      title: [A]\n")
    ours = [one[:3] for one in told(text, CheckOptions()) if one[0].startswith("FC1")]
    both = [one[:3] for one in told(text, options) if one[0].startswith("FC1")]
    # The title's own type is among what only the official schema of these tests knows.
    assert len(set(both)) == len(both)
    assert {("FC104", 9, 12), ("FC104", 10, 14)} <= set(ours) <= set(both)


def test_unknown_variables_are_not_judged(options: CheckOptions) -> None:
    text = modules("  macro:\n    - key: a\n      title: A\n      shade: ${SHADE}\n")
    text += "environment:\n  variables: [SHADE]\n"
    assert [one for one in told(text, options) if one[1] == 12] == []


def test_a_report_names_the_schema(options: CheckOptions) -> None:
    assert check_text(APP, options=options).forge_schema == "@forge/manifest 99.1.0"
    assert check_text(APP).forge_schema == ""


def test_a_schema_goes_to_other_processes(options: CheckOptions) -> None:
    schema = options.forge_schema
    assert schema is not None
    again: ForgeSchema = pickle.loads(pickle.dumps(schema))
    assert again == schema
    assert again.content == schema.content


def test_a_clean_manifest_stays_clean(options: CheckOptions) -> None:
    text = modules("  macro:\n    - key: a\n      title: A\n      resource: main\n")
    text += "resources: [{key: main, path: static}]\n"
    found: tuple[Finding, ...] = check_text(text, options=options).findings
    # The schema of these tests knows no resources.
    assert [one.full_message for one in found] == ['unknown property "resources" in the manifest']
