"""FC725."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.deprecations import CONNECT_END_OF_SUPPORT
from forgecfg.document.locations import at_key
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  jira:issuePanel:
    - key: orders
      title: Orders
      icon: https://shop.acme-it.app/orders.svg
      resource: main
app:
  connect:
    key: com.acme.orders
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD, why="The app keeps only the key of its Connect app."),),
    bad=(
        Bad(
            _GOOD + "connectModules:\n  jira:webPanels:\n    - key: orders-panel\n",
            at=(10, 1),
            says="the app has Connect modules; support for Connect ends on 2027-01-31",
        ),
    ),
)
def connect_end_of_support(context: Context) -> Iterator[Violation]:
    """The app still has Connect modules.

    Atlassian ends the support for Connect on 2027-01-31 (Forge changelog, CHANGE-3383). Until then,
    Forge deploys the modules under `connectModules`.

    How to fix:
    Replace each Connect module with a Forge module. `npx @atlassian/connect-to-forge` shows how far
    an app is (Forge documentation, adopting-forge-from-connect/adoption-status-tool).
    """
    connect = context.manifest.at("connectModules")
    if connect is not None and connect.is_mapping and any(connect.entries()):
        yield Violation(
            at_key(connect),
            f"the app has Connect modules; support for Connect ends on {CONNECT_END_OF_SUPPORT} "
            "(CHANGE-3383)",
            help="replace them with Forge modules before that date",
        )
