"""FC622."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from forgecfg.catalog.date import AS_OF
from forgecfg.catalog.events import APP_EVENT, KNOWN_EVENTS
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.events import events_of, triggers
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.gates.common import LIFE_CYCLE_EVENTS

_WORD_CUTOFF = 0.75
_MAX_LENGTH = 200
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
            candidate = intended_name(name)
            if candidate is not None:
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


def intended_name(name: str) -> str | None:
    """The known event that an unknown name probably means, None if there is none.

    The names may differ in the order of the words, in the separators, in one misspelled word, in
    the product, or in a missing version at the end.
    """
    if len(name) > _MAX_LENGTH:
        return None
    words = _words(name)
    candidates = [(known, _words(known)) for known in sorted(KNOWN_EVENTS | LIFE_CYCLE_EVENTS)]
    for known, known_words in candidates:
        if sorted(words) == sorted(known_words) or [*words, "v2"] == known_words:
            return known
    best = max(candidates, key=lambda candidate: _similarity(words, candidate[1]))
    if _similarity(words, best[1]) >= _WORD_CUTOFF:
        return best[0]
    same_ending = [known for known, known_words in candidates if known_words[-2:] == words[1:]]
    return same_ending[0] if len(same_ending) == 1 and len(words) == 3 else None


def _words(name: str) -> list[str]:
    words = [word for word in _SEPARATORS.split(name.casefold()) if word]
    return words[1:] if words[:1] == ["avi"] else words


def _similarity(words: list[str], known: list[str]) -> float:
    """The similarity of two names that differ in one word, from 0 to 1; otherwise 0."""
    if len(words) != len(known):
        return 0.0
    differing = [pair for pair in zip(words, known, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return 0.0
    word, other = differing[0]
    # Another word, not a misspelled one: the event may be newer.
    if word in _known_event_words() or word.endswith(other) or other.endswith(word):
        return 0.0
    from difflib import SequenceMatcher

    return SequenceMatcher(None, word, other).ratio()


@cache
def _known_event_words() -> frozenset[str]:
    return frozenset(word for name in KNOWN_EVENTS for word in _words(name))
