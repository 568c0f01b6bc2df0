"""SARIF: the schema, UTF-16 columns, addresses, rules, and fixes that can be applied."""

from __future__ import annotations

import json
import ntpath
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from forgecfg.api import check_text
from forgecfg.document.document import load
from forgecfg.document.positions import Edit, Span
from forgecfg.files.app_files import InMemoryFiles
from forgecfg.findings import FileReport, Finding, Fix, Safety, Severity
from forgecfg.linter.lint import run
from forgecfg.reporters.checkout import Checkout
from forgecfg.reporters.escape import escape
from forgecfg.reporters.sarif import Source, descriptor
from forgecfg.rules.table import RULES

from .conftest import found
from .strategies import patient, reports

Cases = dict[str, tuple[FileReport, ...]]
Render = Callable[..., str]

SCHEMA = json.loads(
    (Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8")
)
VALIDATOR = Draft4Validator(SCHEMA)
HERE = Checkout("/repo", "/repo", posixpath)


def logged(text: str) -> dict[str, Any]:
    """The one run of a valid log."""
    log = json.loads(text)
    VALIDATOR.validate(log)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def messages(data: Any) -> Iterator[str]:
    """The plain text of every message within some SARIF data."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in ("message", "description"):
                yield value["text"]
            else:
                yield from messages(value)
    elif isinstance(data, list):
        for value in data:
            yield from messages(value)


def test_the_schema_is_sound() -> None:
    Draft4Validator.check_schema(SCHEMA)


def test_findings_in_three_files(render: Render) -> None:
    texts = {
        "a/manifest.yml": "modules: {macro: [{key: a, resolver: {endpoint: absent}}]}\n",
        "b/manifest.yml": "app: 5\nmodules: {endpoint: [{key: e, remote: absent}]}\n",
        "c/manifest.yml": "app: {id: x\n",
    }
    files = [check_text(text, name) for name, text in texts.items()]
    every = [finding for file in files for finding in file.findings]
    assert all(file.findings for file in files)
    run = logged(render("sarif", files))
    assert run["tool"]["driver"]["name"] == "forgecfg"
    assert run["columnKind"] == "utf16CodeUnits"
    locations = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert [location["artifactLocation"]["uri"] for location in locations] == [
        one.file for one in every
    ]
    assert [location["region"]["startLine"] for location in locations] == [
        one.span.line for one in every
    ]
    assert [result["ruleId"] for result in run["results"]] == [one.code for one in every]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    # Only those that occur, and each of them once.
    assert sorted(rule["id"] for rule in rules) == sorted({one.code for one in every})


def test_a_clean_run_has_results_and_they_are_empty(render: Render) -> None:
    run = logged(render("sarif", [FileReport("manifest.yml")]))
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []
    assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


@pytest.mark.parametrize("code", ["FC000", "FC001"])
def test_a_run_without_a_full_result_says_so(render: Render, code: str) -> None:
    location = Span(0, 0, 1, 1, 1, 1)
    fine = Finding("m.yml", "FC104", "wrong-type", Severity.ERROR, "of no matter", location)
    bad = Finding("m.yml", code, "any", Severity.ERROR, "what happened", location)
    run = logged(render("sarif", [FileReport("m.yml", (fine, bad))]))
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert told["message"]["text"] == "what happened"
    rule = run["tool"]["driver"]["rules"][told["associatedRule"]["index"]]
    assert rule["id"] == told["associatedRule"]["id"] == code


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note")],
)
def test_levels(render: Render, severity: Severity, level: str) -> None:
    finding = Finding("m.yml", "FC104", "wrong-type", severity, "x", Span(0, 0, 1, 1, 1, 1))
    (result,) = logged(render("sarif", [FileReport("m.yml", (finding,))]))["results"]
    assert result["level"] == level


def test_every_case_is_valid(case: str, cases: Cases, render: Render) -> None:
    logged(render("sarif", cases[case]))


@patient
@given(files=reports)
def test_any_report_is_valid_and_safe(render: Render, files: list[FileReport]) -> None:
    text = render("sarif", files)
    run = logged(text)
    every = [finding for file in files for finding in file.findings]
    assert [result["ruleId"] for result in run["results"]] == [one.code for one in every]
    prints = [result["partialFingerprints"]["forgecfg/v1"] for result in run["results"]]
    assert all(re.fullmatch(r"[0-9a-f]{32}", one) for one in prints)
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
    assert "##" not in text
    assert "<" not in text
    # What is shown to people holds no link, no placeholder, and nothing that cannot be seen.
    for message in messages(run["results"]):
        assert "](" not in message
        assert not re.search(r"\{\d+\}", message)
        # A blank line separates the help.
        assert escape(message.replace("\n\nhelp: ", " help: ", 1)) == message.replace(
            "\n\nhelp: ", " help: ", 1
        )
    for result, finding in zip(run["results"], every, strict=True):
        contents = {
            tuple(
                edit.get("insertedContent", {"text": ""})["text"]
                for edit in fix["artifactChanges"][0]["replacements"]
            )
            for fix in result.get("fixes", ())
        }
        # What is to be written is not changed: it is data. JSON itself makes one character of two
        # halves of a surrogate pair side by side.
        assert contents == {
            tuple(json.loads(json.dumps(edit.text)) for edit in fix.edits) for fix in finding.fixes
        }


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("results", 0, "level"), "info"),
        (("results", 0, "message"), {}),
        (("results", 0, "ruleIndex"), -2),
        (("results", 0, "locations", 0, "physicalLocation", "region", "startLine"), 0),
        (("results", 0, "extra"), 1),
        (("columnKind",), "utf8"),
        (("tool",), {}),
        (("invocations", 0), {}),
    ],
)
def test_the_schema_refuses(
    path: tuple[Any, ...], value: object, cases: Cases, render: Render
) -> None:
    log = json.loads(render("sarif", cases["wiring"]))
    VALIDATOR.validate(log)
    part = log["runs"][0]
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert not VALIDATOR.is_valid(log)


def units(text: str) -> bytes:
    return text.encode("utf-16-le", errors="surrogatepass")


def test_columns_count_utf_16_units(cases: Cases, render: Render) -> None:
    (file,) = cases["astral"]
    line = file.lines[3]
    result = logged(render("sarif", [file]))["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["endLine"]) == (3, 3)
    # Two characters before it take two units each.
    assert region["startColumn"] == file.findings[0].span.column + 2
    marked = units(line)[2 * (region["startColumn"] - 1) : 2 * (region["endColumn"] - 1)]
    assert marked.decode("utf-16-le") == '"remote-macro-nod"'


@patient
@given(st.text(st.characters(exclude_characters="\n"), max_size=40), st.data())
def test_any_column_counts_utf_16_units(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    source = Source(FileReport("m.yml", (), {7: line}), HERE)
    region = source.region(Span(0, 0, 7, start + 1, 7, end + 1))
    marked = units(line)[2 * (region["startColumn"] - 1) : 2 * (region["endColumn"] - 1)]
    assert marked == units(line[start:end])


def test_columns_of_the_end_of_a_long_span(render: Render) -> None:
    file = check_text('app: {}\nmodules: [1,\n  2,\n  3,\n  4,\n  "💥💥"]\n#\n')
    results = logged(render("sarif", [file]))["results"]
    regions = [one["locations"][0]["physicalLocation"]["region"] for one in results]
    # Two characters of two units each, two quotes, two spaces and the bracket.
    assert {"startLine": 2, "startColumn": 10, "endLine": 6, "endColumn": 10} in regions


def applied(text: str, replacements: list[dict[str, Any]]) -> str:
    """`text` with SARIF's replacements made in it, as a program that knows SARIF alone would."""
    starts = [0]
    lines = text.split("\n")
    for line in lines:
        starts.append(starts[-1] + len(units(line)) // 2 + 1)
    data = units(text)
    edits = []
    for replacement in replacements:
        region = replacement["deletedRegion"]
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        edits.append((start, end, replacement.get("insertedContent", {"text": ""})["text"]))
    for start, end, new in sorted(edits, reverse=True):
        data = data[: 2 * start] + units(new) + data[2 * end :]
    return data.decode("utf-16-le")


def in_memory(files: Any) -> InMemoryFiles | None:
    return None if files is None else InMemoryFiles(files)


EXAMPLES = [
    pytest.param(bad.text, bad.files, id=f"{rule.name}-{number}")
    for rule in RULES
    for number, bad in enumerate(rule.bad)
    if isinstance(bad.text, str) and bad.fixed is not None
]


@pytest.mark.parametrize(("text", "files"), EXAMPLES)
@pytest.mark.parametrize("change", ["as it is", "astral", "crlf"])
def test_fixes_can_be_applied_by_others(
    render: Render, text: str, files: Mapping[str, str] | None, change: str
) -> None:
    if change == "astral":
        # Before the first value of each line, so that every column is moved.
        text = re.sub(r"^(\s*(?:- )?)(\w+: \S)", r'\1"😀": "💥" #\n\1\2', text, flags=re.M)
        text = re.sub(r": \{(?=\w)", ': {"😀": "💥", ', text)
    if change == "crlf":
        text = text.replace("\n", "\r\n")
    file = run(load(text), "manifest.yml", RULES, files=in_memory(files))
    results = logged(render("sarif", [file]))["results"]
    for finding, result in zip(file.findings, results, strict=True):
        assert len(result.get("fixes", ())) == len(finding.fixes)
        for fix, described in zip(finding.fixes, result.get("fixes", ()), strict=True):
            expected = text
            for edit in sorted(fix.edits, key=lambda edit: edit.span[:2], reverse=True):
                expected = expected[: edit.span.start] + edit.text + expected[edit.span.end :]
            (artifact,) = described["artifactChanges"]
            assert applied(text, artifact["replacements"]) == expected
            assert described["properties"] == {"safety": fix.safety.value}


def test_a_fix_that_is_there_twice_is_listed_once(render: Render) -> None:
    """The schema wants fixes that differ."""
    location = Span(0, 3, 1, 1, 1, 4)
    rename = Fix("rename it", Safety.SAFE, (Edit(location, "apps"),))
    remove = Fix("remove it", Safety.UNSAFE, (Edit(location, ""),))
    finding = found("odd-key", location, "this key is odd", fixes=(rename, remove, rename))
    report = FileReport("manifest.yml", (finding,), {1: "app: {}"})
    (result,) = logged(render("sarif", [report]))["results"]
    assert [fix["description"]["text"] for fix in result["fixes"]] == ["rename it", "remove it"]


def test_some_examples_have_fixes() -> None:
    assert len(EXAMPLES) > 5
    for example in EXAMPLES:
        text, files = example.values
        report = run(load(str(text)), "manifest.yml", RULES, files=in_memory(files))
        assert any(finding.fixes for finding in report.findings)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_place_has_its_line_at_hand(rule: Any) -> None:
    """Or else its columns could not be counted."""
    for bad in rule.bad:
        if bad.given != "file" or bad.times > 1:
            continue
        report = run(load(bad.text), "manifest.yml", RULES, files=in_memory(bad.files))
        for finding in report.findings:
            edits = [edit.span for fix in finding.fixes for edit in fix.edits]
            for span in (finding.span, *(one.span for one in finding.related), *edits):
                assert {span.line, span.end_line} <= report.lines.keys()


BASE = "%SRCROOT%"
WINDOWS = Checkout("C:\\repo", "C:\\repo\\app", ntpath)
POSIX = Checkout("/repo", "/repo/app", posixpath)


@pytest.mark.parametrize(
    ("checkout", "file", "uri", "base"),
    [
        (POSIX, "manifest.yml", "app/manifest.yml", BASE),
        (POSIX, "./x/../manifest.yml", "app/manifest.yml", BASE),
        (POSIX, "../other/manifest.yml", "other/manifest.yml", BASE),
        (POSIX, "/repo/manifest.yml", "manifest.yml", BASE),
        (POSIX, "../../away/manifest.yml", "file:///away/manifest.yml", None),
        (POSIX, "../..", "file:///", None),
        (POSIX, "/re po/manifest.yml", "file:///re%20po/manifest.yml", None),
        (POSIX, "a b#?%[x].yml", "app/a%20b%23%3F%25%5Bx%5D.yml", BASE),
        (POSIX, "..x/m.yml", "app/..x/m.yml", BASE),
        (POSIX, "javascript:alert(1)", "app/javascript%3Aalert%281%29", BASE),
        (POSIX, "アプリ/😀.yml", "app/%E3%82%A2%E3%83%97%E3%83%AA/%F0%9F%98%80.yml", BASE),
        (POSIX, "caf\udce9.yml", "app/caf%E9.yml", BASE),
        (POSIX, "a\ud800.yml", "app/a%5Cud800.yml", BASE),
        (POSIX, "a\\b.yml", "app/a%5Cb.yml", BASE),
        (POSIX, "\x1b\u202e\n.yml", "app/%1B%E2%80%AE%0A.yml", BASE),
        (WINDOWS, "x/manifest.yml", "app/x/manifest.yml", BASE),
        (WINDOWS, "x\\manifest.yml", "app/x/manifest.yml", BASE),
        (WINDOWS, "c:/REPO/manifest.yml", "manifest.yml", BASE),
        (WINDOWS, "C:/away/manifest.yml", "file:///C:/away/manifest.yml", None),
        (WINDOWS, "D:\\x y\\manifest.yml", "file:///D:/x%20y/manifest.yml", None),
        (WINDOWS, "//server/share/m.yml", "file://server/share/m.yml", None),
    ],
)
def test_addresses(checkout: Checkout, file: str, uri: str, base: str | None) -> None:
    artifact = Source(FileReport(file), checkout).artifact
    assert artifact["uri"] == uri
    assert artifact.get("uriBaseId") == base


def test_the_base_of_addresses_is_declared(cases: Cases, render: Render) -> None:
    run = logged(render("sarif", cases["wiring"]))
    used = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uriBaseId"]
        for result in run["results"]
    }
    assert used == set(run["originalUriBaseIds"]) == {BASE}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rules_are_explained(rule: Any) -> None:
    described = descriptor(rule.code, rule.name)
    assert described["id"] == rule.code
    assert described["shortDescription"]["text"] == rule.summary
    assert f"`# forgecfg: ignore[{rule.name}]" in described["help"]["markdown"] or (
        "has no effect on this rule" in described["help"]["markdown"]
    )
    # GitHub shows no more of it.
    assert len(described["fullDescription"]["text"]) <= 1024
    assert described["defaultConfiguration"]["level"] in ("error", "warning", "note")
    assert "helpUri" not in described  # the project has no home
    assert described["properties"]["tags"] == ["forge", rule.group.name]
    log = {
        "version": "2.1.0",
        "runs": [{"tool": {"driver": {"name": "forgecfg", "rules": [described]}}}],
    }
    VALIDATOR.validate(log)
