"""The ways in which faults are mended. The editing code is loaded only when one is made."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from forgecfg.document.cursor import Cursor
from forgecfg.document.nodes import Scalar
from forgecfg.faults import Remedy, quote
from forgecfg.findings import Safety, YamlPath

if TYPE_CHECKING:
    from forgecfg.document import Document
    from forgecfg.edits import Data, Plan


def replace_by(place: Cursor, name: str) -> tuple[Remedy, ...]:
    """A guess: another name as the value at a place."""
    return set_to(place, name, f"replace it by {quote(name)}")


def set_to(place: Cursor, data: Data, title: str) -> tuple[Remedy, ...]:
    """A guess: other data in place of the scalar at a place."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits import set_value

        return set_value(document, place.path, data)

    return (Remedy(title, Safety.UNSAFE, plan),)


def name_all(places: Sequence[Cursor], key: str, title: str) -> tuple[Remedy, ...]:
    """Write each of some scalars as a mapping that has it under a key, to the same effect."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits import Plan, set_value

        # Each step replaces a scalar of its own, so that none moves what another edits.
        steps = [
            set_value(document, place.path, {key: place.node.text})
            for place in places
            if isinstance(place.node, Scalar)
        ]
        return Plan(
            tuple(edit for step in steps for edit in step.edits),
            tuple(change for step in steps for change in step.changes),
        )

    return (Remedy(title, Safety.SAFE, plan),)


def rename(place: Cursor, name: str) -> tuple[Remedy, ...]:
    """A guess: another name for the key that holds a place."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits import rename_key

        return rename_key(document, place.path, name)

    return (Remedy(f"rename it to {quote(name)}", Safety.UNSAFE, plan),)


def take_out(
    place: Cursor, safety: Safety, title: str, nth: int = 0, keep: bool = False
) -> tuple[Remedy, ...]:
    """Remove a list item or an entry; `nth` (0-based) tells entries with the same key apart.

    What then holds nothing goes too; with `keep` it stays, as `[]` or `{}`.
    """

    def plan(document: Document) -> Plan:
        from forgecfg.edits import remove

        return remove(document, place.path, nth=nth, keep=keep)

    return (Remedy(title, safety, plan),)


def add_scope(scopes: Cursor | None, scope: str) -> tuple[Remedy, ...]:
    """Declare a scope, in the form that `scopes` (None where there is no such section) has."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits import ensure

        as_mapping = scopes is not None and scopes.is_mapping and any(scopes.entries())
        return ensure(document, ("permissions", "scopes"), {scope: {}} if as_mapping else [scope])

    return (Remedy(f"add the scope {quote(scope)}", Safety.SAFE, plan),)


def add_scopes(scopes: Cursor | None, names: tuple[str, ...]) -> tuple[Remedy, ...]:
    """A guess: declare scopes, in the form that `scopes` (None where there is none) has."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits import ensure

        as_mapping = scopes is not None and scopes.is_mapping and any(scopes.entries())
        data: Data = {name: {} for name in names} if as_mapping else list(names)
        return ensure(document, ("permissions", "scopes"), data)

    what = " and ".join(quote(name) for name in names)
    return (Remedy(f"add the scope{'s' * (len(names) > 1)} {what}", Safety.UNSAFE, plan),)


def add_item(path: YamlPath, item: str) -> tuple[Remedy, ...]:
    """A guess: add an item to the list at a path, which is made where there is none."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits import ensure

        return ensure(document, path, [item])

    return (Remedy(f"add {quote(item)} to `{path[-1]}`", Safety.UNSAFE, plan),)


def allow_fetch(remote: str, item: Cursor) -> tuple[Remedy, ...]:
    """A guess: let functions fetch from a remote, and say so in the operations that it lists."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits import ensure_all

        path = ("permissions", "external", "fetch", "backend")
        wanted: list[tuple[YamlPath, Data]] = [(path, [{"remote": remote}])]
        operations = item.get("operations")
        if operations is not None and operations.is_list:
            wanted.append((operations.path, ["fetch"]))
        return ensure_all(document, wanted)

    return (Remedy(f"allow to fetch from {quote(remote)}", Safety.UNSAFE, plan),)


def add_entry(holder: Cursor, key: str, data: Data) -> tuple[Remedy, ...]:
    """A guess: add a key with its data to a mapping."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits import ensure

        return ensure(document, (*holder.path, key), data)

    return (Remedy(f"add `{key}`", Safety.UNSAFE, plan),)


def move_under(place: Cursor, name: str) -> tuple[Remedy, ...]:
    """A guess: move the entry at a place into a mapping `name`: a new one, or that beside it."""
    *parent, key = place.path

    def plan(document: Document) -> Plan:
        from forgecfg.edits import CannotEdit, compose, ensure, nest, remove

        with contextlib.suppress(CannotEdit):
            return nest(document, place.path, name)
        return compose(
            document,
            lambda here: remove(here, place.path),
            lambda here: ensure(here, (*parent, name, key), place.value),
        )

    return (Remedy(f"move it under `{name}`", Safety.UNSAFE, plan),)


def allow_address(kind: str, address: str) -> tuple[Remedy, ...]:
    """A guess: allow an address in a list of `permissions.external`, as in "fetch.backend"."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits import ensure

        path = ("permissions", "external", *kind.split("."))
        return ensure(document, path, [{"address": address}])

    return (Remedy(f"allow {quote(address)} in `{kind}`", Safety.UNSAFE, plan),)
