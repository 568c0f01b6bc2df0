"""FC814."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import undeclared
from forgecfg.rules.calls.queues import consumed_queues

_MANIFEST = """\
modules:
  consumer:
    - key: worker
      queue: jobs
      function: work
  function:
    - key: work
      handler: index.work
"""
_CODE = """\
import { Queue } from '@forge/events';
const queue = new Queue({ key: 'jobs' });
export const work = () => queue.push({ body: {} });
"""


@rule(
    Severity.ERROR,
    good=(Good(_MANIFEST, files={"src/index.js": _CODE}),),
    bad=(
        Bad(
            _MANIFEST,
            at=(2, 32),
            file="src/index.js",
            says='did you mean "jobs"?',
            files={"src/index.js": _CODE.replace("'jobs'", "'job'")},
        ),
    ),
)
def undeclared_queue(context: Context) -> Iterator[Violation]:
    """Events are pushed to a queue that no consumer reads.

    `new Queue({ key })` of `@forge/events` pushes to the queue of that name, and a module
    `consumer` with the same `queue` receives the events. Without a consumer the events are lost.
    (`forge lint` does not check it.)

    How to fix:
    Use the `queue` of a consumer as the key, or add a consumer for the queue.
    """
    declared = consumed_queues(context.manifest)
    if declared is not None:
        calls = context.source.named("Queue", package="@forge/events")
        yield from undeclared(calls, declared, "queue", "modules.consumer[].queue")
