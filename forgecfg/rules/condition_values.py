"""Checks of the values of display conditions, by the kind of value that is expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from forgecfg.catalog.date import AS_OF
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
from forgecfg.findings import FixBuilder, Severity, Violation
from forgecfg.suggest import Budget, closest, is_typo


def check_value(name: str, where: str, value: Cursor, kind: Kind) -> Iterator[Violation]:
    """Check the value of the condition `name`.

    `where` follows the name in messages, as in `in displayConditions of macro "x"`.
    """
    if kind in PROPERTIES:
        yield from _check_properties(f"{name} {where}", value, kind)
    elif kind is Kind.PERMISSIONS:
        yield from _check_permissions(f"{name} {where}", value)
    elif kind in CHOICES:
        yield from _check_choice(name, where, value, CHOICES[kind])
    elif not is_of_kind(value, kind):
        yield _wrong_type(name, where, value, kind)


def is_of_kind(value: Cursor, kind: Kind) -> bool:
    """Whether a value is of a simple kind. The value of a variable is always a string."""
    if kind is Kind.FLAG:
        return isinstance(value.value, bool)
    if kind is Kind.TEXTS and value.is_list:
        return all(isinstance(item.value, str) for item in value.items())
    return isinstance(value.value, str)


def unknown_condition(
    where: str, cursor: Cursor, known: Iterable[str], help_text: str, budget: Budget
) -> Violation:
    """The violation that a condition is unknown; a warning if it may be newer than the catalog.

    `budget` limits the search for a similar name.
    """
    name = str(cursor.path[-1])
    typo = next((one for one in known if is_typo(name, one)), None)
    if typo is not None:
        return unknown_name("condition", where, cursor, (typo,), help_text, budget)
    message = f"unknown condition {quote(name)} {where} (not in the catalog of {AS_OF}; it may "
    message += "be newer)"
    return Violation(at_key(cursor), message, help=help_text, severity=Severity.WARNING)


def unknown_name(
    subject: str,
    where: str,
    cursor: Cursor,
    known: Iterable[str],
    help_text: str,
    budget: Budget | None = None,
) -> Violation:
    """The violation that a key is unknown; `help_text` is shown if no known name is similar.

    `budget` limits the search for a similar name.
    """
    name = str(cursor.path[-1])
    candidate = closest(name, known, budget=budget)
    return Violation(
        at_key(cursor),
        f"unknown {subject} {quote(name)} {where}",
        hint=f"did you mean {quote(candidate)}?" if candidate else "",
        help="" if candidate else help_text,
        fixes=rename(cursor, candidate) if candidate else (),
    )


def _wrong_type(name: str, where: str, value: Cursor, kind: Kind) -> Violation:
    intended = _intended(value, kind)
    fixes: tuple[FixBuilder, ...] = ()
    if intended is not None:
        fixes = set_to(value, intended, f"write it as {kind.value}")
    return Violation(at_value(value), f"{name} {where} must be {kind.value}", fixes=fixes)


def _intended(value: Cursor, kind: Kind) -> bool | str | None:
    """The value in the expected type, if only its type is wrong."""
    if kind is Kind.FLAG and value.text in ("true", "false"):
        return value.text == "true"
    if kind is not Kind.FLAG and isinstance(value.value, int) and not isinstance(value.value, bool):
        return str(value.value)
    return None


def _check_choice(
    name: str, where: str, value: Cursor, choices: tuple[str, ...]
) -> Iterator[Violation]:
    if value.text in choices or value.unknown:
        return
    candidate = closest(value.text or "", choices)
    yield Violation(
        at_value(value),
        f"invalid {name} {where}, {_one_of(choices)}",
        hint=f"did you mean {quote(candidate)}?" if candidate else "",
        fixes=replace_with(value, candidate) if candidate else (),
    )


def _check_properties(label: str, value: Cursor, kind: Kind) -> Iterator[Violation]:
    if not value.is_mapping:
        yield _not_a_mapping(label, value, kind)
        return
    where = f"of {label}"
    required = PROPERTIES[kind]
    known = required if kind is Kind.TRACKER else (*required, OPTIONAL_PROPERTY)
    unknown = [inner for key, inner in value.entries() if key not in known]
    missing = [key for key in required if value.get(key) is None]
    for cursor in unknown:
        yield unknown_name("property", where, cursor, known, _one_of(known))
    # A property may be missing because its name is misspelled.
    if missing and not unknown:
        names = " and ".join(map(quote, missing))
        properties = "property" if len(missing) == 1 else "properties"
        yield Violation(at_key(value), f"missing required {properties} {names} {where}")
    for key, inner in value.entries():
        if key == "entity":
            entities = CONTEXT_ENTITIES if kind is Kind.CONTEXT else ENTITIES
            yield from _check_choice(key, where, inner, entities)
        elif key in known:
            expected = Kind.TEXTS if (kind, key) == (Kind.CONTAINS, "value") else Kind.TEXT
            if not is_of_kind(inner, expected):
                yield _wrong_type(key, where, inner, expected)


def _check_permissions(label: str, value: Cursor) -> Iterator[Violation]:
    if not value.is_mapping:
        yield _not_a_mapping(label, value, Kind.PERMISSIONS)
        return
    where = f"of {label}"
    for name, inner in value.entries():
        if name == "scopes":
            if not is_of_kind(inner, Kind.TEXTS):
                yield _wrong_type(name, where, inner, Kind.TEXTS)
        elif name == "external":
            for inner_name, address in inner.entries():
                if inner_name not in EXTERNAL:
                    inside = f"of external {where}"
                    yield unknown_name("property", inside, address, EXTERNAL, _one_of(EXTERNAL))
        else:
            names = ("scopes", "external")
            yield unknown_name("property", where, inner, names, _one_of(names))


def _not_a_mapping(label: str, value: Cursor, kind: Kind) -> Violation:
    return Violation(at_value(value), f"{label} must be a mapping with {kind.value}")


def _one_of(names: tuple[str, ...]) -> str:
    return f"expected one of: {', '.join(names)}"
