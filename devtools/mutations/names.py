"""Changes of names: what things are called, and what calls them."""

from __future__ import annotations

from random import Random

from mutations.page import REFERENCES, Page, misspell, pick

_ODD_KEYS = ("two words", "dotted.key", "slash/key", "Ümlaut", '""', "'  '", "a" * 24, "a" * 300)


def misspelt_reference(page: Page, random: Random) -> str | None:
    """A reference with a typo."""
    location = pick(random, page.references)
    return page.replace(location, misspell(random, location.text or ""))


def dangling_reference(page: Page, random: Random) -> str | None:
    """A reference to an undeclared name."""
    return page.replace(pick(random, page.references), "nowhere-to-be-found")


def reference_of_another_kind(page: Page, random: Random) -> str | None:
    """A reference to a key that belongs to something of another kind."""
    location, key = pick(random, page.references), pick(random, page.keys)
    return page.replace(location, key.text or "")


def reference_with_an_entry(page: Page, random: Random) -> str | None:
    """A resource with an entry that it does not have."""
    location = pick(random, [location for location in page.named("resource") if location.text])
    return page.replace(location, f"{location.text}/missing")


def reference_under_another_name(page: Page, random: Random) -> str | None:
    """`function` for `endpoint`, `remote` for `resource`, and so on."""
    location = pick(random, page.references)
    others = sorted(REFERENCES - {str(location.path[-1])})
    return page.rename(location, pick(random, others))


def second_reference(page: Page, random: Random) -> str | None:
    """One more reference next to an existing one."""
    location = pick(random, page.references)
    holder = next(one for one in page.mappings if one.path == location.path[:-1])
    name = pick(random, sorted(REFERENCES - {name for name, _ in holder.entries()}))
    return page.add(holder, {name: location.text})


def renamed_declaration(page: Page, random: Random) -> str | None:
    """A key that changes, while what refers to it does not."""
    location = pick(random, page.keys)
    return page.replace(location, misspell(random, location.text or ""))


def removed_declaration(page: Page, random: Random) -> str | None:
    """A declared item that goes, while what refers to it does not."""
    keyed = [item for item in page.items if item.get("key") is not None]
    return page.remove(pick(random, keyed))


def repeated_declaration(page: Page, random: Random) -> str | None:
    """A declared item twice."""
    keyed = [item for item in page.items if item.get("key") is not None]
    return page.repeat(pick(random, keyed))


def shared_key(page: Page, random: Random) -> str | None:
    """Two things with one key."""
    first, second = (pick(random, page.keys) for _ in range(2))
    return page.replace(first, second.text or "")


def odd_key(page: Page, random: Random) -> str | None:
    """A key with characters that it may not have, too long, or empty."""
    return page.replace(pick(random, page.keys), pick(random, _ODD_KEYS))


def odd_reference(page: Page, random: Random) -> str | None:
    """The same for a reference."""
    return page.replace(pick(random, page.references), pick(random, _ODD_KEYS))


def misspelt_module_type(page: Page, random: Random) -> str | None:
    """A module type with a typo."""
    types = [location for location in page.entries if location.path[:1] == ("modules",)]
    location = pick(random, [location for location in types if len(location.path) == 2])
    return page.rename(location, misspell(random, str(location.path[1])))


KINDS = (
    misspelt_reference,
    dangling_reference,
    reference_of_another_kind,
    reference_with_an_entry,
    reference_under_another_name,
    second_reference,
    renamed_declaration,
    removed_declaration,
    repeated_declaration,
    shared_key,
    odd_key,
    odd_reference,
    misspelt_module_type,
)
