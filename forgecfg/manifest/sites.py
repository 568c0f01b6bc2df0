"""Resolving the path of a site in a manifest.

The syntax of a path is that of the catalog: `.` selects a property, `[]` each item of a list, `{*}`
each value of a mapping, as in `actions[].resolver.endpoint`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from forgecfg.document.cursor import Cursor
from forgecfg.document.positions import YamlPath

_STEP = re.compile(r"\[\]|\{\*\}|[^.\[\]{}]+")


@cache
def steps(path: str) -> tuple[str, ...]:
    """The steps of a path: property names, "[]" and "{*}"."""
    return tuple(_STEP.findall(path))


def follow(start: Cursor, path: str) -> Iterator[Cursor]:
    """The values at a path from `start`, in source order; none if the path does not exist."""
    cursors = [start]
    for step in steps(path):
        if step == "[]":
            cursors = [item for cursor in cursors for item in cursor.items()]
        elif step == "{*}":
            cursors = [value for cursor in cursors for _, value in cursor.entries()]
        else:
            cursors = [value for cursor in cursors if (value := cursor.get(step)) is not None]
        if not cursors:
            return
    yield from cursors


def matches(site: str, path: YamlPath) -> bool:
    """Whether a path of keys and 0-based indexes is one of those that a site stands for."""
    expected = steps(site)
    return len(expected) == len(path) and all(
        isinstance(part, int) if step == "[]" else step in ("{*}", part)
        for step, part in zip(expected, path, strict=True)
    )
