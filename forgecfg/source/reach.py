"""Which files run: along imports, from where the source of an app starts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from forgecfg.source.app import App
from forgecfg.source.facts import Unread

_MOST_FILES = 20_000


class Reached(NamedTuple):
    """Files in the order in which they were reached, and what could not be read on the way."""

    paths: tuple[str, ...]
    unread: tuple[Unread, ...]


def reach(app: App, entries: Iterable[str]) -> Reached:
    """All files that the entries import, directly or through others; the entries too."""
    seen = dict.fromkeys(entries)
    waiting = [*seen]
    unread: list[Unread] = []
    while waiting and len(seen) < _MOST_FILES:
        path = waiting.pop()
        unit = app.unit(path)
        if unit is None:
            unread.append(Unread(path, "not readable as source"))
            continue
        for specifier in unit.imported_paths:
            target = app.resolve(path, specifier)
            if target == "":
                unread.append(Unread(path, f'import "{specifier}" not found'))
            elif target and target not in seen:
                seen[target] = None
                waiting.append(target)
    return Reached(tuple(seen), tuple(unread))
