"""FC222."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.manifest.declarations import names_of
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.unused import unused

_GOOD = """\
modules:
  endpoint:
    - key: reports
      service: report-server
services:
  - key: report-server
"""


@rule(
    Severity.WARNING,
    good=(
        Good(_GOOD),
        Good(
            _GOOD.replace("service: report-server", "service: reports-container"),
            why="The undeclared service is reported as undefined-service.",
        ),
        Good(
            _GOOD.replace("service: report-server", "remote: report-server"),
            why="The undeclared remote is reported as undefined-remote.",
        ),
    ),
    bad=(
        Bad(
            _GOOD + "  - key: old-server\n",
            at=(7, 10),
            says='service "old-server" is never used',
        ),
    ),
)
def unused_service(context: Context) -> Iterator[Violation]:
    """A container service is not referenced by any endpoint.

    Modules call a service through an endpoint, so nothing can call this one; Forge still runs its
    containers.

    How to fix:
    Reference the service from an endpoint with `service`, or remove the service.
    """
    manifest = context.manifest
    declared = names_of(manifest, Target.SERVICE)
    referenced = {reference.name for reference in manifest.references[Target.SERVICE]}
    # An undefined reference is already reported, and may be intended for this service.
    if not referenced <= declared.keys():
        return
    as_remote = {reference.name for reference in manifest.references[Target.REMOTE]}
    for name, violation in unused(context, Target.SERVICE, "reference it from an endpoint"):
        if name not in as_remote:
            yield violation
