"""FC724."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.rules.app.connect import connect_modules
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
connectModules:
  jira:webhooks:
    - event: jira:issue_created
      url: /created
    - key: deleted
      event: jira:issue_deleted
      url: /deleted
"""


@rule(
    "FC724",
    "keyless-modules",
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("- key: deleted\n      ", "- "),
            at=(5, 7),
            says="a second Connect module has no key: jira:webhooks 2",
        ),
    ),
)
def keyless_modules(context: Context) -> Iterator[Violation]:
    """Two Connect modules have no key.

    Forge wants different keys for all modules, and takes two modules without one for two with the
    same (measured). A Connect descriptor need not name all modules, so this shows only when the app
    moves to Forge.
    """
    modules = connect_modules(context.manifest)
    keyless = [
        (f"{kind} {number}", item)
        for kind, section in (modules.entries() if modules is not None else ())
        for number, item in enumerate(section.items(), start=1)
        # A second life cycle is a fault of its own.
        if item.is_mapping and item.get("key") is None and (number == 1 or ":life" not in kind)
    ]
    for label, item in keyless[1:]:
        yield Violation(
            at_item(item),
            f"a second Connect module has no key: {label}",
            help="give each of them a key",
            related=((at_item(keyless[0][1]), f"{keyless[0][0]} has none either"),),
        )
