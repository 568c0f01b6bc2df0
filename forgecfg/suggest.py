"""Did you mean: the one known name that an unknown name is a slip of."""

from __future__ import annotations

from collections.abc import Iterable

CUTOFF = 0.7
# Longer names are no slips of anything, and comparing them is slow.
_LONGEST = 200


def closest(name: str, known: Iterable[str], cutoff: float = CUTOFF) -> str | None:
    """The known name nearest to `name`, without regard to case, or None if none is near.

    `cutoff` is the least likeness that counts: 1.0 is the same name.
    """
    if not name or len(name) > _LONGEST:
        return None
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for candidate in known:
        if candidate != name:
            folded.setdefault(candidate.casefold(), candidate)
    wanted = name.casefold()
    if wanted in folded:
        return folded[wanted]
    # Swapped letters are the commonest slip, and in a short word they weigh too much below.
    swapped = [known for known in folded if len(known) > 3 and sorted(known) == sorted(wanted)]
    if swapped:
        return folded[swapped[0]]
    matches = get_close_matches(wanted, folded, n=1, cutoff=cutoff)
    return folded[matches[0]] if matches else None
