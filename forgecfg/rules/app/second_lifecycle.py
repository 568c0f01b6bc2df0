"""FC723."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.rules.app.connect import connect_modules
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
connectModules:
  jira:lifecycle:
    - key: lifecycle
      installed: /installed
  confluence:lifecycle:
    - key: confluence-lifecycle
      installed: /installed
"""


@rule(
    "FC723",
    "second-lifecycle",
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("  confluence:lifecycle:\n", ""),
            at=(5, 12),
            says="jira:lifecycle can have only one entry",
        ),
    ),
)
def second_lifecycle(context: Context) -> Iterator[Violation]:
    """A product tells a Connect app of its life cycle in two ways.

    The entry names the addresses for all events of the life cycle, so that there can be only one
    for each product. Forge refuses a second one (measured).
    """
    modules = connect_modules(context.manifest)
    for kind, section in modules.entries() if modules is not None else ():
        if not kind.endswith(":lifecycle"):
            continue
        items = list(section.items())
        for item in items[1:]:
            yield Violation(
                at_item(item),
                f"{kind} can have only one entry",
                help="put all addresses into the first one",
                related=((at_item(items[0]), "the first one"),),
            )
