"""FC617."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.deprecations import MODULE_TYPES
from forgecfg.document.locations import at_key
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  jira:issueContext:
    - key: orders
      title: Orders
      resource: main
      resolver:
        function: orders
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("issueContext", "issueGlance"),
            at=(2, 3),
            says="module type jira:issueGlance is deprecated since 2026-05-05 (CHANGE-3203)",
        ),
        Bad(
            _GOOD.replace("jira:issueContext", "confluence:fullPage"),
            at=(2, 3),
            says="module type confluence:fullPage is deprecated since 2026-09-30 (CHANGE-3380)",
        ),
    ),
)
def deprecated_module(context: Context) -> Iterator[Violation]:
    """A module has a type that Forge has deprecated.

    Forge still accepts the type, and removes it after a period that its changelog announces. The
    message names the date and the entry of the changelog.

    How to fix:
    Use the successor that the message names. Its properties differ in part, so read its page in
    the Forge documentation and test the app.
    """
    modules = context.manifest.at("modules")
    for name, section in modules.entries() if modules is not None else ():
        deprecated = MODULE_TYPES.get(name)
        if deprecated is not None:
            yield Violation(
                at_key(section),
                f"module type {name} is deprecated since {deprecated.since} ({deprecated.source})",
                help=f"use `{deprecated.successor}`",
            )
