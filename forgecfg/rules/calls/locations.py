"""Locations in source files, for findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import Location, at_value
from forgecfg.findings import Violation
from forgecfg.manifest.analysis.misplaced import may_be_elsewhere
from forgecfg.manifest.declarations import all_known, names_of
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Context
from forgecfg.source.facts import Call, Key, SourceSpan
from forgecfg.suggest import Names


def at_source(span: SourceSpan) -> Location:
    """The location of a part of a source file."""
    return Location(span.start, span.end, (), span.file)


def known_names(context: Context, target: Target) -> Mapping[str, Cursor] | None:
    """The declared names of a target; None if there may be others that cannot be read."""
    manifest = context.manifest
    if may_be_elsewhere(manifest, target) or not all_known(manifest, target):
        return None
    return names_of(manifest, target)


def undeclared(
    calls: Iterable[Call],
    declared: Mapping[str, Cursor],
    what: str,
    section: str,
    others: Mapping[str, tuple[str, Cursor]] | None = None,
) -> Iterator[Violation]:
    """A violation for each call with a key that is not declared.

    `what` is the noun for the target, `section` the section that declares it. `others` are names of
    something else, each with a sentence that says what it is, and its location.
    """
    names = Names(sorted(declared))
    for call in calls:
        for key in call.keys:
            if key.name is None or key.name in declared:
                continue
            near = names.nearest(key.name)
            target = (near, declared[near]) if near is not None else None
            yield _violation(call, key, key.name, target, what, section, others or {})


def _violation(
    call: Call,
    key: Key,
    name: str,
    similar: tuple[str, Cursor] | None,
    what: str,
    section: str,
    others: Mapping[str, tuple[str, Cursor]],
) -> Violation:
    message = f"{what} {quote(name)} is not declared under `{section}`"
    if name in others:
        hint, location = others[name]
        return Violation(
            at_source(key.at), message, hint=hint, related=((at_value(location), hint),)
        )
    if similar is not None:
        near, location = similar
        return Violation(
            at_source(key.at),
            message,
            hint=f"did you mean {quote(near)}?",
            related=((at_value(location), f"{what} {quote(near)}"),),
        )
    return Violation(
        at_source(key.at),
        message,
        help=f"declare it under `{section}`, or correct the key in `{call.name}`",
    )
