"""Changes of values, whatever they mean: of the wrong type, empty, too long, misspelt."""

from __future__ import annotations

from random import Random

from mutations.page import Page, misspell, pick


def no_value(page: Page, random: Random) -> str | None:
    """Nothing where a value was."""
    return page.retype(pick(random, page.entries), pick(random, ["", "~", "null"]))


def no_item(page: Page, random: Random) -> str | None:
    """Nothing where an item was."""
    return page.retype(pick(random, page.items), "null")


def empty_string(page: Page, random: Random) -> str | None:
    """A string without characters, or only of spaces."""
    return page.replace(pick(random, page.scalars), pick(random, ['""', "' '"]))


def number(page: Page, random: Random) -> str | None:
    """A number, whatever was there."""
    return page.retype(
        pick(random, page.locations[1:]), pick(random, ["0", "-1", "7", "1.5", "1e9"])
    )


def boolean(page: Page, random: Random) -> str | None:
    """True or false, or what other parsers take for it."""
    return page.retype(
        pick(random, page.locations[1:]), pick(random, ["true", "false", "yes", "off"])
    )


def word_for_a_collection(page: Page, random: Random) -> str | None:
    """A string where a list or a mapping was."""
    collections = [
        location for location in page.locations[1:] if location.is_list or location.is_mapping
    ]
    return page.retype(pick(random, collections), "word")


def list_of_it(page: Page, random: Random) -> str | None:
    """A list of a value instead of the value."""
    location = pick(random, page.scalars)
    return page.replace(location, f"[{page.text[location.node.start : location.node.end]}]")


def mapping_of_it(page: Page, random: Random) -> str | None:
    """A mapping instead of a value."""
    location = pick(random, page.scalars)
    return page.replace(location, f"{{key: {page.text[location.node.start : location.node.end]}}}")


def empty_list(page: Page, random: Random) -> str | None:
    """A list without items."""
    return page.retype(pick(random, page.locations[1:]), "[]")


def empty_mapping(page: Page, random: Random) -> str | None:
    """A mapping without properties."""
    return page.retype(pick(random, page.locations[1:]), "{}")


def list_as_mapping(page: Page, random: Random) -> str | None:
    """A list of one item without its dash: the item itself."""
    location = pick(random, [location for location in page.items if location.path[-1] == 0])
    rows = page.rows(location)
    if rows is None:
        return None
    line = page.text[rows[0] : rows[1]]
    return page.text[: rows[0]] + line.replace("- ", "  ", 1) + page.text[rows[1] :]


def long_text(page: Page, random: Random) -> str | None:
    """A text of more characters than any field accepts."""
    return page.replace(pick(random, page.scalars), pick(random, ["x" * 70, "x" * 300, "x" * 1100]))


def spaces_around(page: Page, random: Random) -> str | None:
    """Spaces that belong to the value."""
    location = pick(random, [location for location in page.scalars if location.text])
    text = location.text or ""
    if "'" in text:
        return None
    return page.replace(location, pick(random, [f"' {text}'", f"'{text} '"]))


def other_case(page: Page, random: Random) -> str | None:
    """A value in capitals, or without them."""
    location = pick(random, [location for location in page.scalars if location.text])
    written = page.text[location.node.start : location.node.end]
    return page.replace(location, pick(random, [written.upper(), written.lower(), written.title()]))


def misspelt_value(page: Page, random: Random) -> str | None:
    """A value with a typo."""
    location = pick(
        random, [location for location in page.scalars if location.text and location.node.start]
    )
    text = location.text or ""
    return page.replace(location, misspell(random, text)) if text.isascii() else None


def unknown_variable(page: Page, random: Random) -> str | None:
    """A variable that is not declared."""
    return page.replace(pick(random, page.scalars), "${UNHEARD_OF}")


def repeated_item(page: Page, random: Random) -> str | None:
    """An item of any list twice."""
    return page.repeat(pick(random, page.items))


def removed_item(page: Page, random: Random) -> str | None:
    """A missing item; with the last one the list is empty."""
    return page.remove(pick(random, page.items))


KINDS = (
    no_value,
    no_item,
    empty_string,
    number,
    boolean,
    word_for_a_collection,
    list_of_it,
    mapping_of_it,
    empty_list,
    empty_mapping,
    list_as_mapping,
    long_text,
    spaces_around,
    other_case,
    misspelt_value,
    unknown_variable,
    repeated_item,
    removed_item,
)
