"""Places in source files, for findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from forgecfg.document.cursor import Cursor
from forgecfg.manifest.references import Target
from forgecfg.manifest.declarations import all_known, names_of
from forgecfg.rules.base import Context
from forgecfg.findings import Violation
from forgecfg.document.locations import Location, at_value
from forgecfg.document.display import quote
from forgecfg.rules.slips import may_be_elsewhere
from forgecfg.source.facts import Call, Key, NodeRef
from forgecfg.suggest import closest


def at_spot(spot: NodeRef) -> Location:
    """The place of a piece of a source file."""
    return Location(spot.start, spot.end, (), spot.file)


def known_names(context: Context, target: Target) -> Mapping[str, Cursor] | None:
    """The declared names of a kind; None where there may be others that cannot be read."""
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
    """A fault for each call that names something that is not declared.

    `what` is the word for it, `section` where it is declared. `others` are names that people give
    instead: each with a sentence that says what it is, and its place.
    """
    for call in calls:
        for key in call.keys:
            if key.name is None or key.name in declared:
                continue
            yield _fault(call, key, key.name, declared, what, section, others or {})


def _fault(
    call: Call,
    key: Key,
    name: str,
    declared: Mapping[str, Cursor],
    what: str,
    section: str,
    others: Mapping[str, tuple[str, Cursor]],
) -> Violation:
    message = f"{what} {quote(name)} is not declared under `{section}`"
    if name in others:
        hint, location = others[name]
        return Violation(at_spot(key.at), message, hint=hint, related=((at_value(location), hint),))
    near = closest(name, sorted(declared))
    if near is not None:
        return Violation(
            at_spot(key.at),
            message,
            hint=f"did you mean {quote(near)}?",
            related=((at_value(declared[near]), f"{what} {quote(near)}"),),
        )
    return Violation(
        at_spot(key.at), message, help=f"declare it there, or correct the key in `{call.name}`"
    )
