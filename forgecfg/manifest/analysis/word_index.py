"""An index of names made of words, to find those that differ in one word without trying all."""

from __future__ import annotations

from collections.abc import Iterable


class WordIndex:
    """Names with their words; results are in the order of the names."""

    def __init__(self, names: Iterable[tuple[str, list[str]]]) -> None:
        self._by_gap: dict[tuple[str | None, ...], list[tuple[str, str]]] = {}
        for name, words in names:
            for at, word in enumerate(words):
                self._by_gap.setdefault(_with_gap(words, at), []).append((name, word))

    def differing_in_one(self, words: list[str]) -> list[tuple[str, str, str]]:
        """The names with as many words, all but one equal: name, our word, its word."""
        return [
            (name, word, known)
            for at, word in enumerate(words)
            for name, known in self._by_gap.get(_with_gap(words, at), ())
            if word != known
        ]


def _with_gap(words: list[str], at: int) -> tuple[str | None, ...]:
    return (*words[:at], None, *words[at + 1 :])
