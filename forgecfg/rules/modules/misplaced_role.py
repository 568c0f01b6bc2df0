"""FC613."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.single_modules import BITBUCKET_ROLES
from forgecfg.document.locations import at_key
from forgecfg.edits.fixes import remove_entry
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  bitbucket:workspaceSettingsMenuPage:
    - key: settings
      title: Settings
      resource: settings
      useAsConfig: true
  bitbucket:workspaceGlobalPage:
    - key: start
      title: Start
      resource: start
      useAsGetStarted: true
"""


@rule(
    "FC613",
    "misplaced-role",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "      useAsConfig: true\n",
            at=(12, 7),
            says='useAsConfig of bitbucket:workspaceGlobalPage "start" means nothing there: only '
            "bitbucket:workspaceSettingsMenuPage takes it",
            fixed=_GOOD,
        ),
    ),
)
def misplaced_role(context: Context) -> Iterator[Violation]:
    """A page of Bitbucket has a role that pages of its type cannot have.

    The app's settings (`useAsConfig`) can be a `bitbucket:workspaceSettingsMenuPage`, and its first
    steps (`useAsGetStarted`) a `bitbucket:workspaceGlobalPage`. Forge refuses these properties on
    all other modules of Bitbucket, whatever their value (measured).
    """
    for module in context.manifest.modules:
        if not module.type.startswith("bitbucket:"):
            continue
        for role, kind in BITBUCKET_ROLES.items():
            found = module.cursor.get(role)
            if found is not None and module.type != kind:
                yield Violation(
                    at_key(found),
                    f"{role} of {module.label} means nothing there: only {kind} takes it",
                    help="remove it",
                    fixes=remove_entry(found, Safety.UNSAFE, "remove it"),
                )
