"""Applying the fixes of findings to a text, to a fixed point."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from forgecfg.document.decode import BYTE_ORDER_MARK
from forgecfg.document.locations import Location
from forgecfg.edits.converge import Refused, converge
from forgecfg.findings import FileReport, Finding, Fix, FixResult, Safety, Violation
from forgecfg.rules.table import BY_NAME


def fix(text: str, check: Callable[[str], FileReport], unsafe: bool) -> FixResult:
    """Apply the safe fixes of all findings, and the unsafe ones if asked, until none is left.

    `check` finds what is wrong with a text.
    """
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""

    def find(here: str) -> list[Fix]:
        if here.startswith(BYTE_ORDER_MARK):
            # A second mark is part of the first word, but reading a text takes one away.
            return []
        return [fix for finding in check(here).findings if (fix := best_fix(finding, unsafe))]

    outcome = converge(text.removeprefix(mark), find)
    report = check(mark + outcome.text)
    violations = [_describe(refused) for refused in outcome.refused]
    if not outcome.stable:
        violations.append("the fixes undo each other; none was applied")
    if violations:
        report = _with_faults(report, violations)
    return FixResult(mark + outcome.text, outcome.applied, report)


def best_fix(finding: Finding, unsafe: bool) -> Fix | None:
    """The fix to apply to a finding, if it has one that is safe enough."""
    allowed = (fix for fix in finding.fixes if unsafe or fix.safety is Safety.SAFE)
    return next(allowed, None)


def _describe(refused: Refused) -> str:
    title = refused.plan.title if isinstance(refused.plan, Fix) else "a fix"
    return f'the fix "{title}" was not applied: {refused.problem}'


def _with_faults(report: FileReport, messages: Sequence[str]) -> FileReport:
    from forgecfg.linter.lint import file_finding

    location = Location(0, 0)
    help_text = "this is a fault of forgecfg: please report it"
    rule = BY_NAME["internal-error"]
    findings = tuple(
        file_finding(rule, Violation(location, message, help=help_text), report.file)
        for message in messages
    )
    return report._replace(findings=findings + report.findings)
