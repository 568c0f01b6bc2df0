"""FC203."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.references.undefined import undefined

_GOOD = """\
modules:
  endpoint:
    - key: reports-api
      service: reports
services:
  - key: reports
"""


@rule(
    "FC203",
    "undefined-service",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("service: reports", "service: report"),
            at=(4, 16),
            says='endpoint "reports-api" names service "report", which services does not declare',
            fixed=_GOOD,
        ),
    ),
)
def undefined_service(context: Context) -> Iterator[Violation]:
    """An endpoint names a container service that `services` does not declare.

    An endpoint leads either to a remote or to a service of the app itself. A service that is not
    declared is not started, so the call has nowhere to go.
    """
    return undefined(context, Target.SERVICE)
