"""A skill's `SKILL.md`: front matter between two `---` lines, then the text for the agent.

The requirements are verified with @forge/manifest 13.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote

# The characters that are searched for tools; far more than a readable skill needs.
_MAX_SEARCHED = 50_000_000

FIELDS = ("name", "description", "compatibility", "metadata", "license", "allowed-tools")

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TOOLS = re.compile(r"\S+(?: \S+)*")
_FILE = re.compile(r"(?:^|[^\w/.-])((?:scripts|references|assets)/[\w./-]+)", re.ASCII)


class SkillProblem(NamedTuple):
    """What is wrong with a skill; Forge rejects it if `is_rejected`, otherwise it only warns."""

    message: str
    is_rejected: bool = True


class Skill(NamedTuple):
    """The front matter of a skill, and the text below it."""

    fields: Cursor
    body: str


def read_skill(text: str) -> Skill | SkillProblem:
    """The parts of a `SKILL.md`, or why they cannot be read."""
    from forgecfg.document.document import load

    lines = re.split(r"\r?\n", text)
    if lines[0] != "---" or "---" not in lines[1:]:
        return SkillProblem("missing front matter between two `---` lines at the start")
    end = lines.index("---", 1)
    root = load("\n".join(lines[1:end])).root
    fields = Cursor(root) if root is not None else None
    if fields is None or not fields.is_mapping:
        return SkillProblem("the front matter is not a YAML mapping")
    return Skill(fields, "\n".join(lines[end + 1 :]))


def find_problems(skill: Skill, directory: str, tools: list[str]) -> Iterator[SkillProblem]:
    """The problems of a skill, given the name of its directory and the tools of its module."""
    for name, _ in skill.fields.entries():
        if name not in FIELDS:
            yield SkillProblem(f"unknown field {quote(name)}; expected one of: {', '.join(FIELDS)}")
    yield from _check_name(skill.fields.get("name"), directory)
    yield from _check_text(skill.fields, "description", 1024, required=True)
    yield from _check_text(skill.fields, "compatibility", 500)
    yield from _check_text(skill.fields, "license", None)
    description = skill.fields.get("description")
    if description is not None and description.text and len(description.text) < 50:
        yield SkillProblem(
            f"`description` is {len(description.text)} characters long (recommended minimum 50); "
            "say when to use the skill",
            is_rejected=False,
        )
    metadata = skill.fields.get("metadata")
    if metadata is not None and not (
        metadata.is_mapping and all(value.text is not None for _, value in metadata.entries())
    ):
        yield SkillProblem("`metadata` must be a mapping of names to strings")
    yield from _check_allowed_tools(skill.fields.get("allowed-tools"), tools)
    yield from _check_body(skill.body, tools)


def referenced_files(skill: Skill) -> list[str]:
    """The files below the skill's directory that its text references."""
    found = (match[1].rstrip(".,:;!?)") for match in _FILE.finditer(skill.body))
    return list(dict.fromkeys(found))


def _check_name(name: Cursor | None, directory: str) -> Iterator[SkillProblem]:
    if name is None:
        yield SkillProblem("missing required field `name`")
    elif name.text is None or not 1 <= len(name.text) <= 64:
        yield SkillProblem("`name` must be a string of 1 to 64 characters")
    elif not _NAME.fullmatch(name.text):
        yield SkillProblem(f"invalid name {quote(name.text)}; use lowercase words joined by `-`")
    elif name.text != directory:
        message = f"name {quote(name.text)} does not match its directory {quote(directory)}"
        yield SkillProblem(message)


def _check_text(
    fields: Cursor, name: str, maximum: int | None, required: bool = False
) -> Iterator[SkillProblem]:
    value = fields.get(name)
    if value is None:
        if required:
            yield SkillProblem(f"missing required field `{name}`")
    elif value.text is None or (maximum is not None and not 1 <= len(value.text) <= maximum):
        limit = f" of 1 to {maximum} characters" if maximum is not None else ""
        yield SkillProblem(f"`{name}` must be a string{limit}")


def _check_allowed_tools(allowed: Cursor | None, tools: list[str]) -> Iterator[SkillProblem]:
    if allowed is None:
        return
    if allowed.text is None or not _TOOLS.fullmatch(allowed.text):
        yield SkillProblem("`allowed-tools` must be names separated by single spaces")
        return
    missing = sorted(set(tools) - set(allowed.text.split(" ")))
    if missing:
        message = f"missing tool {quote(missing[0])} in `allowed-tools`; the module depends on it"
        yield SkillProblem(message)


def _check_body(body: str, tools: list[str]) -> Iterator[SkillProblem]:
    if not body.strip():
        yield SkillProblem("missing text below the front matter", is_rejected=False)
        return
    count = len(body.splitlines())
    if count > 500:
        message = f"the text is {count} lines long (recommended maximum 500)"
        yield SkillProblem(message, is_rejected=False)
    budget = _MAX_SEARCHED
    for tool in sorted(set(tools)):
        budget -= len(body)
        if budget >= 0 and not _mentions(body, tool):
            message = f"the text does not mention tool {quote(tool)}; the module depends on it"
            yield SkillProblem(message, is_rejected=False)


def _mentions(body: str, tool: str) -> bool:
    """Whether a text contains the name of a tool as a whole word."""
    return tool in body and re.search(rf"\b{re.escape(tool)}\b", body) is not None
