"""YAML typos: of lines, indents, quotes and the characters that YAML reads."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from mutations.page import Page, pick


def _line(page: Page, random: Random, change: Callable[[str], str | None]) -> str | None:
    """One line that says something, changed; with None it goes."""
    lines = page.text.splitlines()
    at = pick(random, [at for at, line in enumerate(lines) if line.split("#")[0].strip()])
    new = change(lines[at])
    lines[at : at + 1] = [] if new is None else [new]
    return "\n".join(lines) + "\n"


def tab_for_indent(page: Page, random: Random) -> str | None:
    """A tab where the indent was."""
    return _line(page, random, lambda line: "\t" + line.lstrip() if line[0] == " " else None)


def deeper_line(page: Page, random: Random) -> str | None:
    """A line one or two spaces to the right."""
    return _line(page, random, lambda line: pick(random, [" ", "  "]) + line)


def shallower_line(page: Page, random: Random) -> str | None:
    """A line one or two spaces to the left."""
    return _line(page, random, lambda line: line.removeprefix(pick(random, [" ", "  "])))


def unclosed_quote(page: Page, random: Random) -> str | None:
    """A value that begins with a quote and does not end with one."""
    location = pick(random, page.scalars)
    written = page.text[location.node.start : location.node.end].strip("\"'")
    return page.replace(location, pick(random, ["'", '"']) + written)


def unclosed_bracket(page: Page, random: Random) -> str | None:
    """A value that begins with a bracket and does not end with one."""
    location = pick(random, page.scalars)
    written = page.text[location.node.start : location.node.end]
    return page.replace(location, pick(random, ["[", "{"]) + written)


def no_colon(page: Page, random: Random) -> str | None:
    """A key without its colon."""
    return _line(page, random, lambda line: line.replace(":", "", 1))


def no_space_after_colon(page: Page, random: Random) -> str | None:
    """A colon with the value right behind it."""
    return _line(page, random, lambda line: line.replace(": ", ":", 1))


def no_dash(page: Page, random: Random) -> str | None:
    """An item without its dash."""
    return _line(page, random, lambda line: line.replace("- ", "  ", 1))


def dash_alone(page: Page, random: Random) -> str | None:
    """A dash with the value right behind it."""
    return _line(page, random, lambda line: line.replace("- ", "-", 1))


def another_dash(page: Page, random: Random) -> str | None:
    """A dash before something that is not an item."""
    return _line(page, random, lambda line: line[: -len(line.lstrip())] + "- " + line.lstrip())


def line_removed(page: Page, random: Random) -> str | None:
    """A missing line."""
    return _line(page, random, lambda _: None)


def line_repeated(page: Page, random: Random) -> str | None:
    """A line twice."""
    return _line(page, random, lambda line: f"{line}\n{line}")


def line_commented_out(page: Page, random: Random) -> str | None:
    """A line behind a `#`."""
    return _line(page, random, lambda line: f"# {line}")


def lines_swapped(page: Page, random: Random) -> str | None:
    """A line before the one that it follows."""
    lines = page.text.splitlines()
    at = pick(random, list(range(1, len(lines))))
    lines[at - 1 : at + 1] = lines[at], lines[at - 1]
    return "\n".join(lines) + "\n"


def cut_short(page: Page, random: Random) -> str | None:
    """A text that ends early."""
    return page.text[: pick(random, list(range(1, len(page.text))))]


def reserved_character(page: Page, random: Random) -> str | None:
    """A value that begins with a character of YAML's own."""
    location = pick(random, page.scalars)
    written = page.text[location.node.start : location.node.end]
    return page.replace(location, pick(random, ["@", "`", "%", "&", "*", "!", "|", "? "]) + written)


def merge_key(page: Page, random: Random) -> str | None:
    """A `<<`, plain or in quotes."""
    text = page.add(pick(random, page.mappings), {"<<": {"key": "merged"}})
    if text is None or random.random() < 0.5:
        return text
    return text.replace('"<<"', "<<").replace("'<<'", "<<")


def alias_to_nothing(page: Page, random: Random) -> str | None:
    """An alias without its anchor."""
    return page.replace(pick(random, page.scalars), "*nowhere")


def second_document(page: Page, random: Random) -> str | None:
    """A second document, or a mark of one."""
    return _line(page, random, lambda line: pick(random, [f"{line}\n---", f"---\n{line}"]))


def comment_without_space(page: Page, random: Random) -> str | None:
    """A comment right behind a value, which it then belongs to."""
    return _line(page, random, lambda line: f"{line}#comment")


KINDS = (
    tab_for_indent,
    deeper_line,
    shallower_line,
    unclosed_quote,
    unclosed_bracket,
    no_colon,
    no_space_after_colon,
    no_dash,
    dash_alone,
    another_dash,
    line_removed,
    line_repeated,
    line_commented_out,
    lines_swapped,
    cut_short,
    reserved_character,
    merge_key,
    alias_to_nothing,
    second_document,
    comment_without_space,
)
