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
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("      name: Find an order\n", ""),
            at=(3, 12),
            says='missing name in action "find-order"',
        ),
        Bad(
            _GOOD.replace("Find an order", '""', 1),
            at=(4, 7),
            says='empty name in action "find-order"',
        ),
    ),
)
def action_without_name(context: Context) -> Iterator[Violation]:
    """An action has no name.

    Users see the name where an agent or an automation rule uses the action. Forge warns about an
    action without a name, and plans to require it (verified with @forge/manifest 13.7).

    How to fix:
    Add a `name` that says what the action does, for example `name: Find an order`.
    """
    for module in context.manifest.modules:
        if module.type != "action":
            continue
        name = module.cursor.get("name")
        if name is None or name.is_null or name.value == "":
            yield Violation(
                at_item(module.cursor) if name is None else at_key(name),
                f"{'missing' if name is None else 'empty'} name in {module.label}",
                help="add a `name` that says what the action does",
            )
