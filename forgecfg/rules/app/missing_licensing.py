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
    Severity.WARNING,
    good=(Good(_GOOD), Good("app:\n  access:\n    userAccess: false\n")),
    bad=(
        Bad(
            _GOOD.replace("enabled: true", "enabled: false"),
            at=(5, 17),
            says="app.access.userAccess requires `app.licensing.enabled: true`",
        ),
        Bad(
            "app:\n  access:\n    userAccess: true\n",
            at=(3, 17),
            says="app.access.userAccess requires `app.licensing.enabled: true`",
        ),
    ),
)
def missing_licensing(context: Context) -> Iterator[Violation]:
    """User-based billing requires `app.licensing.enabled`.

    `app.access.userAccess: true` also needs `app.licensing.enabled: true` (Forge documentation,
    manifest-reference and adopt-user-based-billing). Forge's linter does not check this (verified
    with @forge/manifest 13.7).

    How to fix:
    Set `app.licensing.enabled: true`, or remove `app.access.userAccess` if the app is free.
    """
    app = context.manifest.at("app")
    billing = app.at("access", "userAccess") if app is not None else None
    if app is None or billing is None or billing.value is not True:
        return
    enabled = app.at("licensing", "enabled")
    if enabled is not None and enabled.value is not False:
        return  # the schema check reports values of other types
    yield Violation(
        at_value(billing),
        "app.access.userAccess requires `app.licensing.enabled: true`",
        help="set `app.licensing.enabled: true`",
        related=((at_value(enabled), "disabled here"),) if enabled is not None else (),
    )
