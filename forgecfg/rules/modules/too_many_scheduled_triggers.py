"""FC623."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.limits import LIMITS
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.limits import check_count


def _with(count: int) -> str:
    return "modules:\n  scheduledTrigger:\n" + "".join(
        f"    - key: job-{number}\n      endpoint: jobs\n      interval: day\n"
        for number in range(1, count + 1)
    )


@rule(
    Severity.WARNING,
    good=(Good(_with(5)),),
    bad=(
        Bad(
            _with(7),
            at=(18, 12),
            says="too many scheduled triggers: 7 (limit 5)",
        ),
    ),
)
def too_many_scheduled_triggers(context: Context) -> Iterator[Violation]:
    """The app declares more scheduled triggers than Forge allows.

    An app can have five of them (Forge documentation,
    manifest-reference/modules/scheduled-trigger). Forge's linter does not count them.

    How to fix:
    Combine triggers with the same interval: let the function or endpoint of one trigger do the work
    of several.
    """
    triggers = [
        module.cursor for module in context.manifest.modules if module.type == "scheduledTrigger"
    ]
    limit = LIMITS["modules.scheduledTrigger[]"]
    yield from check_count(limit, triggers, "combine triggers with the same interval into one")
