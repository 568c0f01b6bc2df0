"""FC622."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.catalog.date import AS_OF
from forgecfg.catalog.events import APP_EVENT, KNOWN_EVENTS
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.gates.common import LIFE_CYCLE_EVENTS
from forgecfg.rules.modules.trigger_events import events_of, triggers

_WORD_CUTOFF = 0.75
_LONGEST = 200
_SEPARATORS = re.compile(r"[^a-z0-9]+")

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
    "FC622",
    "unknown-event",
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _with("avi:jira:update:issue"),
            at=(6, 11),
            says='Forge sends no event "avi:jira:update:issue"; did you mean '
            '"avi:jira:updated:issue"?',
            fixed=_GOOD,
        ),
        Bad(_with("jira:issue_updated"), at=(6, 11), says="did you mean", fixed=_GOOD),
        Bad(
            _with("avi:jira:updated:sprint"),
            at=(6, 11),
            says='did you mean "avi:jira-software:updated:sprint"?',
            fixed=_with("avi:jira-software:updated:sprint"),
        ),
        Bad(
            _with("avi:jira:painted:issue"),
            at=(6, 11),
            says=f'event "avi:jira:painted:issue" is not among those that Forge knew on {AS_OF}',
            severity=Severity.INFO,
        ),
    ),
)
def unknown_event(context: Context) -> Iterator[Violation]:
    """A trigger listens to an event that forgecfg does not know.

    Forge accepts any name, and a trigger on an event that nobody sends is never called. A name that
    is nearly that of a known event is a warning. Any other is a hint, as it may be newer than the
    catalogue of forgecfg. See Forge documentation, events-reference.
    """
    for trigger in triggers(context.manifest):
        for event in events_of(trigger):
            name = event.text
            if name is None or name in KNOWN_EVENTS or name in LIFE_CYCLE_EVENTS:
                continue
            # Other apps name their events as they like; an undeclared variable is its own fault.
            if name.startswith(APP_EVENT) or "${" in name or not name:
                continue
            meant = intended_name(name)
            if meant is not None:
                yield Violation(
                    at_value(event),
                    f"Forge sends no event {quote(name)}",
                    hint=f"did you mean {quote(meant)}?",
                    fixes=replace_with(event, meant),
                )
            else:
                yield Violation(
                    at_value(event),
                    f"event {quote(name)} is not among those that Forge knew on {AS_OF}",
                    help="look it up in the events reference of the Forge documentation",
                    severity=Severity.INFO,
                )


def intended_name(name: str) -> str | None:
    """The known event that an unknown name is a slip of, None where there is none.

    A slip has the words in another order or with other separators, one word slightly wrong, the
    wrong product, or no version at its end.
    """
    if len(name) > _LONGEST:
        return None
    words = _words(name)
    others = [(known, _words(known)) for known in sorted(KNOWN_EVENTS | LIFE_CYCLE_EVENTS)]
    for known, known_words in others:
        if sorted(words) == sorted(known_words) or [*words, "v2"] == known_words:
            return known
    best = max(others, key=lambda other: _likeness(words, other[1]))
    if _likeness(words, best[1]) >= _WORD_CUTOFF:
        return best[0]
    moved = [known for known, known_words in others if known_words[-2:] == words[1:]]
    return moved[0] if len(moved) == 1 and len(words) == 3 else None


def _words(name: str) -> list[str]:
    words = [word for word in _SEPARATORS.split(name.casefold()) if word]
    return words[1:] if words[:1] == ["avi"] else words


def _likeness(words: list[str], known: list[str]) -> float:
    """How much two names are alike where one word differs, else 0."""
    if len(words) != len(known):
        return 0.0
    differing = [pair for pair in zip(words, known, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return 0.0
    from difflib import SequenceMatcher

    return SequenceMatcher(None, *differing[0]).ratio()
