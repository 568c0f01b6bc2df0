"""`forgecfg explain`."""

from typing import Annotated

import typer

from forgecfg.cli.exits import Exit
from forgecfg.rules.explain import explanation
from forgecfg.rules.selection import complete_rules, find_rule


def explain(
    rule: Annotated[
        str,
        typer.Argument(
            help="A rule's code or name.", autocompletion=complete_rules, show_default=False
        ),
    ],
) -> int:
    """Explain a rule: what it finds, why that matters, and examples."""
    typer.echo(explanation(find_rule(rule)))
    return Exit.CLEAN
