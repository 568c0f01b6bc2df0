"""Did you mean: the one known name that an unknown name is a slip of."""

from __future__ import annotations

from collections.abc import Iterable

CUTOFF = 0.7
# Longer names are no slips of anything, and comparing them is slow.
_LONGEST = 200
# Where there are more names than this, only those that begin or end alike are compared.
_MANY = 300
_ALIKE = 2
_MOST = 300


class Names:
    """Known names, made ready for being compared with many others.

    After some hundred comparisons only the surest slips are found, so that a manifest with
    thousands of wrong names does not take minutes.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._left = _MOST
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
        """The name nearest to another, as `closest` has it."""
        if not name or len(name) > _LONGEST:
            return None
        wanted = name.casefold()
        if self._folded.get(wanted, name) != name:
            return self._folded[wanted]
        # Swapped letters are the commonest slip, and in a short word they weigh too much below.
        swapped = self._sorted.get("".join(sorted(wanted)), name)
        if swapped != name:
            return swapped
        self._left -= 1
        if self._left < 0:
            return None
        from difflib import get_close_matches

        others = [other for other in self._comparable(wanted) if other != wanted]
        matches = get_close_matches(wanted, others, n=1, cutoff=cutoff)
        return self._folded[matches[0]] if matches else None

    def _comparable(self, wanted: str) -> Iterable[str]:
        if len(self._folded) <= _MANY:
            return self._folded
        start, end = wanted[:_ALIKE], wanted[-_ALIKE:]
        return [name for name in self._folded if name.startswith(start) or name.endswith(end)]


def closest(name: str, known: Iterable[str], cutoff: float = CUTOFF) -> str | None:
    """The known name nearest to `name`, without regard to case, or None if none is near.

    `cutoff` is the least likeness that counts: 1.0 is the same name. Of several equally near names
    it is the first.
    """
    return Names(known).nearest(name, cutoff)
