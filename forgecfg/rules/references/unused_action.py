"""FC213."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.references.used import unused

_GOOD = """\
modules:
  rovo:agent:
    - key: shop-helper
      name: Shop helper
      prompt: You answer questions about orders.
      actions: [find-orders]
  action:
    - key: find-orders
      name: Find orders
      actionVerb: GET
      description: Finds the orders of a customer
      function: find
"""


@rule(
    "FC213",
    "unused-action",
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("      actions: [find-orders]\n", ""),
            at=(7, 12),
            says='nothing refers to action "find-orders"',
        ),
    ),
)
def unused_action(context: Context) -> Iterator[Violation]:
    """An action that no agent, skill, tool server or automation names.

    Nobody can use it. Forge's own linter warns of it too (measured).
    """
    for _, violation in unused(context, Target.ACTION, "name it at the agent that is to use it"):
        yield violation
