"""Shared code of the rules about duplicate names."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import Location, at_value
from forgecfg.rules.base import Context

Item = TypeVar("Item")
Name = TypeVar("Name", bound=Hashable)


def find_duplicates(
    items: Iterable[Item], name_of: Callable[[Item], Name | None]
) -> Iterator[tuple[Name, Item, Item]]:
    """The items whose name an earlier item has: the name, the item, and the first such item.

    Items whose name is None are skipped.
    """
    by_name: dict[Name, Item] = {}
    for item in items:
        name = name_of(item)
        if name is not None and (first := by_name.setdefault(name, item)) is not item:
            yield name, item, first


def line_of(context: Context, cursor: Cursor) -> int:
    """The 1-based line of a value."""
    line, _ = context.document.lines.position(at_value(cursor).start)
    return line


def first_occurrence(cursor: Cursor) -> tuple[tuple[Location, str], ...]:
    """The location of the first of two duplicates, for `related` of a violation."""
    return ((at_value(cursor), "first occurrence"),)
