"""Applying the fixes of findings to a text, repeatedly until none is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from forgecfg.document.changes import Change
from forgecfg.document.decode import BYTE_ORDER_MARK
from forgecfg.edits.converge import Refused, converge
from forgecfg.findings import FileReport, Finding, Fix, Safety


class FixResult(NamedTuple):
    """The result of fixing a text.

    `text` is the fixed text, `applied` the number of fixes in it, `report` the remaining findings.
    `rejected` says which fixes were not applied because their result was not the intended change,
    which is a bug in forgecfg: their findings stay, without a fix. `rules` has the name of the rule
    of each applied fix.
    """

    text: str
    applied: int
    report: FileReport
    rejected: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


def fix(
    text: str,
    check: Callable[[str], FileReport],
    unsafe: bool,
    check_fixable: Callable[[str], FileReport] | None = None,
) -> FixResult:
    """Apply the safe fixes of all findings until none is left; also the unsafe ones if `unsafe`.

    `check` returns the findings of a text, `check_fixable` those that can be fixed, also if there
    are more findings than `check` returns.
    """
    search = check_fixable or check
    rules: dict[int, str] = {}
    proposed: list[Fix] = []  # keeps the objects alive, so that their ids stay unique
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""

    def find_fixes(current: str) -> list[Fix]:
        if current.startswith(BYTE_ORDER_MARK):
            # A second mark is part of the first word, but `check` would remove it.
            return []
        fixes: list[Fix] = []
        for finding in search(current).findings:
            fix = best_fix(finding, unsafe)
            if fix is not None:
                fixes.append(fix)
                rules[id(fix)] = finding.name
        proposed.extend(fixes)
        return fixes

    result = converge(text.removeprefix(mark), find_fixes)
    rejected = [_describe(one) for one in result.refused]
    if not result.stable:
        rejected.append("the fixes undo each other; none was applied")
    report = check(mark + result.text)
    if rejected:
        wrong = [one.plan.changes for one in result.refused]
        report = _without_fixes(report, wrong if result.stable else None)
    names = tuple(rules[id(plan)] for plan in result.plans)
    return FixResult(mark + result.text, len(names), report, tuple(rejected), names)


def best_fix(finding: Finding, unsafe: bool) -> Fix | None:
    """The fix to apply to a finding, None if it has no fix that is allowed."""
    allowed = (fix for fix in finding.fixes if unsafe or fix.safety is Safety.SAFE)
    return next(allowed, None)


def _describe(rejected: Refused) -> str:
    title = rejected.plan.title if isinstance(rejected.plan, Fix) else "a fix"
    return f'the fix "{title}" was not applied: {rejected.problem}'


def _without_fixes(report: FileReport, wrong: Sequence[Sequence[Change]] | None) -> FileReport:
    """The report without fixes that make one of these sets of changes; with None without any."""
    findings = tuple(
        finding._replace(
            fixes=tuple(fix for fix in finding.fixes if wrong and fix.changes not in wrong)
        )
        for finding in report.findings
    )
    return report._replace(findings=findings)
