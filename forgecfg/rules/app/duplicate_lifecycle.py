"""FC723."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.connect import connect_modules
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
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("  confluence:lifecycle:\n", ""),
            at=(5, 12),
            says="only one jira:lifecycle entry is allowed",
        ),
    ),
)
def duplicate_lifecycle(context: Context) -> Iterator[Violation]:
    """Only one Connect lifecycle entry per product is allowed.

    The entry contains the URLs for all lifecycle events of the product. Forge rejects a second one
    (verified with @forge/manifest 13.7).

    How to fix:
    Move all URLs to the first entry, and remove the others.
    """
    modules = connect_modules(context.manifest)
    for module_type, section in modules.entries() if modules is not None else ():
        if not module_type.endswith(":lifecycle"):
            continue
        items = list(section.items())
        for item in items[1:]:
            yield Violation(
                at_item(item),
                f"only one {module_type} entry is allowed",
                help="move its URLs to the first entry, and remove it",
                related=((at_item(items[0]), "first declared here"),),
            )
