"""FC212."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.undefined import undefined

_GOOD = """\
modules:
  rovo:agent:
    - key: shop-helper
      name: Shop helper
      prompt: You answer questions about orders.
      actions:
        - find-orders
  action:
    - key: find-orders
      name: Find orders
      actionVerb: GET
      description: Finds the orders of a customer
      function: find
"""


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("- find-orders\n  action", "- find-order\n  action"),
            at=(7, 11),
            says='did you mean "find-orders" (line 9)?',
            fixed=_GOOD,
        ),
        Bad(
            "modules:\n  automation:actionProvider:\n    - key: all\n      actions: [notify]\n",
            at=(4, 17),
            says='automation:actionProvider "all" references action "notify"',
        ),
    ),
)
def undefined_action(context: Context) -> Iterator[Violation]:
    """An agent, a skill or an automation references an undeclared action.

    Agents, skills, tool servers and automation rules can only use actions that the app declares
    under `modules.action`. Forge rejects the manifest.

    How to fix:
    Correct the name, or declare the action under `modules.action`. `forgecfg check --fix
    --unsafe-fixes` replaces the name with the suggested one.
    """
    return undefined(context, Target.ACTION)
