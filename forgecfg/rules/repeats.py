"""What the rules about names that are there twice have in common."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import Location, at_value
from forgecfg.rules.base import Context

Item = TypeVar("Item")
Name = TypeVar("Name", bound=Hashable)


def repeats(
    items: Iterable[Item], name_of: Callable[[Item], Name | None]
) -> Iterator[tuple[Name, Item, Item]]:
    """Each name that an earlier item has: the name, the item, and the first that has it.

    Items whose name is None are passed over.
    """
    first: dict[Name, Item] = {}
    for item in items:
        name = name_of(item)
        if name is not None and (taken := first.setdefault(name, item)) is not item:
            yield name, item, taken


def line_of(context: Context, location: Cursor) -> int:
    """The 1-based line on which a value is written."""
    line, _ = context.document.lines.position(at_value(location).start)
    return line


def the_first(location: Cursor) -> tuple[tuple[Location, str], ...]:
    """Where the first of two is, as the `related` of a fault."""
    return ((at_value(location), "the first one"),)
