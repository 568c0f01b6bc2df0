"""FC724."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.connect import connect_modules
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
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("- key: deleted\n      ", "- "),
            at=(5, 7),
            says="missing key in entry 2 of jira:webhooks; only one Connect module can omit it",
        ),
    ),
)
def connect_modules_without_key(context: Context) -> Iterator[Violation]:
    """More than one Connect module has no key.

    The keys of all Connect modules must be unique, and Forge treats two modules without a key as
    two with the same (verified with @forge/manifest 13.7). A Connect descriptor does not require a
    key in every module, so the problem only appears when you move the app to Forge.

    How to fix:
    Add a unique `key` to each Connect module.
    """
    modules = connect_modules(context.manifest)
    keyless = [
        (f"entry {number} of {module_type}", item)
        for module_type, section in (modules.entries() if modules is not None else ())
        for number, item in enumerate(section.items(), start=1)
        # duplicate-lifecycle reports a second lifecycle entry.
        if item.is_mapping
        and item.get("key") is None
        and (number == 1 or ":life" not in module_type)
    ]
    for label, item in keyless[1:]:
        yield Violation(
            at_item(item),
            f"missing key in {label}; only one Connect module can omit it",
            help="add a unique `key`",
            related=((at_item(keyless[0][1]), f"{keyless[0][0]} has no key either"),),
        )
