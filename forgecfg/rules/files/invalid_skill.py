"""FC514."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename, normpath

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.skills import (
    SkillProblem,
    find_problems,
    read_skill,
    referenced_files,
)
from forgecfg.manifest.references import Module
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.missing_files import missing

_GOOD = """\
modules:
  rovo:skill:
    - key: refunds
      source:
        dir: skills/refund-rules
"""
_FILE = "skills/refund-rules/SKILL.md"
_TEXT = """\
---
name: refund-rules
description: When an order may be refunded, and by whom. For all questions about refunds.
---
Orders of the last 14 days may be refunded.
"""
_APP = {"package.json": "{}"}


@rule(
    Severity.ERROR,
    good=(Good(_GOOD, files={_FILE: _TEXT}), Good(_GOOD)),
    bad=(
        Bad(
            _GOOD,
            at=(5, 14),
            says='directory "skills/refund-rules" of rovo:skill "refunds" does not exist',
            files=_APP,
        ),
        Bad(
            _GOOD,
            at=(5, 14),
            says='SKILL.md of rovo:skill "refunds": name "refunds" does not match its directory '
            '"refund-rules"',
            files={_FILE: _TEXT.replace("name: refund-rules", "name: refunds")},
        ),
        Bad(
            _GOOD,
            at=(5, 14),
            says='SKILL.md of rovo:skill "refunds": missing text below the front matter',
            severity=Severity.WARNING,
            files={_FILE: _TEXT.replace("Orders of the last 14 days may be refunded.\n", "")},
        ),
        Bad(
            _GOOD.replace("skills/refund-rules", "../refund-rules"),
            at=(5, 14),
            says='directory "../refund-rules" of rovo:skill "refunds" is outside the app directory',
        ),
    ),
)
def invalid_skill(context: Context) -> Iterator[Violation]:
    """The directory of a skill, or the `SKILL.md` in it, is missing or invalid.

    A skill is a directory with a `SKILL.md`: front matter with `name` (that of the directory) and
    `description`, followed by the text for the agent. Forge rejects a skill with errors, and warns
    about smaller problems (verified with @forge/manifest 13.7).

    How to fix:
    Correct `source.dir`, or create the `SKILL.md`. The file starts with `---`, then `name:` and
    `description:`, then `---` again, then the instructions.
    """
    seen: dict[str, Cursor] = {}
    for module in context.manifest.modules:
        location = module.cursor.at("source", "dir") if module.type == "rovo:skill" else None
        if location is None or not location.text:
            continue
        first = seen.setdefault(location.text, location)
        label = f"directory {quote(location.text)} of {module.label}"
        if first is not location:
            yield Violation(
                at_value(location),
                f"{label} is already used by another skill",
                help="use one directory per skill",
                related=((at_value(first), "first used here"),),
            )
        elif location.text.startswith(("/", "..")) or "/../" in location.text:
            yield Violation(
                at_value(location),
                f"{label} is outside the app directory",
                help="use a directory below that of the manifest",
            )
        elif context.files is not None:
            yield from _check_directory(context.files, location, label, module)


def _check_directory(
    files: ProjectFiles, location: Cursor, label: str, module: Module
) -> Iterator[Violation]:
    directory = location.text or ""
    text = files.text(f"{directory}/SKILL.md")
    if files.kind(directory) is not Kind.FOLDER:
        help_text = "create the directory, or correct the path"
        yield missing(files, at_value(location), f"{label} does not exist", directory, help_text)
        return
    if text is None and files.kind(f"{directory}/SKILL.md") is Kind.FILE:
        message = f"SKILL.md in {label} cannot be read as UTF-8 text of at most 2 MB"
        yield Violation(at_value(location), message)
        return
    if text is None:
        message = f"missing SKILL.md in {label}"
        file = f"{directory}/SKILL.md"
        yield missing(files, at_value(location), message, file, "create it, with front matter")
        return
    for problem in _skill_problems(files, directory, text, _tools(module.cursor)):
        yield Violation(
            at_value(location),
            f"SKILL.md of {module.label}: {problem.message}",
            severity=None if problem.is_rejected else Severity.WARNING,
        )


def _skill_problems(
    files: ProjectFiles, directory: str, text: str, tools: list[str]
) -> Iterator[SkillProblem]:
    skill = read_skill(text)
    if isinstance(skill, SkillProblem):
        yield skill
        return
    yield from find_problems(skill, basename(normpath(directory)), tools)
    for name in referenced_files(skill):
        if files.kind(f"{directory}/{name}") is not Kind.FILE:
            message = f"the text references file {quote(name)}, which does not exist"
            yield SkillProblem(message, is_rejected=False)


def _tools(module: Cursor) -> list[str]:
    tools = module.at("dependencies", "tools")
    return [item.text for item in tools.items() if item.text] if tools is not None else []
