"""The ways in which faults are mended. The editing code is loaded only when one is made."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.nodes import Scalar
from forgecfg.document.positions import YamlPath
from forgecfg.findings import FixBuilder, Safety

if TYPE_CHECKING:
    from forgecfg.document.changes import Data, Plan
    from forgecfg.document.document import Document


def replace_with(location: Cursor, name: str) -> tuple[FixBuilder, ...]:
    """A guess: another name as the value at a place."""
    return set_to(location, name, f"replace with {quote(name)}")


def set_to(location: Cursor, data: Data, title: str) -> tuple[FixBuilder, ...]:
    """A guess: other data in place of the scalar at a place."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.value import set_value

        return set_value(document, location.path, data)

    return (FixBuilder(title, Safety.UNSAFE, plan),)


def wrap_in_mapping(locations: Sequence[Cursor], key: str, title: str) -> tuple[FixBuilder, ...]:
    """Write each of some scalars as a mapping that has it under a key, to the same effect."""

    def plan(document: Document) -> Plan:
        from forgecfg.document.changes import Plan
        from forgecfg.edits.value import set_value

        # Each step replaces a scalar of its own, so that none moves what another edits.
        steps = [
            set_value(document, location.path, {key: location.node.text})
            for location in locations
            if isinstance(location.node, Scalar)
        ]
        return Plan(
            tuple(edit for step in steps for edit in step.edits),
            tuple(change for step in steps for change in step.changes),
        )

    return (FixBuilder(title, Safety.SAFE, plan),)


def rename(location: Cursor, name: str) -> tuple[FixBuilder, ...]:
    """A guess: another name for the key that holds a place."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.value import rename_key

        return rename_key(document, location.path, name)

    return (FixBuilder(f"rename to {quote(name)}", Safety.UNSAFE, plan),)


def remove_entry(
    location: Cursor, safety: Safety, title: str, nth: int = 0, keep: bool = False
) -> tuple[FixBuilder, ...]:
    """Remove a list item or an entry; `nth` (0-based) tells entries with the same key apart.

    What then holds nothing goes too; with `keep` it stays, as `[]` or `{}`.
    """

    def plan(document: Document) -> Plan:
        from forgecfg.edits.remove import remove

        return remove(document, location.path, nth=nth, keep=keep)

    return (FixBuilder(title, safety, plan),)


def add_scope(scopes: Cursor | None, scope: str) -> tuple[FixBuilder, ...]:
    """Declare a scope, in the form that `scopes` (None where there is no such section) has."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.ensure import ensure

        as_mapping = scopes is not None and scopes.is_mapping and any(scopes.entries())
        return ensure(document, ("permissions", "scopes"), {scope: {}} if as_mapping else [scope])

    return (FixBuilder(f"add scope {quote(scope)}", Safety.SAFE, plan),)


def add_scopes(scopes: Cursor | None, names: tuple[str, ...]) -> tuple[FixBuilder, ...]:
    """A guess: declare scopes, in the form that `scopes` (None where there is none) has."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.ensure import ensure

        as_mapping = scopes is not None and scopes.is_mapping and any(scopes.entries())
        data: Data = {name: {} for name in names} if as_mapping else list(names)
        return ensure(document, ("permissions", "scopes"), data)

    what = " and ".join(quote(name) for name in names)
    return (FixBuilder(f"add scope{'s' * (len(names) > 1)} {what}", Safety.UNSAFE, plan),)


def add_item(path: YamlPath, item: str) -> tuple[FixBuilder, ...]:
    """A guess: add an item to the list at a path, which is made where there is none."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.ensure import ensure

        return ensure(document, path, [item])

    return (FixBuilder(f"add {quote(item)} to `{path[-1]}`", Safety.UNSAFE, plan),)


def allow_egress(remote: str, item: Cursor) -> tuple[FixBuilder, ...]:
    """A guess: let functions fetch from a remote, and say so in the operations that it lists."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.ensure import ensure_all

        path = ("permissions", "external", "fetch", "backend")
        wanted: list[tuple[YamlPath, Data]] = [(path, [{"remote": remote}])]
        operations = item.get("operations")
        if operations is not None and operations.is_list:
            wanted.append((operations.path, ["fetch"]))
        return ensure_all(document, wanted)

    return (FixBuilder(f"allow backend fetch from {quote(remote)}", Safety.UNSAFE, plan),)


def add_entry(holder: Cursor, key: str, data: Data) -> tuple[FixBuilder, ...]:
    """A guess: add a key with its data to a mapping."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.ensure import ensure

        return ensure(document, (*holder.path, key), data)

    return (FixBuilder(f"add `{key}`", Safety.UNSAFE, plan),)


def nest_under(location: Cursor, name: str) -> tuple[FixBuilder, ...]:
    """A guess: move the entry at a place into a mapping `name`: a new one, or that beside it."""
    *parent, key = location.path

    def plan(document: Document) -> Plan:
        from forgecfg.edits.ensure import ensure
        from forgecfg.edits.errors import CannotEdit
        from forgecfg.edits.nest import nest
        from forgecfg.edits.plan import compose
        from forgecfg.edits.remove import remove

        with contextlib.suppress(CannotEdit):
            return nest(document, location.path, name)
        return compose(
            document,
            lambda here: remove(here, location.path),
            lambda here: ensure(here, (*parent, name, key), location.value),
        )

    return (FixBuilder(f"move it under `{name}`", Safety.UNSAFE, plan),)
