"""The engine: faults become findings in a fixed order, with a fix only where there is one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from forgecfg.document.changes import Plan
from forgecfg.document.document import load
from forgecfg.document.locations import Location
from forgecfg.document.positions import Edit
from forgecfg.findings import FixBuilder, Safety, Severity, Violation
from forgecfg.linter.lint import run
from forgecfg.rules.base import Context, Rule

TEXT = "app:\n  id: one\n"


def a_rule(code: str, *violations: Violation) -> Rule:
    class Stub(Rule):
        def check(self, _: Context) -> Iterator[Violation]:
            yield from violations

    return Stub(code, f"rule-{code[2:]}", lambda _: True, Severity.WARNING)


def test_findings_are_in_order_of_start_end_code_and_message() -> None:
    location, longer, later = Location(0, 3), Location(0, 9), Location(7, 9)
    second = a_rule(
        "FC202", Violation(later, "b"), Violation(location, "b"), Violation(location, "a")
    )
    first = a_rule("FC201", Violation(longer, "x"), Violation(later, "c"), Violation(location, "z"))
    found = run(load(TEXT), "manifest.yml", (second, first)).findings
    assert [(one.span.start, one.span.end, one.code, one.message) for one in found] == [
        (0, 3, "FC201", "z"),
        (0, 3, "FC202", "a"),
        (0, 3, "FC202", "b"),
        (0, 9, "FC201", "x"),
        (7, 9, "FC201", "c"),
        (7, 9, "FC202", "b"),
    ]


def test_what_is_said_twice_of_one_place_is_one_finding() -> None:
    rule = a_rule("FC201", Violation(Location(0, 3), "a"), Violation(Location(0, 3), "a"))
    assert len(run(load(TEXT), "manifest.yml", (rule,)).findings) == 1


@pytest.mark.parametrize("edits", [0, 1])
def test_a_remedy_that_changes_nothing_is_no_fix(edits: int) -> None:
    document = load(TEXT)
    plan = Plan((Edit(document.lines.span(0, 3), "apps"),) * edits)
    builder = FixBuilder("rename it", Safety.SAFE, lambda _: plan)
    rule = a_rule("FC201", Violation(Location(0, 3), "a", fixes=(builder,)))
    (finding,) = run(document, "manifest.yml", (rule,)).findings
    assert len(finding.fixes) == edits


def test_a_fault_has_the_severity_of_its_rule_unless_it_says_its_own() -> None:
    violations = (
        Violation(Location(0, 3), "a"),
        Violation(Location(7, 9), "b", severity=Severity.ERROR),
    )

    class Stub(Rule):
        def check(self, _: Context) -> Iterator[Violation]:
            yield from violations

    rule = Stub("FC201", "rule", lambda _: True, Severity.INFO)
    found = run(load(TEXT), "manifest.yml", (rule,)).findings
    assert [one.severity for one in found] == [Severity.INFO, Severity.ERROR]
