"""FC622."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.date import AS_OF
from forgecfg.catalog.events import APP_EVENT, KNOWN_EVENTS
from forgecfg.catalog.meanings import SCHEDULED_ADVICE, is_schedule
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.event_names import intended_event
from forgecfg.manifest.analysis.events import events_of, triggers
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.gates.common import LIFE_CYCLE_EVENTS

_GOOD = """\
modules:
  trigger:
    - key: watch
      endpoint: on-event
      events:
        - avi:jira:updated:issue
        - avi:forge:installed:app
        - avi:cloud:ecosystem::event/d9022ad7-c220-4836-b1d1-7f9f2c633d3a/orders
"""


def _with(event: str) -> str:
    return _GOOD.replace("avi:jira:updated:issue", event)


@rule(
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _with("avi:jira:update:issue"),
            at=(6, 11),
            says='unknown event "avi:jira:update:issue"; did you mean "avi:jira:updated:issue"?',
            fixed=_GOOD,
        ),
        Bad(_with("jira:issue_updated"), at=(6, 11), says="did you mean", fixed=_GOOD),
        Bad(
            _with("avi:jira:updated:sprint"),
            at=(6, 11),
            says='did you mean "avi:jira-software:updated:sprint"?',
            fixed=_with("avi:jira-software:updated:sprint"),
        ),
        Bad(_with("abi:jira:updated:issue"), at=(6, 11), says="did you mean", fixed=_GOOD),
        Bad(
            _with("avi:forge:scheduled:trigger"),
            at=(6, 11),
            says='unknown event "avi:forge:scheduled:trigger"',
        ),
        Bad(
            _with("avi:jira:painted:issue"),
            at=(6, 11),
            says=f'unknown event "avi:jira:painted:issue" (not in the catalog of {AS_OF}; it may '
            "be newer)",
            severity=Severity.INFO,
        ),
    ),
)
def unknown_event(context: Context) -> Iterator[Violation]:
    """A trigger listens to an unknown event.

    Forge accepts any name, and a trigger on an event that does not exist is never called. A name
    that is similar to a known event is a warning. The severity of any other name is info, since it
    may be newer than the catalog of forgecfg.

    How to fix:
    Use a name from the events reference of the Forge documentation, for example
    `avi:jira:updated:issue`. If the event is newer than the catalog, ignore the finding.
    """
    for trigger in triggers(context.manifest):
        for event in events_of(trigger):
            name = event.text
            if name is None or name in KNOWN_EVENTS or name in LIFE_CYCLE_EVENTS:
                continue
            # Events of other apps can have any name; undeclared variables are reported elsewhere.
            if name.startswith(APP_EVENT) or "${" in name or not name:
                continue
            candidate = intended_event(name)
            if is_schedule(name):
                yield Violation(
                    at_value(event), f"unknown event {quote(name)}", help=SCHEDULED_ADVICE
                )
            elif candidate is not None:
                yield Violation(
                    at_value(event),
                    f"unknown event {quote(name)}",
                    hint=f"did you mean {quote(candidate)}?",
                    fixes=replace_with(event, candidate),
                )
            else:
                yield Violation(
                    at_value(event),
                    f"unknown event {quote(name)} (not in the catalog of {AS_OF}; it may be newer)",
                    help="check it against the events reference of the Forge documentation",
                    severity=Severity.INFO,
                )
