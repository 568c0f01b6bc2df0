"""FC614."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_key
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  jira:customField:
    - key: mood
      name: Mood
      description: How the reporter feels
      type: string
      migratedFromConnect: true
      connectFieldProperty:
        key: mood
        path: value
"""


@rule(
    "FC614",
    "unmigrated-field",
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("      migratedFromConnect: true\n", ""),
            at=(7, 7),
            says='jira:customField "mood" has connectFieldProperty without '
            "`migratedFromConnect: true`",
        ),
    ),
)
def unmigrated_field(context: Context) -> Iterator[Violation]:
    """A custom field names a field of the Connect app, but does not take its place.

    `connectFieldProperty` says where the values of the old field are. Forge refuses it on a field
    without `migratedFromConnect: true` (measured).
    """
    for module in context.manifest.modules:
        old = module.cursor.get("connectFieldProperty")
        if module.type != "jira:customField" or old is None or not old.is_mapping:
            continue
        migrated = module.cursor.get("migratedFromConnect")
        # Other values are faults of shape.
        if migrated is None or migrated.value is False:
            yield Violation(
                at_key(old),
                f"{module.label} has connectFieldProperty without `migratedFromConnect: true`",
                help="add `migratedFromConnect: true`, or remove connectFieldProperty",
            )
