"""FC620."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import at_key, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.events import events_of, triggers
from forgecfg.manifest.references import Module
from forgecfg.rules.base import Bad, Context, Good, rule

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
_EVENT_FILTER = """\
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
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good(_EVENT_FILTER),
        Good(_GOOD.replace("jira", "confluence").replace("ignoreSelf: true", "ignoreSelf: false")),
    ),
    bad=(
        Bad(
            _GOOD.replace("avi:jira-software:started:sprint", "avi:confluence:updated:page"),
            at=(9, 9),
            says='ignoreSelf of trigger "watch" is only supported for Jira events',
        ),
        Bad(
            _EVENT_FILTER.replace("avi:jira:updated:issue", "avi:confluence:updated:page"),
            at=(8, 13),
            says="is only supported for Jira events",
        ),
        Bad(
            _EVENT_FILTER + "      filter:\n        ignoreSelf: true\n",
            at=(10, 9),
            says="cannot be combined with events that have their own filter",
        ),
    ),
)
def event_filter(context: Context) -> Iterator[Violation]:
    """`ignoreSelf` is used with events that do not support it, or in two kinds of filters.

    `ignoreSelf` is only supported for Jira events (Forge documentation,
    manifest-reference/modules/trigger), and Forge rejects it for other events. It belongs in the
    filter of the whole trigger, or in the filter of each event. If events have their own filter,
    Forge's linter fails on a filter of the whole trigger (verified with @forge/manifest 13.7).

    How to fix:
    Remove `ignoreSelf`, or move the events of other products to another trigger. If the events have
    their own filter, move `ignoreSelf` into each of them.
    """
    for trigger in triggers(context.manifest):
        listed = trigger.cursor.get("events")
        for event in listed.items() if listed is not None else ():
            own = event.get("eventType")
            flag = _ignore_self(event)
            if flag is not None and own is not None:
                yield from _check_events(trigger, flag, [own])
        flag = _ignore_self(trigger.cursor)
        if flag is None or listed is None:
            continue
        if any(event.is_mapping for event in listed.items()):
            yield Violation(
                at_key(flag),
                f"ignoreSelf of {trigger.label} cannot be combined with events that have their "
                "own filter",
                help="move it to the filter of each event",
            )
        else:
            yield from _check_events(trigger, flag, list(events_of(trigger)))


def _ignore_self(parent: Cursor) -> Cursor | None:
    flag = parent.at("filter", "ignoreSelf")
    return flag if flag is not None and flag.value is True else None


def _check_events(trigger: Module, flag: Cursor, events: list[Cursor]) -> Iterator[Violation]:
    unsupported = [e for e in events if e.text is not None and "jira" not in e.text]
    if unsupported:
        yield Violation(
            at_key(flag),
            f"ignoreSelf of {trigger.label} is only supported for Jira events",
            help="remove it, or move the other events to another trigger",
            related=tuple((at_value(event), "not a Jira event") for event in unsupported),
        )
