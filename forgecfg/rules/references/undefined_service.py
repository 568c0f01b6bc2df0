"""FC203."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.undefined import undefined

_GOOD = """\
modules:
  endpoint:
    - key: reports-api
      service: reports
services:
  - key: reports
"""


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("service: reports", "service: report"),
            at=(4, 16),
            says='endpoint "reports-api" references service "report", which is not declared under',
            fixed=_GOOD,
        ),
    ),
)
def undefined_service(context: Context) -> Iterator[Violation]:
    """An endpoint references a container service that is not declared under `services`.

    An endpoint sends calls either to a remote or to a container service of the app. Forge does not
    start an undeclared service, so the calls fail.

    How to fix:
    Correct the name, or declare the service under `services`. `forgecfg check --fix --unsafe-fixes`
    replaces the name with the suggested one.
    """
    return undefined(context, Target.SERVICE)
