"""FC621."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.events import EVENT_SCOPES, Scopes
from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_key, at_value
from forgecfg.edits.fixes import add_scopes
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.events import events_of, triggers
from forgecfg.manifest.analysis.scope_names import intended_scopes
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  trigger:
    - key: watch
      endpoint: on-event
      events:
        - avi:jira-software:started:sprint
        - avi:jira-software:closed:sprint
permissions:
  scopes:
    - read:jira-work
"""
_TRASH = """\
modules:
  trigger:
    - key: clean-up
      endpoint: on-event
      events:
        - eventType: avi:confluence:trashed:page
          filter:
            expression: event.content.space.key == 'DOCS'
permissions:
  scopes:
    - read:confluence-content.summary
    - write:confluence-content
"""


@rule(
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD),
        # Granular scopes are accepted as well.
        Good(_GOOD.replace("read:jira-work", "read:sprint:jira-software")),
        Good(_TRASH),
        Good(
            _GOOD.replace("read:jira-work", "${EXTRA_SCOPE}")
            + "environment:\n  variables:\n    - EXTRA_SCOPE\n"
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("read:jira-work", "write:jira-work"),
            at=(6, 11),
            says='missing scope "read:jira-work", required by 2 events of trigger "watch"',
            fixed=_GOOD.replace("read:jira-work", "write:jira-work\n    - read:jira-work"),
        ),
        Bad(
            _TRASH.replace("    - write:confluence-content\n", ""),
            at=(6, 22),
            says='missing scope "write:confluence-content", required by event '
            '"avi:confluence:trashed:page" of trigger "clean-up"',
            fixed=_TRASH,
        ),
    ),
)
def missing_event_scope(context: Context) -> Iterator[Violation]:
    """A trigger listens to an event whose scope the app does not declare.

    Forge sends an event only to apps that have the scopes for it: the classic ones, or all of the
    granular ones (Forge documentation, events-reference). Forge's linter requires them, but misses
    events with their own filter (verified with @forge/manifest 13.7). If the app already has some
    of the granular scopes, forgecfg offers no fix, since only you know which kind you prefer.

    How to fix:
    Add the classic scope in the message to `permissions.scopes`, or all granular scopes that the
    events reference lists for the event.
    """
    declared = intended_scopes(context.manifest)
    if declared is None:
        return
    for trigger in triggers(context.manifest):
        events_by_scopes: dict[tuple[str, ...], list[Cursor]] = {}
        for event in events_of(trigger):
            missing = _missing(EVENT_SCOPES.get(event.text or ""), declared)
            if missing:
                events_by_scopes.setdefault(missing, []).append(event)
        for missing, events in events_by_scopes.items():
            yield _violation(context, trigger.label, missing, events, declared)


def _missing(required: Scopes | None, declared: frozenset[str]) -> tuple[str, ...]:
    if required is None or (required.granular and declared.issuperset(required.granular)):
        return ()
    return tuple(scope for scope in required.classic if scope not in declared)


def _violation(
    context: Context,
    label: str,
    missing: tuple[str, ...],
    events: list[Cursor],
    declared: frozenset[str],
) -> Violation:
    names = " and ".join(quote(scope) for scope in missing)
    scopes = f"scope{'s' * (len(missing) > 1)} {names}"
    subject = (
        f"event {quote(events[0].text or '')}" if len(events) == 1 else f"{len(events)} events"
    )
    location = context.manifest.scope_anchor
    related = [(at_value(event), "this event also requires it") for event in events[1:]]
    if location is not None:
        related.append((at_key(location), "add it here"))
    granular = {scope for event in events for scope in EVENT_SCOPES[event.text or ""].granular}
    started = sorted(granular & declared)
    return Violation(
        at_value(events[0]),
        f"missing {scopes}, required by {subject} of {label}",
        help=f"add {names}, or the remaining granular scopes: "
        f"{', '.join(sorted(granular - declared))}"
        if started
        else f"add {names} to permissions.scopes",
        related=tuple(related),
        fixes=() if started else add_scopes(context.manifest.scope_section, missing),
    )
