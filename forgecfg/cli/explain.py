"""`forgecfg explain`."""

from typing import Annotated

import typer

from forgecfg.cli.exits import Exit
from forgecfg.rules.explain import explanation
from forgecfg.rules.selection import complete_rules, find_rule

EXAMPLES = """
  forgecfg explain undefined-endpoint
  forgecfg explain FC301
"""


def explain(
    rule: Annotated[
        str,
        typer.Argument(
            help="Code or name of a rule.", autocompletion=complete_rules, show_default=False
        ),
    ],
) -> int:
    """Explain a rule: what it finds, why it matters, how to fix it, and examples."""
    typer.echo(explanation(find_rule(rule)))
    return Exit.CLEAN
