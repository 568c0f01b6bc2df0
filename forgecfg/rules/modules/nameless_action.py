"""FC630."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_item, at_key
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  action:
    - key: find-order
      name: Find an order
      description: Finds an order by its number
      endpoint: orders
      actionVerb: GET
"""


@rule(
    "FC630",
    "nameless-action",
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("      name: Find an order\n", ""),
            at=(3, 12),
            says='action "find-order" has no name',
        ),
        Bad(_GOOD.replace("Find an order", '""', 1), at=(4, 7), says="has no name"),
    ),
)
def nameless_action(context: Context) -> Iterator[Violation]:
    """An action without a name.

    Users see the name where an agent or an automation rule uses the action. Forge warns of an
    action without one, as it is going to require it (measured).
    """
    for module in context.manifest.modules:
        if module.type != "action":
            continue
        name = module.cursor.get("name")
        if name is None or name.is_null or name.value == "":
            yield Violation(
                at_item(module.cursor) if name is None else at_key(name),
                f"{module.label} has no name",
                help="add a `name` that tells users what the action does",
            )
