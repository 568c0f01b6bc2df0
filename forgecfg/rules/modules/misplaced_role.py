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
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "      useAsConfig: true\n",
            at=(12, 7),
            says='useAsConfig is not allowed in bitbucket:workspaceGlobalPage "start"; only '
            "bitbucket:workspaceSettingsMenuPage accepts it",
            fixed=_GOOD,
        ),
    ),
)
def misplaced_role(context: Context) -> Iterator[Violation]:
    """A Bitbucket module has a role that modules of its type cannot have.

    Only a `bitbucket:workspaceSettingsMenuPage` can be the settings of the app (`useAsConfig`), and
    only a `bitbucket:workspaceGlobalPage` can be its "get started" page (`useAsGetStarted`). Forge
    rejects these properties on all other Bitbucket modules, whatever their value (verified with
    @forge/manifest 13.7).

    How to fix:
    Remove the property, or move it to a module of the type in the message.
    """
    for module in context.manifest.modules:
        if not module.type.startswith("bitbucket:"):
            continue
        for role, module_type in BITBUCKET_ROLES.items():
            found = module.cursor.get(role)
            if found is not None and module.type != module_type:
                yield Violation(
                    at_key(found),
                    f"{role} is not allowed in {module.label}; only {module_type} accepts it",
                    help="remove it",
                    fixes=remove_entry(found, Safety.UNSAFE, f"remove `{role}`"),
                )
