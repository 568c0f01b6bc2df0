"""The page of official errors and the corresponding rules."""

from __future__ import annotations

from collections.abc import Iterator

from comparison.kinds import MEANING, SHAPE, SYNTAX, Kind
from comparison.stricter import STRICTER
from comparison.table import TABLE

from generators import Generated

PATH = "docs/official.md"

_INTRODUCTION = """\
# Official errors and rules

The errors of the official validator, the npm package `@forge/manifest` (verified with 13.7.0), in
our own words, and the corresponding rule of forgecfg. The validator has three stages and stops
after the first one with an error; forgecfg reports everything in one run.
[The comparison](comparison.md) shows how far the two agree on real and broken manifests.
"""

_STAGES = (
    (SYNTAX, "The text", "An error here hides all others."),
    (
        SHAPE,
        "The schema",
        "An error here hides all errors of the next stage. One error of a module often has several "
        "messages, one for each variant of the module. forgecfg reports it once.",
    ),
    (MEANING, "The meaning", "References, keys, permissions, and dependencies."),
)


def official_page() -> Generated:
    """The table of kinds, and what is intentionally stricter."""
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
    yield "## Intentionally stricter\n\nErrors that the official validator does not report.\n"
    yield "| rule of forgecfg | why |\n| --- | --- |"
    for entry in STRICTER:
        yield f"| {_link(entry.rule)} | {entry.why} |"


def _link(rule: str) -> str:
    return f"[{rule}](rules/{rule}.md)"
