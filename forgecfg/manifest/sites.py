"""Following a site's path through a manifest.

A path is written as in the catalogue: `.` enters a property, `[]` each item of a list, `{*}` each
value of a mapping, as in `actions[].resolver.endpoint`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from forgecfg.document.cursor import Cursor

_STEP = re.compile(r"\[\]|\{\*\}|[^.\[\]{}]+")


@cache
def steps(path: str) -> tuple[str, ...]:
    """The steps of a path: property names, "[]" and "{*}"."""
    return tuple(_STEP.findall(path))


def follow(start: Cursor, path: str) -> Iterator[Cursor]:
    """The places that a path leads to from `start`, in source order; none where it breaks off."""
    locations = [start]
    for step in steps(path):
        if step == "[]":
            locations = [item for location in locations for item in location.items()]
        elif step == "{*}":
            locations = [value for location in locations for _, value in location.entries()]
        else:
            locations = [
                found for location in locations if (found := location.get(step)) is not None
            ]
        if not locations:
            return
    yield from locations
