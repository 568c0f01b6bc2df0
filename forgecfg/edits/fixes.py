"""The fixes of violations. Editing code is imported only when a fix is built."""

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
    """Unsafe: replace the value at a location with another name."""
    return set_to(location, name, f"replace with {quote(name)}")


def set_to(location: Cursor, data: Data, title: str) -> tuple[FixBuilder, ...]:
    """Unsafe: replace the scalar at a location with other data."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.value import set_value

        return set_value(document, location.path, data)

    return (FixBuilder(title, Safety.UNSAFE, plan),)


def wrap_in_mapping(locations: Sequence[Cursor], key: str, title: str) -> tuple[FixBuilder, ...]:
    """Safe: wrap each scalar in a mapping with one key, which has the same meaning."""

    def plan(document: Document) -> Plan:
        from forgecfg.document.changes import Plan
        from forgecfg.edits.value import set_value

        # Each step replaces a different scalar, so they do not affect each other.
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
    """Unsafe: rename the key of a location."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.value import rename_key

        return rename_key(document, location.path, name)

    return (FixBuilder(f"rename to {quote(name)}", Safety.UNSAFE, plan),)


def remove_entry(
    location: Cursor, safety: Safety, title: str, nth: int = 0, keep: bool = False
) -> tuple[FixBuilder, ...]:
    """Remove a list item or an entry; `nth` (0-based) selects one of several duplicate keys.

    Parents that become empty are removed too; with `keep` they stay as `[]` or `{}`.
    """

    def plan(document: Document) -> Plan:
        from forgecfg.edits.remove import remove

        return remove(document, location.path, nth=nth, keep=keep)

    return (FixBuilder(title, safety, plan),)


def add_scope(scopes: Cursor | None, scope: str) -> tuple[FixBuilder, ...]:
    """Safe: declare a scope, in the form of `scopes` (None if there is no such section)."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.ensure import ensure

        as_mapping = scopes is not None and scopes.is_mapping and any(scopes.entries())
        return ensure(document, ("permissions", "scopes"), {scope: {}} if as_mapping else [scope])

    return (FixBuilder(f"add scope {quote(scope)}", Safety.SAFE, plan),)


def add_scopes(scopes: Cursor | None, names: tuple[str, ...]) -> tuple[FixBuilder, ...]:
    """Unsafe: declare scopes, in the form of `scopes` (None if there is no such section)."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.ensure import ensure

        as_mapping = scopes is not None and scopes.is_mapping and any(scopes.entries())
        data: Data = {name: {} for name in names} if as_mapping else list(names)
        return ensure(document, ("permissions", "scopes"), data)

    what = " and ".join(quote(name) for name in names)
    return (FixBuilder(f"add scope{'s' * (len(names) > 1)} {what}", Safety.UNSAFE, plan),)


def add_item(path: YamlPath, item: str) -> tuple[FixBuilder, ...]:
    """Unsafe: add an item to the list at a path, which is created if necessary."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.ensure import ensure

        return ensure(document, path, [item])

    return (FixBuilder(f"add {quote(item)} to `{path[-1]}`", Safety.UNSAFE, plan),)


def allow_egress(remote: str, item: Cursor) -> tuple[FixBuilder, ...]:
    """Unsafe: let functions fetch from a remote, and add `fetch` to its operations."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.ensure import ensure_all

        path = ("permissions", "external", "fetch", "backend")
        wanted: list[tuple[YamlPath, Data]] = [(path, [{"remote": remote}])]
        operations = item.get("operations")
        if operations is not None and operations.is_list:
            wanted.append((operations.path, ["fetch"]))
        return ensure_all(document, wanted)

    return (FixBuilder(f"allow backend fetch from {quote(remote)}", Safety.UNSAFE, plan),)


def add_entry(parent: Cursor, key: str, data: Data) -> tuple[FixBuilder, ...]:
    """Unsafe: add a key with its data to a mapping."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.ensure import ensure

        return ensure(document, (*parent.path, key), data)

    return (FixBuilder(f"add `{key}`", Safety.UNSAFE, plan),)


def nest_under(location: Cursor, name: str) -> tuple[FixBuilder, ...]:
    """Unsafe: move the entry at a location into the mapping `name` next to it, new or existing."""
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
            lambda current: remove(current, location.path),
            lambda current: ensure(current, (*parent, name, key), location.value),
        )

    return (FixBuilder(f"move under `{name}`", Safety.UNSAFE, plan),)


def allow_address(kind: str, address: str) -> tuple[FixBuilder, ...]:
    """Unsafe: allow an address in a list of `permissions.external`, as in "fetch.backend"."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.ensure import ensure

        path = ("permissions", "external", *kind.split("."))
        return ensure(document, path, [{"address": address}])

    return (FixBuilder(f"allow {quote(address)} in `{kind}`", Safety.UNSAFE, plan),)
