"""Which entries of two lists are the same, by a key."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Pairs(NamedTuple, Generic[T]):
    """What is only in the new list, only in the old one, and in both (old, new), in order."""

    added: tuple[T, ...]
    removed: tuple[T, ...]
    kept: tuple[tuple[T, T], ...]


def pair(base: Iterable[T], new: Iterable[T], key: Callable[[T], Hashable]) -> Pairs[T]:
    """Pair the entries of two lists by a key that is unique in each."""
    old = {key(entry): entry for entry in base}
    now = {key(entry): entry for entry in new}
    return Pairs(
        tuple(entry for name, entry in now.items() if name not in old),
        tuple(entry for name, entry in old.items() if name not in now),
        tuple((old[name], entry) for name, entry in now.items() if name in old),
    )
