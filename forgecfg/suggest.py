"""Suggestions for "did you mean": the known name that is closest to an unknown name."""

from __future__ import annotations

from collections.abc import Iterable

CUTOFF = 0.7
# Longer names get no suggestion: comparing them is slow.
_MAX_LENGTH = 200
# With more known names than this, only those with the same start or end are compared.
_MAX_COMPARED = 300
_AFFIX_LENGTH = 2
# After this many comparisons only cheap suggestions are made.
_MAX_COMPARISONS = 300


class Names:
    """An index of known names for many comparisons.

    After some hundred comparisons only differences in case and swapped letters are found, so that
    a manifest with thousands of unknown names does not take minutes.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._comparisons_left = _MAX_COMPARISONS
        self._known = dict.fromkeys(known)
        self._folded: dict[str, str] = {}
        self._sorted: dict[str, str] = {}
        for name in self._known:
            folded = name.casefold()
            if self._folded.setdefault(folded, name) == name and len(folded) > 3:
                self._sorted.setdefault("".join(sorted(folded)), name)

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def nearest(self, name: str, cutoff: float = CUTOFF) -> str | None:
        """The known name closest to `name`, as in `closest`."""
        if not name or len(name) > _MAX_LENGTH:
            return None
        folded = name.casefold()
        if self._folded.get(folded, name) != name:
            return self._folded[folded]
        # Swapped letters are the most common typo, but below they count too much in short names.
        swapped = self._sorted.get("".join(sorted(folded)), name)
        if swapped != name:
            return swapped
        self._comparisons_left -= 1
        if self._comparisons_left < 0:
            return None
        from difflib import get_close_matches

        candidates = [known for known in self._candidates(folded) if known != folded]
        matches = get_close_matches(folded, candidates, n=1, cutoff=cutoff)
        return self._folded[matches[0]] if matches else None

    def _candidates(self, folded: str) -> Iterable[str]:
        if len(self._folded) <= _MAX_COMPARED:
            return self._folded
        start, end = folded[:_AFFIX_LENGTH], folded[-_AFFIX_LENGTH:]
        return [name for name in self._folded if name.startswith(start) or name.endswith(end)]


def closest(name: str, known: Iterable[str], cutoff: float = CUTOFF) -> str | None:
    """The known name closest to `name`, ignoring case, or None if none is similar.

    `cutoff` is the minimum similarity: 1.0 is the same name. Of equally similar names it is the
    first.
    """
    return Names(known).nearest(name, cutoff)
