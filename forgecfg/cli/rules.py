"""`forgecfg rules`."""

import json
from enum import StrEnum
from typing import Annotated, Any

import typer

from forgecfg.catalog.forge_pages import forge_url
from forgecfg.cli.exits import Exit
from forgecfg.cli.output import is_terminal, terminal_width
from forgecfg.errors import UsageError
from forgecfg.reporters.display_width import wrap
from forgecfg.rules.base import Rule
from forgecfg.rules.groups import GROUPS
from forgecfg.rules.selection import complete_rules, named_codes
from forgecfg.rules.table import RULES
from forgecfg.rules.urls import rule_url

# The column of a summary on its own line.
_HANG = 9


EXAMPLES = """
  forgecfg rules FC3
  forgecfg rules --format json
"""


class Format(StrEnum):
    """How to list the rules."""

    text = "text"
    json = "json"


def rules(
    which: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[rules]...",
            help="Codes, prefixes of codes, or names.  [default: all rules]",
            show_default=False,
            autocompletion=complete_rules,
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="Output format.")] = Format.text,  # noqa: A002
) -> int:
    """List the rules, by group.

    Exit code: 0, or 2 for an unknown rule.
    """
    codes = named_codes(which or ("FC",))
    if not codes:
        raise UsageError("no rule given; omit the argument to list all rules")
    listed = [rule for rule in RULES if rule.code in codes]
    if format is Format.json:
        typer.echo(json.dumps([describe(rule) for rule in listed], indent=2))
        return Exit.CLEAN
    width = terminal_width(True) if is_terminal() else None
    for group in GROUPS:
        own = [rule for rule in listed if rule.group is group]
        if own:
            typer.echo(f"{group.title} ({group.prefix})")
        for rule in own:
            for line in _row(rule, width):
                typer.echo(line)
    return Exit.CLEAN


def _row(rule: Rule, width: int | None) -> list[str]:
    """A rule on one line, with its summary below it if the terminal is too narrow."""
    name = f"{rule.name:<{max(len(rule.name) for rule in RULES)}}"
    row = f"  {rule.code}  {name}  {rule.severity.label:<7}  {rule.fix or '':<6}"
    if width is None or len(row) + 2 + max(len(rule.summary) for rule in RULES) <= width:
        return [f"{row}  {rule.summary}"]
    return [row.rstrip(), *(" " * _HANG + line for line in wrap(rule.summary, width - _HANG))]


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
        "how_to_fix": rule.how_to_fix,
        "url": rule_url(rule.name),
        "forge_url": forge_url(rule.name),
    }
