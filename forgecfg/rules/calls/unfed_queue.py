"""FC815."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.queues import consumed_queues

_MANIFEST = """\
modules:
  consumer:
    - key: worker
      queue: jobs
      function: work
    - key: old-worker
      queue: old-jobs
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
    Severity.WARNING,
    good=(
        Good(
            _MANIFEST,
            files={
                "src/index.js": _CODE + "const other = new Queue({ key: process.env.QUEUE });\n"
            },
            why="The key of one queue is unknown.",
        ),
    ),
    bad=(
        Bad(
            _MANIFEST,
            at=(7, 14),
            says='nothing pushes to queue "old-jobs"',
            files={"src/index.js": _CODE},
        ),
    ),
)
def unfed_queue(context: Context) -> Iterator[Violation]:
    """A consumer reads a queue that no code pushes to.

    The consumer never runs. Nothing is reported if the key of a queue, or a file of the app, cannot
    be read, or if code contains the name in quotes, because a package may push to the queue.

    How to fix:
    Remove the consumer, or push events with `new Queue({ key })` of `@forge/events`.
    """
    facts = context.source
    queues = consumed_queues(context.manifest)
    if not queues or not facts.knows_all(("@forge/events", "Queue")):
        return
    if "@forge/events" not in facts.imports:
        return
    fed = {key.name for call in facts.named("Queue") for key in call.keys}
    for name, location in queues.items():
        if name not in fed and not _is_mentioned(context, name):
            yield Violation(
                at_value(location),
                f"nothing pushes to queue {quote(name)}",
                help="remove the consumer, or push events with `new Queue({ key })`",
            )


def _is_mentioned(context: Context, name: str) -> bool:
    """Whether code contains the name in quotes."""
    texts = [index.text for index in context.source.texts.values()]
    return any(f"{mark}{name}{mark}" in text for mark in "'\"`" for text in texts)
