"""What is wrong with the value of a display condition, by the kind of value that it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from forgecfg.catalog.display_conditions import (
    CHOICES,
    CONTEXT_ENTITIES,
    ENTITIES,
    EXTERNAL,
    OPTIONAL_PROPERTY,
    PROPERTIES,
    Kind,
)
from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_key, at_value
from forgecfg.edits.fixes import rename, replace_with, set_to
from forgecfg.findings import FixBuilder, Violation
from forgecfg.suggest import closest


def value_faults(owner: str, name: str, value: Cursor, kind: Kind) -> Iterator[Violation]:
    """The faults of a condition's value. `owner` is what messages begin with."""
    if kind in PROPERTIES:
        yield from _object_faults(owner, name, value, kind)
    elif kind is Kind.PERMISSIONS:
        yield from _permission_faults(owner, value)
    elif kind in CHOICES:
        yield from _choice_faults(owner, name, value, CHOICES[kind])
    elif not fits(value, kind):
        yield _wrong(owner, name, value, kind)


def fits(value: Cursor, kind: Kind) -> bool:
    """Whether a value is of a simple kind. What a variable gives is always a text."""
    if kind is Kind.FLAG:
        return isinstance(value.value, bool)
    if kind is Kind.TEXTS and value.is_list:
        return all(isinstance(item.value, str) for item in value.items())
    return isinstance(value.value, str)


def unknown_name(
    owner: str, what: str, cursor: Cursor, known: Iterable[str], otherwise: str
) -> Violation:
    """The fault of a key that is none of the known names; `otherwise` helps if none is near."""
    name = str(cursor.path[-1])
    near = closest(name, known)
    return Violation(
        at_key(cursor),
        f"{owner} has no {what} {quote(name)}",
        hint=f"did you mean {quote(near)}?" if near else "",
        help="" if near else otherwise,
        fixes=rename(cursor, near) if near else (),
    )


def _wrong(owner: str, name: str, value: Cursor, kind: Kind) -> Violation:
    meant = _meant(value, kind)
    fixes: tuple[FixBuilder, ...] = ()
    if meant is not None:
        fixes = set_to(value, meant, f"write it as {kind.value}")
    return Violation(at_value(value), f"{owner}: {name} takes {kind.value}", fixes=fixes)


def _meant(value: Cursor, kind: Kind) -> bool | str | None:
    """The value in the right type, where it was only written in another."""
    if kind is Kind.FLAG and value.text in ("true", "false"):
        return value.text == "true"
    if kind is not Kind.FLAG and isinstance(value.value, int) and not isinstance(value.value, bool):
        return str(value.value)
    return None


def _choice_faults(
    owner: str, name: str, value: Cursor, choices: tuple[str, ...]
) -> Iterator[Violation]:
    if value.text in choices or value.unknown:
        return
    near = closest(value.text or "", choices)
    yield Violation(
        at_value(value),
        f"{owner}: {name} takes one of {', '.join(choices)}",
        hint=f"did you mean {quote(near)}?" if near else "",
        fixes=replace_with(value, near) if near else (),
    )


def _object_faults(owner: str, name: str, value: Cursor, kind: Kind) -> Iterator[Violation]:
    if not value.is_mapping:
        yield Violation(at_value(value), f"{owner}: {name} takes a mapping with {kind.value}")
        return
    required = PROPERTIES[kind]
    known = required if kind is Kind.TRACKER else (*required, OPTIONAL_PROPERTY)
    strange = [inner for key, inner in value.entries() if key not in known]
    missing = [key for key in required if value.get(key) is None]
    owner = f"{owner}: {name}"
    for cursor in strange:
        yield unknown_name(owner, "property", cursor, known, f"it takes {', '.join(known)}")
    # A property may be missing because its name is wrong.
    if missing and not strange:
        yield Violation(at_key(value), f"{owner} lacks {' and '.join(missing)}")
    for key, inner in value.entries():
        if key == "entity":
            entities = CONTEXT_ENTITIES if kind is Kind.CONTEXT else ENTITIES
            yield from _choice_faults(owner, key, inner, entities)
        elif key in known:
            wanted = Kind.TEXTS if (kind, key) == (Kind.CONTAINS, "value") else Kind.TEXT
            if not fits(inner, wanted):
                yield _wrong(owner, key, inner, wanted)


def _permission_faults(owner: str, value: Cursor) -> Iterator[Violation]:
    owner = f"{owner}: permissions"
    if not value.is_mapping:
        yield Violation(at_value(value), f"{owner} takes a mapping with {Kind.PERMISSIONS.value}")
        return
    for name, inner in value.entries():
        if name == "scopes":
            if not fits(inner, Kind.TEXTS):
                yield _wrong(owner, name, inner, Kind.TEXTS)
        elif name == "external":
            for inner_name, address in inner.entries():
                if inner_name not in EXTERNAL:
                    otherwise = f"it takes {', '.join(EXTERNAL)}"
                    where = f"{owner}.external"
                    yield unknown_name(where, "property", address, EXTERNAL, otherwise)
        else:
            names = ("scopes", "external")
            yield unknown_name(owner, "property", inner, names, f"it takes {', '.join(names)}")
