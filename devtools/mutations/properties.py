"""Changes of the properties of mappings: misspelt, lost, twice, added, at the wrong place."""

from __future__ import annotations

from random import Random

from forgecfg.document.changes import Data
from mutations.page import Page, misspell, pick

# Properties that exist somewhere in a manifest, each with a value that may be right there.
_STRAYS: tuple[dict[str, Data], ...] = (
    {"auth": {"appUserToken": {"enabled": True}}},
    {"baseUrl": "https://stray.example.com"},
    {"endpoint": "stray"},
    {"enabled": True},
    {"experience": ["all"]},
    {"function": "main"},
    {"handler": "index.run"},
    {"icon": "https://stray.example.com/icon.png"},
    {"inScopeEUD": False},
    {"key": "stray"},
    {"pages": [{"title": "Stray", "route": "stray"}]},
    {"remote": "stray"},
    {"render": "native"},
    {"resolver": {"function": "main"}},
    {"resource": "main"},
    {"route": {"path": "/stray"}},
    {"scopes": ["read:jira-work"]},
    {"sections": []},
    {"service": "stray"},
    {"timeoutSeconds": 1000},
    {"title": {"i18n": "stray.title"}},
    {"unlicensedAccess": ["anonymous"]},
)


def misspelt_property(page: Page, random: Random) -> str | None:
    """A property with a typo."""
    location = pick(random, page.entries)
    return page.rename(location, misspell(random, str(location.path[-1])))


def renamed_property(page: Page, random: Random) -> str | None:
    """A property under a name from elsewhere in the manifest."""
    location, other = pick(random, page.entries), pick(random, page.entries)
    return page.rename(location, str(other.path[-1]))


def removed_property(page: Page, random: Random) -> str | None:
    """A missing property."""
    return page.remove(pick(random, page.entries))


def repeated_property(page: Page, random: Random) -> str | None:
    """A property twice."""
    return page.repeat(pick(random, page.entries))


def unknown_property(page: Page, random: Random) -> str | None:
    """An unknown property."""
    return page.add(pick(random, page.mappings), {"unheardOf": "value"})


def empty_unknown_property(page: Page, random: Random) -> str | None:
    """An unknown property, without a value."""
    return page.add(pick(random, page.mappings), {"unheardOf": None})


def stray_property(page: Page, random: Random) -> str | None:
    """A property that belongs elsewhere."""
    return page.add(pick(random, page.mappings), pick(random, _STRAYS))


def stray_property_of_a_module(page: Page, random: Random) -> str | None:
    """The same, in a module."""
    return page.add(pick(random, page.items_of("modules", "*")), pick(random, _STRAYS))


def property_at_the_root(page: Page, random: Random) -> str | None:
    """A property of something at the root instead."""
    location = pick(random, [location for location in page.entries if len(location.path) > 1])
    removed = page.remove(location)
    written = page.text[location.node.start : location.node.end]
    if removed is None or "\n" in written:
        return None
    return f"{removed.rstrip()}\n{location.path[-1]}: {written}\n"


def section_removed(page: Page, random: Random) -> str | None:
    """A missing root section."""
    return page.remove(
        pick(random, [location for location in page.entries if len(location.path) == 1])
    )


def section_among_modules(page: Page, random: Random) -> str | None:
    """A section of the root under `modules`."""
    page_lines = [location for location in page.entries if len(location.path) == 1]
    location = pick(random, [location for location in page_lines if location.path != ("modules",)])
    modules = pick(random, [location for location in page_lines if location.path == ("modules",)])
    rows, target = page.rows(location), page.rows(modules)
    if rows is None or target is None or modules.key is None:
        return None
    block = "".join(f"  {line}\n" for line in page.text[rows[0] : rows[1]].splitlines())
    line_end = page.text.find("\n", modules.key.end) + 1
    if rows[0] > line_end:
        return page.text[:line_end] + block + page.text[line_end : rows[0]] + page.text[rows[1] :]
    return page.text[: rows[0]] + page.text[rows[1] : line_end] + block + page.text[line_end:]


def two_values_swapped(page: Page, random: Random) -> str | None:
    """The values of two properties, each in the other's place."""
    first, second = (pick(random, page.scalars) for _ in range(2))
    if first.node.start > second.node.start:
        first, second = second, first
    one = page.text[first.node.start : first.node.end]
    two = page.text[second.node.start : second.node.end]
    between = page.text[first.node.end : second.node.start]
    return page.text[: first.node.start] + two + between + one + page.text[second.node.end :]


KINDS = (
    misspelt_property,
    renamed_property,
    removed_property,
    repeated_property,
    unknown_property,
    empty_unknown_property,
    stray_property,
    stray_property_of_a_module,
    property_at_the_root,
    section_removed,
    section_among_modules,
    two_values_swapped,
)
