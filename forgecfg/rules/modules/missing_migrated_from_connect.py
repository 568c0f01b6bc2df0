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
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("      migratedFromConnect: true\n", ""),
            at=(7, 7),
            says='connectFieldProperty of jira:customField "mood" requires `migratedFromConnect: '
            "true`",
        ),
    ),
)
def missing_migrated_from_connect(context: Context) -> Iterator[Violation]:
    """A custom field has `connectFieldProperty`, but not `migratedFromConnect: true`.

    `connectFieldProperty` says where the values of the Connect field are stored. Forge rejects it
    in a field without `migratedFromConnect: true` (verified with @forge/manifest 13.7).

    How to fix:
    Add `migratedFromConnect: true` if the field replaces a field of the Connect app. Otherwise
    remove `connectFieldProperty`.
    """
    for module in context.manifest.modules:
        connect_field = module.cursor.get("connectFieldProperty")
        if module.type != "jira:customField":
            continue
        if connect_field is None or not connect_field.is_mapping:
            continue
        migrated = module.cursor.get("migratedFromConnect")
        # The schema check reports values of other types.
        if migrated is None or migrated.value is False:
            yield Violation(
                at_key(connect_field),
                f"connectFieldProperty of {module.label} requires `migratedFromConnect: true`",
                help="add `migratedFromConnect: true`, or remove connectFieldProperty",
            )
