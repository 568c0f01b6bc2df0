"""A comparison, for a maintainer to read or for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from refresh.compare import DIFFERENT, Comparison, Difference
from refresh.official import Official
from refresh.pages import Mention

_NEXT = """\
Look at each: describe it (schemas/parts, forgecfg/catalog), or put it into
scripts/refresh/accepted.py with a reason. Then date the catalog: {location}."""
_PLACE = "AS_OF in forgecfg/catalog/date.py and x-forgecfg-catalogue in schemas/parts/root.json"


def as_text(
    official: Official, comparison: Comparison, mentions: tuple[Mention, ...], as_of: str
) -> str:
    """The report, without a newline at its end."""
    return "\n".join(_lines(official, comparison, mentions, as_of))


def as_json(
    official: Official, comparison: Comparison, mentions: tuple[Mention, ...], as_of: str
) -> str:
    """The same as data."""
    return json.dumps(
        {
            "official": official.label,
            "catalog": as_of,
            "differences": [one._asdict() for one in comparison.differences],
            "on_purpose": comparison.on_purpose,
            "no_longer_needed": [one._asdict() for one in comparison.unused],
            "not_compared": official.absent,
            "mentions": [one._asdict() for one in mentions],
        },
        indent=2,
    )


def _lines(
    official: Official, comparison: Comparison, mentions: tuple[Mention, ...], as_of: str
) -> Iterator[str]:
    yield f"catalog as of {as_of}, against {official.label}"
    for location in official.absent:
        yield f"not compared: {location}"
    for subject, ones in groupby(comparison.differences, lambda one: one.subject):
        yield f"\n{subject}"
        yield from (f"  {_told(one)}" for one in ones)
    if mentions:
        yield "\nin the pages, and unknown"
    for mention in mentions:
        more = f" and {len(mention.pages) - 1} more" if len(mention.pages) > 1 else ""
        yield f"  {mention.subject} {mention.name} ({mention.pages[0]}{more})"
    yield ""
    for entry in comparison.unused:
        yield f"no longer intended: {entry.status} {entry.subject} {entry.name}".replace("  ", " ")
    count = len(comparison.differences) + len(mentions) + len(official.absent)
    differences = "1 difference" if count == 1 else f"{count or 'no'} differences"
    yield f"{differences}, {comparison.on_purpose} intended"
    if count:
        yield _NEXT.format(location=_PLACE)


def _told(one: Difference) -> str:
    if one.status == DIFFERENT:
        return f"different  {one.name}: {one.theirs or 'nothing'}, here {one.ours or 'nothing'}"
    value = one.theirs or one.ours
    return f"{one.status:<9}  {one.name}{': ' if value else ''}{value}"
