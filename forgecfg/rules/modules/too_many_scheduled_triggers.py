"""FC623."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_MOST = 5


def _with(count: int) -> str:
    return "modules:\n  scheduledTrigger:\n" + "".join(
        f"    - key: job-{number}\n      endpoint: jobs\n      interval: day\n"
        for number in range(1, count + 1)
    )


@rule(
    "FC623",
    "too-many-scheduled-triggers",
    Severity.WARNING,
    good=(Good(_with(5)),),
    bad=(
        Bad(
            _with(7),
            at=(18, 12),
            says="the app has 7 scheduled triggers, and Forge allows 5",
        ),
    ),
)
def too_many_scheduled_triggers(context: Context) -> Iterator[Violation]:
    """More scheduled triggers than an app may have.

    An app can have five of them (Forge documentation,
    manifest-reference/modules/scheduled-trigger). Forge's linter does not count them.
    """
    jobs = [module for module in context.manifest.modules if module.type == "scheduledTrigger"]
    if len(jobs) > _MOST:
        yield Violation(
            at_item(jobs[_MOST].cursor),
            f"the app has {len(jobs)} scheduled triggers, and Forge allows {_MOST}",
            help="let one trigger do the work of several with the same interval",
        )
