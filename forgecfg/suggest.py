"""Suggestions for "did you mean": the known name that is closest to an unknown name."""

from __future__ import annotations

import re
from collections.abc import Iterable

CUTOFF = 0.7
# Longer names get no suggestion: comparing them is slow.
_MAX_LENGTH = 200
# With more known names than this, only those with the same start or end are compared.
_MAX_COMPARED = 300
_AFFIX_LENGTH = 2
# After this much work only cheap suggestions are made. The unit is a pair of compared characters.
_MAX_WORK = 2_000_000


class Budget:
    """The work that comparisons may still do, shared by those of one check of a file."""

    __slots__ = ("left",)

    def __init__(self, work: int = _MAX_WORK) -> None:
        self.left = work


class Names:
    """An index of known names for many comparisons.

    When its budget is used up, only differences in case and swapped letters are found, so that a
    manifest with thousands of unknown names does not take minutes.
    """

    def __init__(self, known: Iterable[str], budget: Budget | None = None) -> None:
        self._budget = budget or Budget()
        self._known = dict.fromkeys(known)
        self._folded: dict[str, str] = {}
        self._sorted: dict[str, str] = {}
        for name in self._known:
            folded = name.casefold()
            if self._folded.setdefault(folded, name) == name and 3 < len(folded) <= _MAX_LENGTH:
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
        if self._budget.left <= 0:
            return None
        self._budget.left -= len(self._folded)
        candidates = [known for known in self._candidates(folded) if known != folded]
        match = _best_match(folded, candidates, cutoff, self._budget)
        return self._folded[match] if match is not None else None

    def _candidates(self, folded: str) -> Iterable[str]:
        if len(self._folded) <= _MAX_COMPARED:
            return self._folded
        start, end = folded[:_AFFIX_LENGTH], folded[-_AFFIX_LENGTH:]
        return [name for name in self._folded if name.startswith(start) or name.endswith(end)]


def _best_match(name: str, candidates: Iterable[str], cutoff: float, budget: Budget) -> str | None:
    """The most similar candidate, as `difflib.get_close_matches` finds it, within the budget."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=name)
    best: tuple[float, str] | None = None
    for candidate in candidates:
        if budget.left <= 0:
            break
        least = cutoff if best is None else best[0]
        if _upper_bound(len(name), len(candidate)) < least:
            continue
        budget.left -= len(name) + len(candidate)
        matcher.set_seq1(candidate)
        if matcher.quick_ratio() < least:
            continue
        budget.left -= len(name) * len(candidate)
        ratio = matcher.ratio()
        if ratio >= cutoff:
            best = max(best or (0, ""), (ratio, candidate))
    return best[1] if best is not None else None


def _upper_bound(a: int, b: int) -> float:
    """The similarity that texts of these lengths can have at most."""
    return 2 * min(a, b) / (a + b)


def closest(
    name: str, known: Iterable[str], cutoff: float = CUTOFF, budget: Budget | None = None
) -> str | None:
    """The known name closest to `name`, ignoring case, or None if none is similar.

    `cutoff` is the minimum similarity: 1.0 is the same name. Of equally similar names it is the
    first. In a loop, use one `Names`, or one `budget` for all calls.
    """
    return Names(known, budget).nearest(name, cutoff)


# In shorter words one letter makes another word: "small" and "smart", "UK" and "US".
_MIN_TYPO_LENGTH = 6
_SEPARATORS = re.compile(r"[-_. ]")
_DIGITS = re.compile(r"\d+")


def is_typo(name: str, known: str) -> bool:
    """Whether a name is clearly a typo of a known one, and not a newer name similar to it.

    A typo differs in case or separators, has two swapped letters, or in a long name one wrong,
    missing or additional letter. Names with different numbers are different, and so are a name and
    one that begins or ends with it: "xlarge" and "xxlarge", "basic" and "basic2".
    """
    if name == known or not name or len(name) > _MAX_LENGTH:
        return False
    first, second = (_SEPARATORS.sub("", one.casefold()) for one in (name, known))
    if first == second:
        return True
    if _DIGITS.findall(name) != _DIGITS.findall(known) or abs(len(first) - len(second)) > 1:
        return False
    if first.startswith(second) or first.endswith(second) or second.endswith(first):
        return False
    return _differ_in_one_letter(first, second)


def _differ_in_one_letter(first: str, second: str) -> bool:
    """Whether two words differ in one letter (only long words), or in two swapped ones."""
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    rest, other = first[start:], second[start:]
    if rest[:2] == other[1::-1] and len(rest) > 1:
        return rest[2:] == other[2:]
    if min(len(first), len(second)) < _MIN_TYPO_LENGTH:
        return False
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
