"""The page that says which rule is the counterpart of which official error."""

from __future__ import annotations

from collections.abc import Iterator

from comparison.kinds import MEANING, SHAPE, SYNTAX, Kind
from comparison.stricter import STRICTER
from comparison.table import TABLE

from generators import Generated

PATH = "docs/official.md"

_INTRODUCTION = """\
# Official errors and rules

What the official validator, the npm package `@forge/manifest` (measured: 13.7.0), refuses, in our
own words, and the rule of forgecfg that says the same. It works in three stages and stops after
the first one that finds anything; forgecfg reports everything at once.
[The comparison](comparison.md) tells how far the two agree on real and on broken manifests.
"""

_STAGES = (
    (SYNTAX, "The text", "A fault here hides all others."),
    (
        SHAPE,
        "The shape",
        "A fault here hides what is wrong with the meaning. One fault of a module often is several "
        "messages: one for each variant that the module could have been. forgecfg reports it once.",
    ),
    (MEANING, "The meaning", "References, keys, permissions, and what goes together."),
)


def official_page() -> Generated:
    """The table of kinds, and what is stricter on purpose."""
    yield PATH, "\n".join([_INTRODUCTION, *_kinds(), *_stricter()]) + "\n"


def _kinds() -> Iterator[str]:
    for stage, title, words in _STAGES:
        yield f"## {title}\n\n{words}\n"
        yield "| official error | rules of forgecfg | what is different |\n| --- | --- | --- |"
        kinds = [kind for entries in TABLE.values() for at, kind in entries if at == stage]
        yield from map(_row, kinds)
        yield ""


def _row(kind: Kind) -> str:
    rules = ", ".join(map(_link, kind.rules)) or "\N{EN DASH}"
    notes = [kind.differs] if kind.differs else []
    if kind.aside:
        notes.append(f"not compared: {kind.aside}")
    return f"| {kind.what} | {rules} | {'; '.join(notes)} |"


def _stricter() -> Iterator[str]:
    yield "## Stricter on purpose\n\nErrors where the official validator says nothing.\n"
    yield "| rule of forgecfg | why |\n| --- | --- |"
    for entry in STRICTER:
        yield f"| {_link(entry.rule)} | {entry.why} |"


def _link(rule: str) -> str:
    return f"[{rule}](rules/{rule}.md)"
