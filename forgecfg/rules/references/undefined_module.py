"""FC217."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.references.undefined import undefined

_GOOD = """\
modules:
  jira:command:
    - key: open-orders
      title: Open the orders
      target:
        page: orders
  jira:globalPage:
    - key: orders
      title: Orders
      resource: main
"""


@rule(
    "FC217",
    "undefined-module",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("page: orders", "page: order"),
            at=(6, 15),
            says='did you mean "orders" (line 8)?',
            fixed=_GOOD,
        ),
        Bad(
            """\
modules:
  confluence:customContent:
    - key: review
      title: Review
      resource: main
      supportedContainerTypes: [page, "this:book"]
""",
            at=(6, 45),
            says='confluence:customContent "review" names module "book", which is not there',
        ),
    ),
)
def undefined_module(context: Context) -> Iterator[Violation]:
    """A module names another module of the app that is not there, or not of the right type.

    A command of Jira leads to one of the app's pages in Jira, a time tracking provider has its
    settings on a `jira:adminPage`, and content of the app can lie in other content of the app
    (`this:` and its key). Forge refuses the manifest.
    """
    return undefined(context, Target.MODULE)
