"""FC217."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.undefined import undefined

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
            says='confluence:customContent "review" references module "book", which does not exist',
        ),
    ),
)
def undefined_module(context: Context) -> Iterator[Violation]:
    """A module references another module that does not exist or has the wrong type.

    A `jira:command` opens a page of the app in Jira, a time tracking provider references a
    `jira:adminPage` for its settings, and custom content can be contained in other custom content
    of the app (`this:` and its key). Forge rejects the manifest.

    How to fix:
    Correct the name, or add the module. Check that the referenced module has the right type.
    `forgecfg check --fix --unsafe-fixes` replaces the name with the suggested one.
    """
    return undefined(context, Target.MODULE)
