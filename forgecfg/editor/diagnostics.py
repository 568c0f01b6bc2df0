"""Findings as diagnostics: the same that `forgecfg check` reports, with tags and links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from forgecfg.editor.snapshot import Snapshot
from forgecfg.findings import FileReport, Finding
from forgecfg.linter.lint import run_in
from forgecfg.rules.base import Rule
from forgecfg.rules.urls import rule_url

_DEPRECATED = frozenset({"deprecated-property", "string-address"})
_UNNECESSARY = frozenset(
    {"duplicate-scope", "unnecessary-permission", "unneeded-scope", "duplicate-yaml-key"}
)


class Diagnostic(NamedTuple):
    """A finding, and what an editor shows of it. `page` is "" if the rule has no public page."""

    finding: Finding
    message: str
    page: str
    unnecessary: bool
    deprecated: bool


def check(snapshot: Snapshot, rules: Iterable[Rule], suppressions: bool = True) -> FileReport:
    """The report of a manifest. What it computes is shared with the other features.

    Raises nothing: a rule that crashes is a finding (FC000).
    """
    return run_in(snapshot.context, snapshot.file, rules, suppressions)


def diagnostics(report: FileReport) -> dict[str, list[Diagnostic]]:
    """The diagnostics by file name as in the findings; the manifest is always among them."""
    found: dict[str, list[Diagnostic]] = {report.file: []}
    for finding in report.findings:
        found.setdefault(finding.file, []).append(_diagnostic(finding))
    return found


def _diagnostic(finding: Finding) -> Diagnostic:
    message = finding.full_message
    if finding.help:
        message += f"\nhelp: {finding.help}"
    unnecessary = finding.name.startswith("unused-") or finding.name in _UNNECESSARY
    return Diagnostic(
        finding, message, rule_url(finding.name), unnecessary, finding.name in _DEPRECATED
    )
