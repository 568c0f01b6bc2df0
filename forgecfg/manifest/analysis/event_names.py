"""The event that people mean by a name that is not one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

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
    known = _known()
    ordered = tuple(sorted(words))
    found = [known.ordered.get(ordered), known.complete.get((*words, "v2"))]
    if match := min(filter(None, found), default=None):
        return match
    usual = tuple(sorted(_SYNONYMS.get(word, word) for word in words))
    # A name without a product: people use it in Jira and Confluence alike.
    found = [known.ordered.get(usual), known.without_product.get(usual)]
    if match := min(filter(None, found), default=None):
        return match
    best, best_similarity = None, 0.0
    for candidate, word, known_word in sorted(known.words.differing_in_one(words)):
        similarity = _similarity(word, known_word)
        if similarity > best_similarity:
            best, best_similarity = candidate, similarity
    if best is not None and best_similarity >= _WORD_CUTOFF:
        return best
    same_ending = known.by_ending.get(tuple(words[1:]), []) if len(words) == 3 else []
    return same_ending[0] if len(same_ending) == 1 else None


def _words(name: str) -> list[str]:
    parts = _SEPARATORS.split(_HUMP.sub(" ", name).casefold())
    words = [word for word in parts if word]
    while words[:1] and words[0] in _PREFIXES:
        words = words[1:]
    return words


@lru_cache(1024)
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


class _Known(NamedTuple):
    """The known events by their words: all, in any order, without the first, the last two."""

    complete: dict[tuple[str, ...], str]
    ordered: dict[tuple[str, ...], str]
    without_product: dict[tuple[str, ...], str]
    by_ending: dict[tuple[str, ...], list[str]]
    words: WordIndex


@cache
def _known() -> _Known:
    names = [(name, _words(name)) for name in sorted(KNOWN_EVENTS.union(LIFE_CYCLE_EVENTS))]
    known = _Known({}, {}, {}, {}, WordIndex(names))
    for name, words in names:
        known.complete.setdefault(tuple(words), name)
        known.ordered.setdefault(tuple(sorted(words)), name)
        known.without_product.setdefault(tuple(sorted(words[1:])), name)
        known.by_ending.setdefault(tuple(words[-2:]), []).append(name)
    return known
