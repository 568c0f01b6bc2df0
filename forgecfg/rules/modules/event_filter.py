"""FC620."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import at_key, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Module
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.modules.trigger_events import events_of, triggers

_GOOD = """\
modules:
  trigger:
    - key: watch
      endpoint: on-event
      events:
        - avi:jira:updated:issue
        - avi:jira-software:started:sprint
      filter:
        ignoreSelf: true
"""
_EACH = """\
modules:
  trigger:
    - key: watch
      endpoint: on-event
      events:
        - eventType: avi:jira:updated:issue
          filter:
            ignoreSelf: true
"""


@rule(
    "FC620",
    "event-filter",
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good(_EACH),
        Good(_GOOD.replace("jira", "confluence").replace("ignoreSelf: true", "ignoreSelf: false")),
    ),
    bad=(
        Bad(
            _GOOD.replace("avi:jira-software:started:sprint", "avi:confluence:updated:page"),
            at=(9, 9),
            says='ignoreSelf of trigger "watch" works only with events of Jira',
        ),
        Bad(
            _EACH.replace("avi:jira:updated:issue", "avi:confluence:updated:page"),
            at=(8, 13),
            says="works only with events of Jira",
        ),
        Bad(
            _EACH + "      filter:\n        ignoreSelf: true\n",
            at=(10, 9),
            says="stands beside events with a filter of their own, which Forge cannot read",
        ),
    ),
)
def event_filter(context: Context) -> Iterator[Violation]:
    """A trigger filters events in a way that works only with those of Jira, or filters them twice.

    `ignoreSelf` works only with the events of Jira (Forge documentation,
    manifest-reference/modules/trigger), and Forge refuses it with others. It stands in the filter
    of the whole trigger, or of each event: with events that have a filter of their own, Forge's
    linter fails on the filter of the whole trigger (measured).
    """
    for trigger in triggers(context.manifest):
        listed = trigger.cursor.get("events")
        for event in listed.items() if listed is not None else ():
            own = event.get("eventType")
            flag = _ignore_self(event)
            if flag is not None and own is not None:
                yield from _fault(trigger, flag, [own])
        flag = _ignore_self(trigger.cursor)
        if flag is None or listed is None:
            continue
        if any(event.is_mapping for event in listed.items()):
            yield Violation(
                at_key(flag),
                f"ignoreSelf of {trigger.label} stands beside events with a filter of their own, "
                "which Forge cannot read",
                help="move it to the filter of each event",
            )
        else:
            yield from _fault(trigger, flag, list(events_of(trigger)))


def _ignore_self(holder: Cursor) -> Cursor | None:
    flag = holder.at("filter", "ignoreSelf")
    return flag if flag is not None and flag.value is True else None


def _fault(trigger: Module, flag: Cursor, events: list[Cursor]) -> Iterator[Violation]:
    others = [event for event in events if event.text is not None and "jira" not in event.text]
    if others:
        yield Violation(
            at_key(flag),
            f"ignoreSelf of {trigger.label} works only with events of Jira",
            help="remove it, or put the other events into a trigger of their own",
            related=tuple((at_value(event), "this is no event of Jira") for event in others),
        )
