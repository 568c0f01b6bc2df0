"""Did you mean: the known name of which an unknown name is a typo."""

from __future__ import annotations

from collections.abc import Iterable

CUTOFF = 0.7
# Longer names are not typos, and comparing them is slow.
_MAX_LENGTH = 200
# With more names than this, only those with the same first or last letters are compared.
_MANY_NAMES = 300
_SAME_LETTERS = 2
_MAX_COMPARISONS = 300


class Names:
    """Known names, prepared for many comparisons.

    After some hundred comparisons only the most obvious typos are found, so that a manifest with
    thousands of unknown names is still checked quickly.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._left = _MAX_COMPARISONS
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
        """The known name most similar to `name`; see `closest`."""
        if not name or len(name) > _MAX_LENGTH:
            return None
        folded = name.casefold()
        if self._folded.get(folded, name) != name:
            return self._folded[folded]
        # Swapped letters are the most common typo, and difflib misses them in short names.
        swapped = self._sorted.get("".join(sorted(folded)), name)
        if swapped != name:
            return swapped
        self._left -= 1
        if self._left < 0:
            return None
        from difflib import get_close_matches

        candidates = [known for known in self._comparable(folded) if known != folded]
        matches = get_close_matches(folded, candidates, n=1, cutoff=cutoff)
        return self._folded[matches[0]] if matches else None

    def _comparable(self, folded: str) -> Iterable[str]:
        if len(self._folded) <= _MANY_NAMES:
            return self._folded
        start, end = folded[:_SAME_LETTERS], folded[-_SAME_LETTERS:]
        return [name for name in self._folded if name.startswith(start) or name.endswith(end)]


def closest(name: str, known: Iterable[str], cutoff: float = CUTOFF) -> str | None:
    """The known name most similar to `name`, ignoring case, or None if none is similar.

    `cutoff` is the minimum similarity; 1.0 means equal. Of several equally similar names, the
    first.
    """
    return Names(known).nearest(name, cutoff)
