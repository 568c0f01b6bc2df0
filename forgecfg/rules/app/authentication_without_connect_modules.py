"""FC722."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_key
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.misplaced import has_misspelling_of
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
app:
  connect:
    key: com.example.timesheet
    remote: timesheet
    authentication: jwt
connectModules:
  jira:webPanels:
    - key: panel
"""


@rule(
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.partition("connectModules")[0],
            at=(5, 5),
            says="app.connect.authentication requires connectModules, but the manifest has none",
        ),
    ),
)
def authentication_without_connect_modules(context: Context) -> Iterator[Violation]:
    """`app.connect.authentication` is set, but the app has no Connect modules.

    Forge rejects the property without `connectModules` (verified with @forge/manifest 13.7). It is
    often left over when the last Connect module was replaced with a Forge module.

    How to fix:
    Remove `app.connect.authentication`.
    """
    root = context.manifest.root
    authentication = root.at("app", "connect", "authentication") if root is not None else None
    if root is None or authentication is None or not authentication.value:
        return
    if root.get("connectModules") is None and not has_misspelling_of(root, "connectModules"):
        yield Violation(
            at_key(authentication),
            "app.connect.authentication requires connectModules, but the manifest has none",
            help="remove it",
        )
