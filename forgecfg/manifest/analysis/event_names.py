"""The event that people mean by a name that is not one."""

from __future__ import annotations

import re

from forgecfg.catalog.events import KNOWN_EVENTS

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
    "moved": "updated",
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
    names = sorted(KNOWN_EVENTS.union(LIFE_CYCLE_EVENTS))
    candidates = [(known, _words(known)) for known in names]
    for known, known_words in candidates:
        if sorted(words) == sorted(known_words) or [*words, "v2"] == known_words:
            return known
    usual = sorted(_SYNONYMS.get(word, word) for word in words)
    for known, known_words in candidates:
        # A name without a product: people use it in Jira and Confluence alike.
        if usual in (sorted(known_words), sorted(known_words[1:])):
            return known
    best = max(candidates, key=lambda candidate: _similarity(words, candidate[1]))
    if _similarity(words, best[1]) >= _WORD_CUTOFF:
        return best[0]
    same_ending = [known for known, known_words in candidates if known_words[-2:] == words[1:]]
    return same_ending[0] if len(same_ending) == 1 and len(words) == 3 else None


def _words(name: str) -> list[str]:
    parts = _SEPARATORS.split(_HUMP.sub(" ", name).casefold())
    words = [word for word in parts if word]
    while words[:1] and words[0] in _PREFIXES:
        words = words[1:]
    return words


def _similarity(words: list[str], known: list[str]) -> float:
    """The similarity of two names that differ in one word, from 0 to 1; otherwise 0."""
    if len(words) != len(known):
        return 0.0
    differing = [pair for pair in zip(words, known, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return 0.0
    from difflib import SequenceMatcher

    return SequenceMatcher(None, *differing[0]).ratio()
