"""FC621."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.events import EVENT_SCOPES, Scopes
from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_key, at_value
from forgecfg.edits.fixes import add_scopes
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.modules.trigger_events import events_of, triggers
from forgecfg.rules.scopes.scope_names import intended_scopes

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
    "FC621",
    "missing-event-scope",
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD),
        # The granular scopes do as well.
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
            says='trigger "watch" listens to 2 events that need the scope "read:jira-work"',
            fixed=_GOOD.replace("read:jira-work", "write:jira-work\n    - read:jira-work"),
        ),
        Bad(
            _TRASH.replace("    - write:confluence-content\n", ""),
            at=(6, 22),
            says='listens to "avi:confluence:trashed:page", which needs the scope '
            '"write:confluence-content"',
            fixed=_TRASH,
        ),
    ),
)
def missing_event_scope(context: Context) -> Iterator[Violation]:
    """A trigger listens to an event whose scope the app does not declare.

    Forge tells an app only of events that it has the scopes for: the classic ones, or all of the
    granular ones (Forge documentation, events-reference). Its linter asks for them, but overlooks
    events that have a filter of their own (measured). Where an app has some of the granular scopes
    already, forgecfg leaves the choice to its author.
    """
    declared = intended_scopes(context.manifest)
    if declared is None:
        return
    for trigger in triggers(context.manifest):
        lacking: dict[tuple[str, ...], list[Cursor]] = {}
        for event in events_of(trigger):
            missing = _missing(EVENT_SCOPES.get(event.text or ""), declared)
            if missing:
                lacking.setdefault(missing, []).append(event)
        for missing, events in lacking.items():
            yield _fault(context, trigger.label, missing, events, declared)


def _missing(needed: Scopes | None, declared: frozenset[str]) -> tuple[str, ...]:
    if needed is None or (needed.granular and declared.issuperset(needed.granular)):
        return ()
    return tuple(scope for scope in needed.classic if scope not in declared)


def _fault(
    context: Context,
    label: str,
    missing: tuple[str, ...],
    events: list[Cursor],
    declared: frozenset[str],
) -> Violation:
    names = " and ".join(quote(scope) for scope in missing)
    scopes = f"the scope{'s' * (len(missing) > 1)} {names}"
    if len(events) == 1:
        what = f"{quote(events[0].text or '')}, which needs {scopes}"
    else:
        what = f"{len(events)} events that need {scopes}"
    location = context.manifest.scope_anchor
    related = [(at_value(event), "so does this one") for event in events[1:]]
    if location is not None:
        related.append((at_key(location), "add it here"))
    granular = {scope for event in events for scope in EVENT_SCOPES[event.text or ""].granular}
    started = sorted(granular & declared)
    return Violation(
        at_value(events[0]),
        f"{label} listens to {what}",
        help=f"or complete the granular scopes: {', '.join(sorted(granular - declared))}"
        if started
        else "",
        related=tuple(related),
        fixes=() if started else add_scopes(context.manifest.scope_section, missing),
    )
