"""Errors in the wiring that are left after scaffolding, as `forgecfg check` reports them."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.document import Document
from forgecfg.document.positions import YamlPath
from forgecfg.findings import Finding, Severity
from forgecfg.rules.base import Rule
from forgecfg.scaffold.results import Unresolved

# Keys and references, tokens and scopes, remotes.
_GROUPS = ("FC2", "FC3", "FC4")
# Duplicate keys and shape, if they are in the sections below.
_SHAPE = ("FC0", "FC1")
# What may be malformed so that nothing can be wired.
_SECTIONS: tuple[YamlPath, ...] = (
    ("modules", "endpoint"),
    ("modules", "remotes"),
    ("remotes",),
    ("endpoint",),
    ("remote",),
    ("permissions", "scopes"),
)
_ADVICE = "fix it as `forgecfg check` says"


def wiring_errors(document: Document, rules: tuple[Rule, ...] | None) -> Iterator[Unresolved]:
    """The errors that the given rules (None: all) report about wiring."""
    from forgecfg.linter.lint import run
    from forgecfg.rules.table import RULES

    relevant = [
        rule
        for rule in (RULES if rules is None else rules)
        if rule.code.startswith((*_GROUPS, *_SHAPE))
    ]
    report = run(document, "manifest.yml", relevant, source=False)
    for finding in report.findings:
        if finding.severity is Severity.ERROR and _is_wiring(finding):
            message = f"line {finding.span.line}: {finding.message}"
            yield Unresolved(message, finding.help or _ADVICE, finding.name)


def _is_wiring(finding: Finding) -> bool:
    if finding.code.startswith(_GROUPS):
        return True
    return any(finding.path[: len(section)] == section for section in _SECTIONS)
