"""`forgecfg rules`."""

import json
from enum import StrEnum
from typing import Annotated, Any

import typer

from forgecfg.cli.exits import Exit
from forgecfg.home import rule_url
from forgecfg.rules import RULES, Rule
from forgecfg.rules.groups import GROUPS


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
        for group in GROUPS:
            typer.echo(f"{group.title} ({group.prefix})")
            for rule in (rule for rule in RULES if rule.group is group):
                severity, fix = rule.severity.label, rule.fix or ""
                typer.echo(
                    f"  {rule.code}  {rule.name:<{longest}}  {severity:<7}  {fix:<6}  "
                    f"{rule.summary}"
                )
    return Exit.CLEAN


def describe(rule: Rule) -> dict[str, Any]:
    """A rule as plain data."""
    return {
        "code": rule.code,
        "name": rule.name,
        "group": rule.group.name,
        "severity": rule.severity.label,
        "since": rule.since,
        "fix": rule.fix,
        "summary": rule.summary,
        "explanation": rule.explanation,
        "url": rule_url(rule.name),
    }
