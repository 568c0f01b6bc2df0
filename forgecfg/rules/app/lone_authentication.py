"""FC722."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_key
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.cascades import has_misspelling_of

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
    "FC722",
    "lone-authentication",
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.partition("connectModules")[0],
            at=(5, 5),
            says="app.connect.authentication is for connectModules, and there are none",
        ),
    ),
)
def lone_authentication(context: Context) -> Iterator[Violation]:
    """An app says how its Connect modules authenticate, and has none.

    Forge refuses `app.connect.authentication` without `connectModules` (measured). It is left over
    when the last Connect module has become one of Forge.
    """
    root = context.manifest.root
    authentication = root.at("app", "connect", "authentication") if root is not None else None
    if root is None or authentication is None or not authentication.value:
        return
    if root.get("connectModules") is None and not has_misspelling_of(root, "connectModules"):
        yield Violation(
            at_key(authentication),
            "app.connect.authentication is for connectModules, and there are none",
            help="remove it",
        )
