"""A skill's `SKILL.md`: front matter between two lines `---`, then the text for the agent.

What Forge demands of it was measured. Each flaw is a sentence about the file, and whether Forge
refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote

FIELDS = ("name", "description", "compatibility", "metadata", "license", "allowed-tools")

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TOOLS = re.compile(r"\S+(?: \S+)*")
_FILE = re.compile(r"(?:^|[^\w/.-])((?:scripts|references|assets)/[\w./-]+)", re.ASCII)


class Flaw(NamedTuple):
    """What is wrong with a skill; `refused` says whether Forge refuses it or only warns."""

    message: str
    refused: bool = True


class Skill(NamedTuple):
    """The front matter of a skill, and the text below it."""

    fields: Cursor
    body: str


def read_skill(text: str) -> Skill | Flaw:
    """The parts of a `SKILL.md`, or what is wrong with its form."""
    from forgecfg.document.document import load

    lines = re.split(r"\r?\n", text)
    if lines[0] != "---" or "---" not in lines[1:]:
        return Flaw("does not begin with front matter between two lines `---`")
    end = lines.index("---", 1)
    root = load("\n".join(lines[1:end])).root
    fields = Cursor(root) if root is not None else None
    if fields is None or not fields.is_mapping:
        return Flaw("has front matter that is no YAML mapping")
    return Skill(fields, "\n".join(lines[end + 1 :]))


def flaws(skill: Skill, folder: str, tools: list[str]) -> Iterator[Flaw]:
    """What is wrong with a skill in a folder of this name, whose module depends on these tools."""
    for name, _ in skill.fields.entries():
        if name not in FIELDS:
            yield Flaw(f"has an unknown field {quote(name)}; it takes {', '.join(FIELDS)}")
    yield from _name(skill.fields.get("name"), folder)
    yield from _text(skill.fields, "description", 1024, required=True)
    yield from _text(skill.fields, "compatibility", 500)
    yield from _text(skill.fields, "license", None)
    description = skill.fields.get("description")
    if description is not None and description.text and len(description.text) < 50:
        yield Flaw("has a description of less than 50 characters: say when to use it", False)
    metadata = skill.fields.get("metadata")
    if metadata is not None and not (
        metadata.is_mapping and all(value.text is not None for _, value in metadata.entries())
    ):
        yield Flaw("has `metadata` that is no mapping of names to strings")
    yield from _allowed_tools(skill.fields.get("allowed-tools"), tools)
    yield from _body(skill.body, tools)


def named_files(skill: Skill) -> list[str]:
    """The files below the skill's folder that its text names."""
    found = (match[1].rstrip(".,:;!?)") for match in _FILE.finditer(skill.body))
    return list(dict.fromkeys(found))


def _name(name: Cursor | None, folder: str) -> Iterator[Flaw]:
    if name is None:
        yield Flaw("lacks `name`")
    elif name.text is None or not 1 <= len(name.text) <= 64:
        yield Flaw("needs a `name` of 1 to 64 characters")
    elif not _NAME.fullmatch(name.text):
        yield Flaw(f"has the name {quote(name.text)}: take lower-case words joined by '-'")
    elif name.text != folder:
        yield Flaw(f"has the name {quote(name.text)}, but its folder is {quote(folder)}")


def _text(fields: Cursor, name: str, most: int | None, required: bool = False) -> Iterator[Flaw]:
    value = fields.get(name)
    if value is None:
        if required:
            yield Flaw(f"lacks `{name}`")
    elif value.text is None or (most is not None and not 1 <= len(value.text) <= most):
        limit = f" of 1 to {most} characters" if most is not None else ""
        yield Flaw(f"needs a string{limit} as `{name}`")


def _allowed_tools(allowed: Cursor | None, tools: list[str]) -> Iterator[Flaw]:
    if allowed is None:
        return
    if allowed.text is None or not _TOOLS.fullmatch(allowed.text):
        yield Flaw("needs names with one space between as `allowed-tools`")
        return
    lacking = sorted(set(tools) - set(allowed.text.split(" ")))
    if lacking:
        yield Flaw(f"does not allow the tool {quote(lacking[0])} that its module depends on")


def _body(body: str, tools: list[str]) -> Iterator[Flaw]:
    if not body.strip():
        yield Flaw("has no text below its front matter", False)
        return
    if len(body.splitlines()) > 500:
        yield Flaw("has more than 500 lines of text", False)
    for tool in sorted(set(tools)):
        if not re.search(rf"\b{re.escape(tool)}\b", body):
            yield Flaw(
                f"does not speak of the tool {quote(tool)} that its module depends on", False
            )
