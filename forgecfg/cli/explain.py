"""`forgecfg explain`."""

from typing import Annotated

import typer

from forgecfg.cli.exits import Exit
from forgecfg.cli.output import is_terminal, terminal_width
from forgecfg.errors import UsageError
from forgecfg.reporters.flow import reflow
from forgecfg.rules.explain import explanation, group_explanation
from forgecfg.rules.groups import BY_PREFIX
from forgecfg.rules.selection import complete_rules, named_codes
from forgecfg.rules.table import BY_NAME

EXAMPLES = """
  forgecfg explain undefined-endpoint
  forgecfg explain FC3
"""


def explain(
    rule: Annotated[
        str,
        typer.Argument(
            help="Code or name of a rule, or prefix of codes.",
            autocompletion=complete_rules,
            show_default=False,
        ),
    ],
) -> int:
    """Explain a rule: what it finds, why it matters, how to fix it, and examples.

    Exit code: 0, or 2 for an unknown rule.
    """
    named = rule.strip()
    if not named:
        raise UsageError("no rule given; `forgecfg rules` lists all rules")
    rules = [BY_NAME[code] for code in sorted(named_codes([named]))]
    is_group = len(rules) > 1 or named.upper() in BY_PREFIX
    text = group_explanation(named.upper(), rules) if is_group else explanation(rules[0])
    typer.echo(reflow(text, terminal_width(True) if is_terminal() else None))
    return Exit.CLEAN
