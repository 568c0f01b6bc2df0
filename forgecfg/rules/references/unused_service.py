"""FC222."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.manifest.declarations import names_of
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.references.used import unused

_GOOD = """\
modules:
  endpoint:
    - key: reports
      service: report-server
services:
  - key: report-server
"""


@rule(
    "FC222",
    "unused-service",
    Severity.WARNING,
    good=(
        Good(_GOOD),
        Good(
            _GOOD.replace("service: report-server", "service: reports-container"),
            why="The endpoint names a service that is not there, which is a finding of its own.",
        ),
        Good(
            _GOOD.replace("service: report-server", "remote: report-server"),
            why="So is a remote that is not there.",
        ),
    ),
    bad=(
        Bad(
            _GOOD + "  - key: old-server\n",
            at=(7, 10),
            says='nothing refers to service "old-server"',
        ),
    ),
)
def unused_service(context: Context) -> Iterator[Violation]:
    """A container service that no endpoint names.

    Modules reach a service through an endpoint, so nothing can call it; Forge runs its containers
    all the same.
    """
    manifest = context.manifest
    declared = names_of(manifest, Target.SERVICE)
    named = {reference.name for reference in manifest.references[Target.SERVICE]}
    # An endpoint that names no service at all may mean this one: that is a finding already.
    if not named <= declared.keys():
        return
    by_remote = {reference.name for reference in manifest.references[Target.REMOTE]}
    advice = "name it at the endpoint that leads to it"
    for name, violation in unused(context, Target.SERVICE, advice):
        if name not in by_remote:
            yield violation
