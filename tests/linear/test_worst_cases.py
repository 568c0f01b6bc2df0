"""Inputs that once needed exponential or quadratic time, small enough to be quick when linear.

These do not measure speed: what is slow needs minutes here, and the timeout ends it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from forgecfg.api import CheckOptions, InMemoryFiles, check_text, fix_text
from forgecfg.document.changes import Change, Data, Drop, Plan, Put
from forgecfg.document.document import load
from forgecfg.document.positions import Edit
from forgecfg.edits.converge import converge
from forgecfg.edits.ensure import ensure
from forgecfg.files.patterns import Patterns
from forgecfg.findings import Severity
from forgecfg.rules.files.missing_handler_export import exports
from forgecfg.runner.baseline.entry import entry_of

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from worst.apps import CASES as APPS
from worst.case import HEAD, MANIFEST, Case, modules, repeat
from worst.findings import CASES as FINDINGS
from worst.syntax import CASES as SYNTAX

CASES = (*SYNTAX, *FINDINGS, *APPS)
FUNCTIONS = modules("function", repeat(1500, "    - key: f%d\n      handler: index.run\n"))

pytestmark = pytest.mark.timeout(60)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_at_an_eighth_of_its_size(case: Case) -> None:
    files = case.build(max(case.size // 8, 2))
    app = InMemoryFiles({name: text for name, text in files.items() if name != MANIFEST})
    report = check_text(files[MANIFEST], files=None if case.scales else app)
    assert "FC000" not in {finding.code for finding in report.findings}


def test_a_tab_after_many_dashes() -> None:
    text = "a: ]\nb:\n  " + "-  " * 60 + "\tx\n"
    assert len(text) < 250
    assert check_text(text).findings


def test_wildcards_with_many_directories() -> None:
    pattern = "/".join(["**"] * 30) + "/**/x/**/y/**/z"
    path = "/app/" + "/".join(["d", "x", "y"] * 15)
    assert Patterns("/app", [pattern]).match(path) is None
    assert Patterns("/app", [pattern]).match(f"{path}/z") is True


@pytest.mark.parametrize("code", ["export{" * 14_000, "/* " * 60_000, "exports.a" + " " * 50_000])
def test_exports_of_hostile_code(code: str) -> None:
    exports(code)


def test_an_unclosed_comment_hides_nothing() -> None:
    code = "export const a = 'src/*';\nexport const b = 1; // c\n"
    assert exports(code) == frozenset({"a", "b"})
    assert exports("/* export const a = 1; */ /* open\nexport const b = 1;\n") == frozenset({"b"})


def test_the_worst_findings_are_kept() -> None:
    text = FUNCTIONS + "  macro:\n    - key: m\n"
    report = check_text(text)
    assert len(report.findings) == 1001
    errors = {finding.name for finding in report.findings if finding.severity is Severity.ERROR}
    assert "missing-property" in errors
    last = next(finding for finding in report.findings if finding.code == "FC013")
    assert "more findings are not listed" in last.message
    assert last.severity < Severity.ERROR
    all_of_them = check_text(text, options=CheckOptions(limit=None))
    assert len(all_of_them.findings) > 1500
    assert not [finding for finding in all_of_them.findings if finding.code == "FC013"]


def test_an_error_among_thousands_of_others_still_fails() -> None:
    text = modules("function", "    - {}\n" * 4000) + "app: 1\n"
    report = check_text(text)
    last = next(finding for finding in report.findings if finding.code == "FC013")
    assert last.severity is Severity.ERROR
    assert len(report.findings) <= 1002


def test_an_ignored_finding_takes_no_place() -> None:
    ignored = "# forgecfg: ignore-file[unused-function] generated\n"
    report = check_text(ignored + FUNCTIONS)
    assert "FC013" not in {finding.code for finding in report.findings}
    assert "unused-function" not in {finding.name for finding in report.findings}


def test_ignore_comments_do_not_change_which_findings_are_listed() -> None:
    text = modules("function", "    - {key: f, a: 1}\n" * 1500) + "environment: 1\n"
    # The comment matches nothing, which is one more warning.
    reports = check_text(text), check_text(text + "# forgecfg: ignore[undefined-remote]\n")
    first, second = ([one for one in each.findings if one.code != "FC013"] for each in reports)
    assert len(first) == 1000
    assert first == second
    count = len(check_text(text, options=CheckOptions(limit=None)).findings)
    for report, omitted in zip(reports, (count - 1000, count - 999), strict=True):
        last = next(one for one in report.findings if one.code == "FC013")
        assert last.message.startswith(f"{omitted:,} more findings are not listed")


def test_fixes_beyond_the_limit_of_findings_are_applied() -> None:
    scopes = "permissions:\n  scopes:\n" + "    - read:jira-work\n" * 1500
    result = fix_text(modules("function", "    - {}\n" * 1200) + scopes)
    assert result.applied == 1499
    assert result.text.count("read:jira-work") == 1


def test_a_baseline_has_all_findings() -> None:
    report = check_text(FUNCTIONS, options=CheckOptions(limit=None))
    assert len({entry_of(finding, report) for finding in report.findings}) > 1400


def test_additions_to_one_list_need_one_round() -> None:
    def find(text: str) -> list[Plan]:
        document = load(text)
        plans = [ensure(document, ("s",), [f"s{number}"]) for number in range(300)]
        return [plan for plan in plans if plan.edits]

    result = converge("s:\n  - a\n", find)
    assert (result.applied, result.rounds, result.stable) == (300, 1, True)
    assert result.text.splitlines()[-1] == "  - s299"


def test_equal_additions_are_made_once() -> None:
    def find(text: str) -> list[Plan]:
        document = load(text)
        wanted: tuple[list[Data], ...] = (["b", "c"], ["c"], ["b", "d"])
        plans = [ensure(document, ("s",), items) for items in wanted]
        return [plan for plan in plans if plan.edits]

    result = converge("s: [a]\n", find)
    assert result.text == "s: [a, b, c, d]\n"


def test_a_wrong_fix_among_hundreds_is_found_with_few_attempts() -> None:
    lines = [f"k{number}: 1\n" for number in range(400)]
    text = "".join(lines)

    def find(current: str) -> list[Plan]:
        document = load(current)
        plans = []
        for number, line in enumerate(lines):
            at = current.find(line)
            if at >= 0:
                span = document.lines.span(at + len(line) - 2, at + len(line) - 1)
                change: Change = Put((f"k{number}",), 2)
                if number == 123:
                    change = Drop(("nowhere",))
                plans.append(Plan((Edit(span, "2"),), (change,)))
        return plans

    result = converge(text, find)
    assert (result.applied, len(result.refused)) == (399, 1)
    assert result.text == text.replace(": 1", ": 2").replace("k123: 2", "k123: 1")


def test_two_entries_do_not_get_the_same_name() -> None:
    text = f"{HEAD}modules: {{}}\npermissions:\n  scopess: [read:jira-work]\n  sopes: []\n"
    result = fix_text(text, unsafe=True)
    root = load(result.text).root
    assert root is not None
    assert not load(result.text).duplicates
