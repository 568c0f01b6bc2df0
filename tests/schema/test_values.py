"""Values that the schema does not list: typos, removed ones, and those that may be newer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from forgecfg.api import CheckOptions, Finding, Severity, check_text, fix_text
from forgecfg.schema.official.load import load

APP = """\
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b90
  runtime:
    name: {runtime}
modules:
  jira:issueAction:
    - key: act
      title: Act
      resource: main
      viewportSize: {size}
resources:
  - key: main
    path: static/main
remotes:
  - key: backend
    baseUrl:
      default: https://backend.example.com
      {region}: https://eu.backend.example.com
    operations: [{operation}]
permissions:
  scopes: []
"""
KNOWN = {"runtime": "nodejs24.x", "size": "large", "region": "EU", "operation": "compute"}


def manifest(**values: str) -> str:
    return APP.format(**{**KNOWN, **values})


def of_values(text: str, options: CheckOptions | None = None) -> list[Finding]:
    findings = check_text(text, options=options or CheckOptions()).findings
    return [finding for finding in findings if finding.code.startswith("FC1")]


@pytest.mark.parametrize(
    "values",
    [
        {"runtime": "nodejs26.x"},
        {"runtime": "nodejs25.x"},
        {"runtime": "python3.14"},
        {"size": "xxlarge"},
        {"size": "huge"},
        {"region": "UK"},
        {"region": "FR"},
        {"operation": "transform"},
        {"operation": "storage2"},
    ],
)
def test_a_value_that_may_be_newer_is_a_dated_warning_without_a_fix(values: dict[str, str]) -> None:
    text = manifest(**values)
    (finding,) = of_values(text)
    assert (finding.name, finding.severity) == ("unknown-value", Severity.WARNING)
    assert "not in the catalog of 20" in finding.message
    assert (finding.hint, finding.fixes) == ("", ())
    assert fix_text(text, unsafe=True).text == text


@pytest.mark.parametrize(
    ("values", "intended"),
    [
        ({"runtime": "nodejs22"}, "nodejs22.x"),
        ({"runtime": "NodeJS22.x"}, "nodejs22.x"),
        ({"runtime": "nodejs18.x"}, "nodejs24.x"),
        ({"size": "Large"}, "large"),
        ({"size": "lagre"}, "large"),
        ({"region": "eu"}, "EU"),
        ({"operation": "stroage"}, "storage"),
        ({"operation": "compte"}, "compute"),
    ],
)
def test_a_typo_and_a_removed_runtime_are_errors(values: dict[str, str], intended: str) -> None:
    text = manifest(**values)
    (finding,) = of_values(text)
    assert finding.severity is Severity.ERROR
    assert finding.hint == f'did you mean "{intended}"?'
    (value,) = values.values()
    assert fix_text(text, unsafe=True).text.startswith(text.partition(value)[0] + intended)


def test_a_value_that_only_another_combination_allows_is_an_error() -> None:
    panel = (
        "  jiraServiceManagement:portalRequestCreatePropertyPanel:\n    - key: p\n      title: P\n"
    )
    text = manifest().replace(
        "  jira:issueAction:",
        f"{panel}      function: f\n      viewportSize: xsmall\n  jira:issueAction:",
    )
    (finding,) = of_values(text)
    assert (finding.name, finding.severity) == ("invalid-value", Severity.ERROR)


def official(folder: Path, runtimes: list[str]) -> CheckOptions:
    name = {"type": "object", "properties": {"name": {"type": "string", "enum": runtimes}}}
    schema = {"properties": {"app": {"properties": {"runtime": name}}, "modules": {}}}
    path = folder / "manifest-schema.json"
    path.write_text(json.dumps(schema), encoding="utf-8")
    return CheckOptions(forge_schema=load(path))


def test_the_official_schema_decides(tmp_path: Path) -> None:
    text = manifest(runtime="nodejs26.x")
    assert of_values(text, official(tmp_path, ["nodejs24.x", "nodejs26.x"])) == []


def test_the_official_schema_decides_against_a_value(tmp_path: Path) -> None:
    (finding,) = of_values(manifest(runtime="nodejs26.x"), official(tmp_path, ["nodejs24.x"]))
    assert (finding.name, finding.severity) == ("invalid-value", Severity.ERROR)
    assert finding.fixes == ()


@pytest.mark.parametrize(
    "item",
    [
        "function: f, actionVerb: GET, actionType: get",
        "function: f, endpoint: e, actionVerb: GET",
    ],
)
def test_an_action_that_fits_one_of_its_forms(item: str) -> None:
    outputs = "outputs: {a: {description: d, nullable: true, type: string}}"
    text = f"modules:\n  action:\n    - {{key: a, name: A, description: B, {item}, {outputs}}}\n"
    assert [f.name for f in of_values(text)] == ["missing-property"]  # only `app`


def test_an_action_that_fits_two_of_its_forms() -> None:
    item = "key: a, name: A, description: B, function: f, actionVerb: GET, actionType: get"
    found = of_values(f"modules:\n  action:\n    - {{{item}}}\n")
    assert "conflicting-properties" in [finding.name for finding in found]


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("wasm-unsafe-eval", "unknown-value"),
        ("unsafe-inlien", "invalid-format"),
        ("sha256-short", "invalid-format"),
    ],
)
def test_choices_that_the_schema_has_as_patterns(value: str, rule: str) -> None:
    text = manifest().replace("  scopes: []", f"  scopes: []\n  content:\n    scripts: [{value}]")
    assert [finding.name for finding in of_values(text)] == [rule]
