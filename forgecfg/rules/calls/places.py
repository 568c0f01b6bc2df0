"""Places in source files, for findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from forgecfg.document.cursor import Cursor
from forgecfg.manifest import Target, all_known, names_of
from forgecfg.rules.rule import Context, Fault, Place, at_value, quote
from forgecfg.rules.slips import may_be_elsewhere
from forgecfg.source.facts import Call, Key, Spot
from forgecfg.suggest import closest


def at_spot(spot: Spot) -> Place:
    """The place of a piece of a source file."""
    return Place(spot.start, spot.end, (), spot.file)


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
) -> Iterator[Fault]:
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
) -> Fault:
    message = f"{what} {quote(name)} is not declared under `{section}`"
    if name in others:
        hint, place = others[name]
        return Fault(at_spot(key.at), message, hint=hint, related=((at_value(place), hint),))
    near = closest(name, sorted(declared))
    if near is not None:
        return Fault(
            at_spot(key.at),
            message,
            hint=f"did you mean {quote(near)}?",
            related=((at_value(declared[near]), f"{what} {quote(near)}"),),
        )
    return Fault(
        at_spot(key.at), message, help=f"declare it there, or correct the key in `{call.name}`"
    )
