"""Applying the fixes of findings to a text, to a fixed point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from forgecfg.document import load
from forgecfg.document.decode import BYTE_ORDER_MARK
from forgecfg.edits import Refused, converge
from forgecfg.engine import run
from forgecfg.faults import Fault, Place
from forgecfg.findings import FileReport, Finding, Fix, Safety
from forgecfg.rules import Rule
from forgecfg.rules.internal_error import internal_error


class FixResult(NamedTuple):
    """What fixing came to.

    `text` is the mended text, `applied` the number of fixes in it, `report` what is left. A fix
    that forgecfg got wrong is not in the text; it is a finding of the rule internal-error instead.
    """

    text: str
    applied: int
    report: FileReport


def fix(text: str, file: str, rules: Sequence[Rule], suppressions: bool, unsafe: bool) -> FixResult:
    """Apply the safe fixes of all findings, and the unsafe ones if asked, until none is left."""
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""

    def find(here: str) -> list[Fix]:
        if here.startswith(BYTE_ORDER_MARK):
            # A second mark is part of the first word, but reading a text takes one away.
            return []
        report = run(load(here), file, rules, suppressions)
        return [fix for finding in report.findings if (fix := best_fix(finding, unsafe))]

    outcome = converge(text.removeprefix(mark), find)
    report = run(load(mark + outcome.text), file, rules, suppressions)
    faults = [_describe(refused) for refused in outcome.refused]
    if not outcome.stable:
        faults.append("the fixes undo each other; none was applied")
    if faults:
        report = _with_faults(report, faults)
    return FixResult(mark + outcome.text, outcome.applied, report)


def best_fix(finding: Finding, unsafe: bool) -> Fix | None:
    """The fix to apply to a finding, if it has one that is safe enough."""
    allowed = (fix for fix in finding.fixes if unsafe or fix.safety is Safety.SAFE)
    return next(allowed, None)


def _describe(refused: Refused) -> str:
    title = refused.plan.title if isinstance(refused.plan, Fix) else "a fix"
    return f'the fix "{title}" was not applied: {refused.fault}'


def _with_faults(report: FileReport, messages: Sequence[str]) -> FileReport:
    from forgecfg.engine import to_finding

    place = Place(0, 0)
    help_text = "this is a fault of forgecfg: please report it"
    document = load("")
    findings = tuple(
        to_finding(internal_error, Fault(place, message, help=help_text), document, report.file)
        for message in messages
    )
    return report._replace(findings=findings + report.findings)
