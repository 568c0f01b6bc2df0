"""FC514."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename, normpath

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.files.missing_files import missing
from forgecfg.rules.files.skill_files import Flaw, flaws, named_files, read_skill

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
    "FC514",
    "invalid-skill",
    Severity.ERROR,
    good=(Good(_GOOD, files={_FILE: _TEXT}), Good(_GOOD)),
    bad=(
        Bad(_GOOD, at=(5, 14), says='"skills/refund-rules" is not there', files=_APP),
        Bad(
            _GOOD,
            at=(5, 14),
            says='SKILL.md has the name "refunds", but its folder is "refund-rules"',
            files={_FILE: _TEXT.replace("name: refund-rules", "name: refunds")},
        ),
        Bad(
            _GOOD,
            at=(5, 14),
            says="SKILL.md has no text below its front matter",
            severity=Severity.WARNING,
            files={_FILE: _TEXT.replace("Orders of the last 14 days may be refunded.\n", "")},
        ),
        Bad(
            _GOOD.replace("skills/refund-rules", "../refund-rules"),
            at=(5, 14),
            says='"../refund-rules" leads out of the app',
        ),
    ),
)
def invalid_skill(context: Context) -> Iterator[Violation]:
    """The folder of a skill, or the `SKILL.md` in it, is not as Forge wants it.

    A skill is a folder with a `SKILL.md`: front matter with `name` (that of the folder) and
    `description`, then the text for the agent. Forge refuses a skill with errors in it and warns of
    some shortcomings (measured).
    """
    taken: dict[str, Cursor] = {}
    for module in context.manifest.modules:
        location = module.cursor.at("source", "dir") if module.type == "rovo:skill" else None
        if location is None or not location.text:
            continue
        first = taken.setdefault(location.text, location)
        what = f"{module.label}: {quote(location.text)}"
        if first is not location:
            related = ((at_value(first), "the first one"),)
            yield Violation(
                at_value(location), f"{what} is the folder of another skill", related=related
            )
        elif location.text.startswith(("/", "..")) or "/../" in location.text:
            message = f"{what} leads out of the app"
            yield Violation(
                at_value(location), message, help="name a folder below that of the manifest"
            )
        elif context.files is not None:
            yield from _in_folder(context.files, location, what, _tools(module.cursor))


def _in_folder(
    files: ProjectFiles, location: Cursor, what: str, tools: list[str]
) -> Iterator[Violation]:
    folder = location.text or ""
    text = files.text(f"{folder}/SKILL.md")
    if files.kind(folder) is not Kind.FOLDER:
        yield missing(at_value(location), f"{what} is not there", folder, "add the folder")
        return
    if text is None:
        message = f"{what} has no SKILL.md"
        yield missing(at_value(location), message, folder, "write one, with front matter")
        return
    skill = read_skill(text)
    if isinstance(skill, Flaw):
        yield _fault(location, what, skill)
        return
    for flaw in flaws(skill, basename(normpath(folder)), tools):
        yield _fault(location, what, flaw)
    for name in named_files(skill):
        if files.kind(f"{folder}/{name}") is not Kind.FILE:
            yield _fault(
                location, what, Flaw(f"names the file {quote(name)}, which is not there", False)
            )


def _fault(location: Cursor, what: str, flaw: Flaw) -> Violation:
    severity = None if flaw.refused else Severity.WARNING
    return Violation(at_value(location), f"{what}: SKILL.md {flaw.message}", severity=severity)


def _tools(module: Cursor) -> list[str]:
    tools = module.at("dependencies", "tools")
    return [item.text for item in tools.items() if item.text] if tools is not None else []
