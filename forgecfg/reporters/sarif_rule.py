"""How SARIF describes a rule."""

from __future__ import annotations

from typing import Any

from forgecfg.findings import Severity
from forgecfg.rules.base import Rule
from forgecfg.rules.explain import explanation
from forgecfg.rules.table import BY_NAME
from forgecfg.rules.urls import rule_url

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
"""SARIF's words for severities."""

# GitHub's words for the same, by which it sorts and filters.
_PROBLEMS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}


def descriptor(code: str, name: str) -> dict[str, Any]:
    """The `reportingDescriptor` of a rule: all that `forgecfg explain` says."""
    described: dict[str, Any] = {"id": code, "name": name, "helpUri": rule_url(name)}
    rule = BY_NAME.get(name)
    return described if rule is None else {**described, **_details(rule)}


def _details(rule: Rule) -> dict[str, Any]:
    text = explanation(rule)
    return {
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": " ".join(f"{rule.summary} {rule.explanation}".split())},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": ["forge", rule.group.name],
            "precision": "high",
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }
