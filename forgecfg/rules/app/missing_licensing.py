"""FC705."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
app:
  licensing:
    enabled: true
  access:
    userAccess: true
"""


@rule(
    "FC705",
    "missing-licensing",
    Severity.WARNING,
    good=(Good(_GOOD), Good("app:\n  access:\n    userAccess: false\n")),
    bad=(
        Bad(
            _GOOD.replace("enabled: true", "enabled: false"),
            at=(5, 17),
            says="app.access.userAccess is true, but app.licensing.enabled is not",
        ),
        Bad(
            "app:\n  access:\n    userAccess: true\n",
            at=(3, 17),
            says="app.access.userAccess is true, but app.licensing.enabled is not",
        ),
    ),
)
def missing_licensing(context: Context) -> Iterator[Violation]:
    """An app bills by user, but is not a licensed one.

    `app.access.userAccess: true` needs `app.licensing.enabled: true` besides (Forge documentation,
    manifest-reference and adopt-user-based-billing). Forge's own linter does not look at that
    (measured).
    """
    app = context.manifest.at("app")
    billing = app.at("access", "userAccess") if app is not None else None
    if app is None or billing is None or billing.value is not True:
        return
    enabled = app.at("licensing", "enabled")
    if enabled is not None and enabled.value is not False:
        return  # of another type, it is a fault of shape
    yield Violation(
        at_value(billing),
        "app.access.userAccess is true, but app.licensing.enabled is not",
        help="set `app.licensing.enabled: true`",
        related=((at_value(enabled), "it is off here"),) if enabled is not None else (),
    )
