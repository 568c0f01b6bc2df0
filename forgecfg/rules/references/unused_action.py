"""FC213."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.unused import unused

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
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("      actions: [find-orders]\n", ""),
            at=(7, 12),
            says='action "find-orders" is never used',
        ),
    ),
)
def unused_action(context: Context) -> Iterator[Violation]:
    """An action is not referenced by any agent, skill, tool server or automation.

    The action cannot be called. Forge's own linter warns about it too (verified with
    @forge/manifest 13.7).

    How to fix:
    Add the key of the action to `actions` of the agent that should use it, or remove the action.
    """
    for _, violation in unused(context, Target.ACTION, "add it to `actions` of an agent"):
        yield violation
