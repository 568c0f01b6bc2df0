"""The event that people mean by a name that is not one."""

from __future__ import annotations

import re
from functools import cache

from forgecfg.catalog.events import KNOWN_EVENTS
from forgecfg.manifest.analysis.word_index import WordIndex

LIFE_CYCLE_EVENTS = (
    "avi:forge:installed:app",
    "avi:forge:upgraded:app",
    "avi:forge:uninstalled:app",
)
"""Lifecycle events of the app (Forge documentation, life-cycle)."""

_WORD_CUTOFF = 0.75
_MAX_LENGTH = 200
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PREFIXES = ("avi", "abi", "ari", "on", "trigger")
# What people call the same thing in other words.
_SYNONYMS = {
    "create": "created",
    "update": "updated",
    "changed": "updated",
    "transitioned": "updated",
    "transition": "updated",
    "delete": "deleted",
    "removed": "deleted",
    "opened": "created",
}


def intended_event(name: str) -> str | None:
    """The known event that an unknown name probably means, None if there is none.

    The names may differ in the order of the words, in the separators, in one misspelled word, in
    the product, or in a missing version at the end.
    """
    if len(name) > _MAX_LENGTH:
        return None
    words = _words(name)
    candidates, index = _candidates()
    ordered = sorted(words)
    for known, known_words in candidates:
        if ordered == sorted(known_words) or [*words, "v2"] == known_words:
            return known
    usual = sorted(_SYNONYMS.get(word, word) for word in words)
    for known, known_words in candidates:
        # A name without a product: people use it in Jira and Confluence alike.
        if usual in (sorted(known_words), sorted(known_words[1:])):
            return known
    best, best_similarity = None, 0.0
    for candidate, word, known_word in sorted(index.differing_in_one(words)):
        similarity = _similarity(word, known_word)
        if similarity > best_similarity:
            best, best_similarity = candidate, similarity
    if best is not None and best_similarity >= _WORD_CUTOFF:
        return best
    same_ending = [known for known, known_words in candidates if known_words[-2:] == words[1:]]
    return same_ending[0] if len(same_ending) == 1 and len(words) == 3 else None


def _words(name: str) -> list[str]:
    parts = _SEPARATORS.split(_HUMP.sub(" ", name).casefold())
    words = [word for word in parts if word]
    while words[:1] and words[0] in _PREFIXES:
        words = words[1:]
    return words


def _similarity(word: str, known: str) -> float:
    """The similarity of two words, from 0 to 1."""
    # Another word, not a misspelled one: the event may be newer.
    if word in _known_event_words() or word.endswith(known) or known.endswith(word):
        return 0.0
    from difflib import SequenceMatcher

    return SequenceMatcher(None, word, known).ratio()


@cache
def _known_event_words() -> frozenset[str]:
    return frozenset(word for name in KNOWN_EVENTS for word in _words(name))


@cache
def _candidates() -> tuple[list[tuple[str, list[str]]], WordIndex]:
    """The known events with their words, sorted by name."""
    names = [(name, _words(name)) for name in sorted(KNOWN_EVENTS.union(LIFE_CYCLE_EVENTS))]
    return names, WordIndex(names)
