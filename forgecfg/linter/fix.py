"""Applying the fixes of findings to a text, repeatedly until none is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from forgecfg.document.decode import BYTE_ORDER_MARK
from forgecfg.document.locations import Location
from forgecfg.edits.converge import Refused, converge
from forgecfg.findings import FileReport, Finding, Fix, Safety, Violation
from forgecfg.rules.table import BY_NAME


class FixResult(NamedTuple):
    """The result of fixing a text.

    `text` is the fixed text, `applied` the number of fixes in it, `report` the remaining findings.
    A fix with a wrong result is not applied; it becomes a finding of the rule internal-error.
    `rules` has the name of the rule of each applied fix.
    """

    text: str
    applied: int
    report: FileReport
    rules: tuple[str, ...] = ()


def fix(text: str, check: Callable[[str], FileReport], unsafe: bool) -> FixResult:
    """Apply the safe fixes of all findings until none is left; also the unsafe ones if `unsafe`.

    `check` returns the findings of a text.
    """
    rules: dict[int, str] = {}
    proposed: list[Fix] = []  # keeps the objects alive, so that their ids stay unique
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""

    def find_fixes(current: str) -> list[Fix]:
        if current.startswith(BYTE_ORDER_MARK):
            # A second mark is part of the first word, but `check` would remove it.
            return []
        fixes: list[Fix] = []
        for finding in check(current).findings:
            fix = best_fix(finding, unsafe)
            if fix is not None:
                fixes.append(fix)
                rules[id(fix)] = finding.name
        proposed.extend(fixes)
        return fixes

    result = converge(text.removeprefix(mark), find_fixes)
    report = check(mark + result.text)
    messages = [_describe(rejected) for rejected in result.refused]
    if not result.stable:
        messages.append("the fixes undo each other; none was applied")
    if messages:
        report = _with_internal_errors(report, messages)
    names = tuple(rules[id(plan)] for plan in result.plans)
    return FixResult(mark + result.text, len(names), report, names)


def best_fix(finding: Finding, unsafe: bool) -> Fix | None:
    """The fix to apply to a finding, None if it has no fix that is allowed."""
    allowed = (fix for fix in finding.fixes if unsafe or fix.safety is Safety.SAFE)
    return next(allowed, None)


def _describe(rejected: Refused) -> str:
    title = rejected.plan.title if isinstance(rejected.plan, Fix) else "a fix"
    return f'the fix "{title}" was not applied: {rejected.problem}'


def _with_internal_errors(report: FileReport, messages: Sequence[str]) -> FileReport:
    from forgecfg.linter.lint import file_finding

    location = Location(0, 0)
    help_text = "this is a bug in forgecfg; please report it"
    rule = BY_NAME["internal-error"]
    findings = tuple(
        file_finding(rule, Violation(location, message, help=help_text), report.file)
        for message in messages
    )
    return report._replace(findings=findings + report.findings)
