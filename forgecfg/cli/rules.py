"""`forgecfg rules`."""

import json
from enum import StrEnum
from typing import Annotated, Any

import typer

from forgecfg.cli.exits import Exit
from forgecfg.home import rule_url
from forgecfg.rules import RULES, Rule


class Format(StrEnum):
    """How to list the rules."""

    text = "text"
    json = "json"


def rules(
    format: Annotated[Format, typer.Option("--format", help="Output format.")] = Format.text,  # noqa: A002
) -> int:
    """List all rules."""
    if format is Format.json:
        typer.echo(json.dumps([describe(rule) for rule in RULES], indent=2))
    else:
        longest = max(len(rule.name) for rule in RULES)
        for rule in RULES:
            severity, fix = rule.severity.label, rule.fix or ""
            typer.echo(
                f"{rule.code}  {rule.name:<{longest}}  {severity:<7}  {fix:<6}  {rule.summary}"
            )
    return Exit.CLEAN


def describe(rule: Rule) -> dict[str, Any]:
    """A rule as plain data."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.label,
        "since": rule.since,
        "fix": rule.fix,
        "summary": rule.summary,
        "explanation": rule.explanation,
        "url": rule_url(rule.name),
    }
