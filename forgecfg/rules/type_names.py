"""Which known module type an unknown one is a typo of."""

from __future__ import annotations

import re

from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.suggest import CUTOFF, Names, closest, is_typo

_WORD = re.compile(r"[A-Z]*[a-z]+|[A-Z]+")


def nearest_type(name: str, known: Names) -> str | None:
    """The type that a name is a typo of: the same product is not enough.

    A type with another word may be newer than the catalog.
    """
    near = known.nearest(name)
    product, _, rest = name.partition(":")
    if near is None or not rest or not near.startswith(f"{product}:"):
        return near
    intended = near.removeprefix(f"{product}:")
    return near if is_typo(rest, intended) or _differ_in_misspelling(rest, intended) else None


def _differ_in_misspelling(name: str, intended: str) -> bool:
    """Whether one word differs, which no other type has: "issuePannel"."""
    words, known = _WORD.findall(name), _WORD.findall(intended)
    differing = [pair for pair in zip(words, known, strict=False) if pair[0] != pair[1]]
    if len(words) != len(known) or len(differing) != 1:
        return False
    word, other = differing[0]
    if word.removesuffix("s") == other.removesuffix("s"):
        return True
    is_known = any(word in _WORD.findall(one) for one in MODULE_TYPES)
    return not is_known and closest(word, [other], CUTOFF) is not None
